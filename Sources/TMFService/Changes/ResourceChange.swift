import TMFEvents
import TMFJSON
import TMFModels
import TMFStore

/// The effect of a request on one resource.
struct ResourceChange {
    var key: ResourceKey
    /// The resource before the request, or `nil` if the request creates it.
    let before: StoredResource?
    /// The resource after the request, or `nil` if the request deletes it or cannot be carried out.
    var after: JSONDocument?
    /// The body of a new resource that is still to receive its identifier from the service.
    var unnamed: JSONDocument?
    /// The problems of the resource after the request; nothing is stored while there are any.
    var findings: [Finding] = []
    /// The warnings about the resource after the change.
    var warnings: [Finding] = []
    /// The references that the resource has after the request, but not before.
    var references: [ReferencePolicy.Reference] = []

    /// The change for the store, or `nil` if nothing changes.
    var storeChange: StoreChange? {
        switch (before, after) {
        case (nil, nil): nil
        case (nil, let after?): .create(key, after)
        case (let before?, nil): .delete(key, revision: before.revision)
        case (let before?, let after?):
            // Equal values can have different texts, and the text that the client wrote is kept.
            after.bytes == before.document.bytes ? nil : .replace(key, after, revision: before.revision)
        }
    }

    /// Returns the names of the events that the change causes.
    func eventNames(of resource: ResourceDescription) -> [String] {
        guard storeChange != nil, let events = resource.events else { return [] }
        return EventCause.causes(from: before?.document.root, to: after?.root, of: resource).map { events[$0.kind] }
    }
}
