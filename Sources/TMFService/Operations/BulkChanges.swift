import TMFJSON
import TMFModels
import TMFStore

/// What a bulk request does with each of its resources, in the order in which it names them first.
struct BulkChanges {
    /// What is to be done with one resource.
    struct Draft {
        /// The resource before, or as the request creates it.
        var resource: StoredResource
        /// What creates it, or `nil` if it was there before.
        var creation: ResourceChange?
        /// The operations on it, with paths that begin in it.
        var operations: [JSONPatch.Operation] = []
        /// Whether the request removes it.
        var isRemoved = false
    }

    private(set) var drafts: [Draft] = []
    /// Everything that is wrong with the resources so far.
    var findings: [Finding] = []
    private var places: [ResourceKey: Int] = [:]
    /// New resources that cannot be created, for which further operations count for nothing.
    private var refused: Set<ResourceKey> = []

    /// What is done with a resource; of several that had its key, with the last.
    subscript(key: ResourceKey) -> Draft? { places[key].map { drafts[$0] } }

    func isRefused(_ key: ResourceKey) -> Bool { refused.contains(key) }

    mutating func take(_ resource: StoredResource) { append(Draft(resource: resource)) }

    mutating func create(_ key: ResourceKey, _ document: JSONDocument, _ creation: ResourceChange) {
        append(Draft(resource: StoredResource(key: key, revision: 0, document: document), creation: creation))
    }

    mutating func refuse(_ key: ResourceKey) { refused.insert(key) }

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
