import TMFJSON
import TMFStore

/// What a bulk request does with each of its resources, in the order in which it names them first.
struct BulkChanges {
    /// What is to be done with one resource.
    struct Draft {
        /// The resource before, or as it was created by the request.
        var resource: StoredResource
        /// Whether the request created it.
        var isNew: Bool
        /// The operations on it, with paths that begin in it.
        var operations: [JSONPatch.Operation] = []
        /// Whether the request removes it.
        var isRemoved = false
    }

    private(set) var drafts: [Draft] = []
    private var places: [ResourceKey: Int] = [:]

    subscript(key: ResourceKey) -> Draft? { places[key].map { drafts[$0] } }

    mutating func take(_ resource: StoredResource) { append(Draft(resource: resource, isNew: false)) }

    mutating func create(_ key: ResourceKey, _ document: JSONDocument) {
        append(Draft(resource: StoredResource(key: key, revision: 0, document: document), isNew: true))
    }

    mutating func change(_ key: ResourceKey, _ operation: JSONPatch.Operation) {
        if let place = places[key] { drafts[place].operations.append(operation) }
    }

    mutating func remove(_ key: ResourceKey) {
        if let place = places[key] { drafts[place].isRemoved = true }
    }

    private mutating func append(_ draft: Draft) {
        places[draft.resource.key] = drafts.count
        drafts.append(draft)
    }
}
