public import TMFModels

/// The resources of one page of a collection, and the number of resources on all pages.
public struct StoredPage<Resource: ResourceModel>: Sendable, Hashable {
    private let resources: [Stored<Resource>]
    /// The number of resources that match the query, on all pages.
    public let total: Int
    /// The number of the last commit that the page reflects.
    ///
    /// The changes after this number are all that has happened since.
    public let sequence: UInt64
    /// A token for further pages of the same moment, or `nil` if none was asked for or the store keeps none.
    public let cursor: StoreCursor?
    /// The resources on which the query would take more work than it may on one: they do not match, or have nothing to be
    /// sorted by.
    public let exceeding: [ResourceKey]

    init(_ page: StorePage) throws(StoreError) {
        resources = try page.resources.map { resource throws(StoreError) in try Stored(resource) }
        (total, sequence, cursor, exceeding) = (page.total, page.sequence, page.cursor, page.exceeding)
    }
}

extension StoredPage: RandomAccessCollection {
    /// The position of the first resource, which is 0.
    public var startIndex: Int { resources.startIndex }
    /// The position after the last resource.
    public var endIndex: Int { resources.endIndex }

    /// The resource at a position.
    ///
    /// - Parameter position: The position, counted from 0.
    public subscript(position: Int) -> Stored<Resource> { resources[position] }
}
