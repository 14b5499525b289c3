/// A page of resources, with the total number of resources on all pages.
public struct StorePage: Sendable, Hashable {
    /// The resources of the page, in order.
    public var resources: [StoredResource]
    /// The total number of matching resources on all pages.
    public var total: Int
    /// The number of the last commit that the page reflects.
    ///
    /// The page includes the effects of this commit and of all commits before it, and of none after it. A feed of
    /// changes after this number contains all changes since.
    public var sequence: UInt64
    /// The cursor for another page of the same moment, or `nil` if none was requested or the store does not support
    /// cursors.
    public var cursor: StoreCursor?
    /// The resources for which the query exceeds its limit of work: they do not match, or have no value to sort by.
    public var exceeding: [ResourceKey]

    /// Creates a page.
    ///
    /// - Parameters:
    ///   - resources: The resources of the page, in order.
    ///   - total: The total number of matching resources on all pages.
    ///   - sequence: The number of the last commit that the page reflects.
    ///   - cursor: The cursor for another page of the same moment.
    ///   - exceeding: The resources for which the query exceeds its limit of work.
    public init(
        resources: [StoredResource], total: Int, sequence: UInt64, cursor: StoreCursor? = nil,
        exceeding: [ResourceKey] = []
    ) {
        self.resources = resources
        self.total = total
        self.sequence = sequence
        self.cursor = cursor
        self.exceeding = exceeding
    }
}
