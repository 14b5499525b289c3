public import TMFJSON
public import TMFModels

/// A change to one resource of a collection.
public struct CollectionChange<Resource: ResourceModel>: Sendable, Hashable {
    /// The identifier of the resource.
    public let id: String
    /// The resource before the change, or `nil` if the change created it.
    public let before: Resource?
    /// The resource after the change, or `nil` if the change deleted it.
    public let after: Resource?
    /// The number of the commit that made the change.
    public let sequence: UInt64
    /// The note of the commit, or `nil` if it has none.
    public let note: JSONObject?

    init(_ change: StoreCommit.Change, in commit: StoreCommit) throws(StoreError) {
        let key = change.key
        id = key.id
        before = try change.previous.map { resource throws(StoreError) in try Resource(resource.document, of: key) }
        after = try change.document.map { document throws(StoreError) in try Resource(document, of: key) }
        (sequence, note) = (commit.sequence, commit.note)
    }
}
