import TMFJSON
import TMFModels
import TMFStore

/// The effect of the edits of a request on one resource.
struct ChangeDraft {
    /// The state before any patch: the resource in the store, or the resource that the request creates.
    var start: ResourceChange
    /// The patches of the resource, in the order of the edits.
    var patches: [PatchDocument] = []
    /// A Boolean value that indicates whether the last edit deletes the resource.
    var isDeleted = false

    /// A Boolean value that indicates whether the resource cannot be created, in which case further edits have no
    /// effect.
    var isRefused: Bool { !start.findings.isEmpty }
    /// All patches combined into one.
    var patch: PatchDocument? { PatchDocument(joining: patches) }
}

/// The effects of the edits of a request on its resources, in the order in which the request first names the resources.
struct ChangeDrafts {
    private(set) var all: [ChangeDraft] = []
    private var places: [ResourceKey: Int] = [:]

    /// The draft of a resource; if several have its key, the last one.
    subscript(key: ResourceKey) -> ChangeDraft? {
        get { places[key].map { all[$0] } }
        set {
            guard let newValue else { return }
            if let place = places[key] { all[place] = newValue } else { append(newValue) }
        }
    }

    mutating func append(_ draft: ChangeDraft) {
        // Later edits cannot refer to a resource whose identifier the client does not know.
        if draft.start.unnamed == nil { places[draft.start.key] = all.count }
        all.append(draft)
    }
}
