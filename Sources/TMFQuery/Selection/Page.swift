/// The part of all matches that a list answer holds.
public struct Page: Sendable, Hashable {
    /// The number of matches to skip.
    public var offset: Int
    /// The number of matches to return at most, or `nil` for all.
    public var limit: Int?

    /// Creates a page; values below zero count as zero.
    ///
    /// - Parameters:
    ///   - offset: The number of matches to skip.
    ///   - limit: The number of matches to return at most, or `nil` for all.
    public init(offset: Int = 0, limit: Int? = nil) {
        self.offset = max(offset, 0)
        self.limit = limit.map { max($0, 0) }
    }

    /// Whether only a part was asked for.
    public var isPartial: Bool { offset > 0 || limit != nil }

    /// Returns the positions of a page.
    ///
    /// - Parameter total: The number of matches.
    /// - Returns: The positions, none if the offset is beyond the total.
    public func range(of total: Int) -> Range<Int> {
        let start = min(offset, total)
        return start..<(limit.map { $0 < total - start ? start + $0 : total } ?? total)
    }
}
