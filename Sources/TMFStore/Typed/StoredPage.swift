public import TMFModels

/// A page of the resources of a collection, with the total number of resources on all pages.
public struct StoredPage<Resource: ResourceModel>: Sendable, Hashable {
    private let resources: [Stored<Resource>]
    /// The total number of resources that match the query on all pages.
    public let total: Int
    /// The number of the last commit that the page reflects.
    ///
    /// The changes after this number are all changes since.
    public let sequence: UInt64
    /// The cursor for further pages of the same moment, or `nil` if none was requested or the store does not support
    /// cursors.
    public let cursor: StoreCursor?
    /// The resources for which the query exceeds its limit of work: they do not match, or have no value to sort by.
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
