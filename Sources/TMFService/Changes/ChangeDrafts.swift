import TMFJSON
import TMFModels
import TMFStore

/// What the edits of a request do with one resource.
struct ChangeDraft {
    /// What there is before any patch: the resource in the store, or the one that the request creates.
    var start: ResourceChange
    /// What changes it, in order.
    var patches: [PatchDocument] = []
    /// Whether the request deletes it in the end.
    var isDeleted = false

    /// Whether it cannot be created, so that further edits count for nothing.
    var isRefused: Bool { !start.findings.isEmpty }
    /// All patches as one.
    var patch: PatchDocument? { PatchDocument(joining: patches) }
}

/// What the edits of a request do with its resources, in the order in which it names them first.
struct ChangeDrafts {
    private(set) var all: [ChangeDraft] = []
    private var places: [ResourceKey: Int] = [:]

    /// What is done with a resource; of several drafts that had its key, the last.
    subscript(key: ResourceKey) -> ChangeDraft? {
        get { places[key].map { all[$0] } }
        set {
            guard let newValue else { return }
            if let place = places[key] { all[place] = newValue } else { append(newValue) }
        }
    }

    mutating func append(_ draft: ChangeDraft) {
        // No later edit can mean a resource whose identifier the client does not know.
        if draft.start.unnamed == nil { places[draft.start.key] = all.count }
        all.append(draft)
    }
}
