/// The part of all matches that a list answer holds.
public struct Page: Sendable, Hashable {
    /// The number of matches to skip, from 0 to 2,147,483,647, which is what a query string can say.
    public var offset: Int {
        didSet { offset = Self.clamped(offset) }
    }
    /// The number of matches to return at most, in the same bounds, or `nil` for all.
    public var limit: Int? {
        didSet { limit = limit.map(Self.clamped) }
    }

    /// Creates a page; values out of bounds are brought to the nearest end.
    ///
    /// - Parameters:
    ///   - offset: The number of matches to skip.
    ///   - limit: The number of matches to return at most, or `nil` for all.
    public init(offset: Int = 0, limit: Int? = nil) {
        self.offset = Self.clamped(offset)
        self.limit = limit.map(Self.clamped)
    }

    private static func clamped(_ value: Int) -> Int { min(max(value, 0), Int(Int32.max)) }

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
