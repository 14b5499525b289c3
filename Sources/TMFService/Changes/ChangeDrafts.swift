import TMFJSON
import TMFModels
import TMFStore

/// The effect of the edits of a request on one resource.
struct ChangeDraft {
    /// The state before any patch: the resource in the store, or the one that the request creates.
    var start: ResourceChange
    /// The patch of the resource, in the order of the edits.
    var patches: [PatchDocument] = []
    /// Whether the request deletes it in the end.
    var isDeleted = false

    /// Whether it cannot be created, so that further edits count for nothing.
    var isRefused: Bool { !start.findings.isEmpty }
    /// All patches as one.
    var patch: PatchDocument? { PatchDocument(joining: patches) }
}

/// The effects of the edits of a request on its resources, in the order in which the request first names them.
struct ChangeDrafts {
    private(set) var all: [ChangeDraft] = []
    private var places: [ResourceKey: Int] = [:]

    /// Returns the draft of a resource; of several drafts with its key, the last.
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
