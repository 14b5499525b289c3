/// The resources of one page, and how many there are on all pages.
public struct StorePage: Sendable, Hashable {
    /// The resources of the page, in order.
    public var resources: [StoredResource]
    /// The number of resources that match, on whatever page.
    public var total: Int
    /// The number of the last commit that the page reflects: what it made is taken into account, and what comes later is not.
    ///
    /// A feed of changes after this number tells all that has happened since.
    public var sequence: UInt64
    /// The cursor for another page of the same moment; `nil` unless a cursor was requested and the store can keep one.
    public var cursor: StoreCursor?
    /// The resources on which the query would take more work than it may on one: they do not match, or have nothing to be
    /// sorted by.
    public var exceeding: [ResourceKey]

    /// Creates a page.
    ///
    /// - Parameters:
    ///   - resources: The resources of the page, in order.
    ///   - total: The number of resources that match.
    ///   - sequence: The number of the last commit that the page reflects.
    ///   - cursor: The cursor for another page of the same moment.
    ///   - exceeding: The resources on which the query would take more work than it may on one.
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
