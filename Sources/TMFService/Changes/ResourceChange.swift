import TMFJSON
import TMFModels
import TMFStore

/// The effect of a request on one resource.
struct ResourceChange {
    var key: ResourceKey
    /// The resource before, or `nil` if the request creates it.
    let before: StoredResource?
    /// The resource after, or `nil` if the request deletes it, or cannot make it what it asks for.
    var after: JSONDocument?
    /// The body of a new resource that gets its identifier from the service, and does not have it yet.
    var unnamed: JSONDocument?
    /// Everything that is wrong with the resource after; as long as there is something, nothing may be stored.
    var findings: [Finding] = []
    /// The warnings about the resource after the change.
    var warnings: [Finding] = []
    /// The references of the resource after that its state before does not have.
    var references: [ReferencePolicy.Reference] = []

    /// The change of the store, or `nil` if everything stays as it is.
    var storeChange: StoreChange? {
        switch (before, after) {
        case (nil, nil): nil
        case (nil, let after?): .create(key, after)
        case (let before?, nil): .delete(key, revision: before.revision)
        case (let before?, let after?):
            // Equal values may be written in another way, and what the client wrote counts.
            after.bytes == before.document.bytes ? nil : .replace(key, after, revision: before.revision)
        }
    }

    /// The names of the events that the change gives rise to.
    func eventNames(of resource: ResourceDescription) -> [String] {
        storeChange == nil
            ? [] : resource.eventNames(from: before?.document.root, to: after?.root)
    }
}
