/// The part of all matches that a list response contains.
public struct Page: Sendable, Hashable {
    /// The number of matches to skip, from 0 to 2,147,483,647, the range of a query string.
    public var offset: Int {
        didSet { offset = Self.clamped(offset) }
    }
    /// The maximum number of matches to return, in the same range, or `nil` for all.
    public var limit: Int? {
        didSet { limit = limit.map(Self.clamped) }
    }

    /// Creates a page, clamping both values to their range.
    ///
    /// - Parameters:
    ///   - offset: The number of matches to skip.
    ///   - limit: The maximum number of matches to return, or `nil` for all.
    public init(offset: Int = 0, limit: Int? = nil) {
        self.offset = Self.clamped(offset)
        self.limit = limit.map(Self.clamped)
    }

    private static func clamped(_ value: Int) -> Int { min(max(value, 0), Int(Int32.max)) }

    /// A Boolean value that indicates whether the page excludes some positions.
    public var isPartial: Bool { offset > 0 || limit != nil }

    /// Returns the positions of the matches on the page.
    ///
    /// - Parameter total: The number of matches.
    /// - Returns: The positions; empty if the offset is beyond the total.
    public func range(of total: Int) -> Range<Int> {
        let start = min(offset, total)
        return start..<(limit.map { $0 < total - start ? start + $0 : total } ?? total)
    }
}
