/// The resources of one page, and how many there are on all pages.
public struct StorePage: Sendable, Hashable {
    /// The resources of the page, in order.
    public var resources: [StoredResource]
    /// The number of resources that match, on whatever page.
    public var total: Int

    /// Creates a page.
    ///
    /// - Parameters:
    ///   - resources: The resources of the page, in order.
    ///   - total: The number of resources that match.
    public init(resources: [StoredResource], total: Int) {
        self.resources = resources
        self.total = total
    }
}
