/// A range of the resources of a list, `items=0-19` (RFC 9110 section 14.1, with the unit of TMF630 part 1).
///
/// Positions count from 0, as `offset` does.
public enum ItemRange: Sendable, Hashable {
    /// The unit of ranges.
    public static let unit = "items"

    /// From a position on, up to another one or to the end.
    case from(Int, through: Int?)
    /// A number of resources at the end.
    case last(Int)

    /// Reads the range that a request asks for, or returns `nil` if none counts: one of another unit, several, or one with a
    /// condition, as lists have no tags (RFC 9110 sections 13.1.5 and 14.2).
    ///
    /// - Parameter headers: The header fields of the request.
    /// - Throws: ``HeaderValueError`` if it is no range of positions.
    public init?(_ headers: APIHeaders) throws(HeaderValueError) {
        guard let value = headers[.range], headers[.ifRange] == nil else { return nil }
        var reader = FieldReader(value)
        reader.skipBlanks()
        guard reader.token()?.lowercased() == Self.unit else { return nil }
        reader.skipBlanks()
        guard reader.take("="), value.split(separator: ",").count < 2 else { return nil }
        guard let range = Self(&reader) else {
            throw HeaderValueError(.range, "be one range of positions, such as items=0-19, items=20- or items=-5")
        }
        self = range
    }

    private init?(_ reader: inout FieldReader) {
        reader.skipBlanks()
        let first = reader.digits()
        reader.skipBlanks()
        guard reader.take("-") else { return nil }
        reader.skipBlanks()
        let last = reader.digits()
        reader.skipBlanks()
        guard reader.isAtEnd else { return nil }
        switch (Self.position(first), Self.position(last)) {
        case (nil, nil): return nil
        case (nil, let count?): self = .last(count)
        case (let start?, nil): self = .from(start, through: nil)
        case (let start?, let end?):
            guard start <= end else { return nil }
            self = .from(start, through: end)
        }
    }

    /// A number in the bounds of what a query string can say, or `nil` without digits.
    private static func position(_ digits: Substring) -> Int? {
        guard !digits.isEmpty else { return nil }
        // No list has so many resources that more digits would say more.
        return Int32(digits).map(Int.init) ?? Int(Int32.max)
    }
}
