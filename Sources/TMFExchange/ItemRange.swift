/// A range of the resources in a list, such as `items=0-19` (RFC 9110 section 14.1, with the unit of TMF630 part 1).
///
/// Positions count from 0, as those of `offset` do.
public enum ItemRange: Sendable, Hashable {
    /// The unit of ranges.
    public static let unit = "items"

    /// The resources from a position to another position or to the end.
    case from(Int, through: Int?)
    /// The given number of resources at the end.
    case last(Int)

    /// Parses the range that a request asks for, or returns `nil` if no range applies.
    ///
    /// Ranges in another unit, several ranges, and ranges with a condition do not apply, because lists have no tags
    /// (RFC 9110 sections 13.1.5 and 14.2).
    ///
    /// - Parameter headers: The header fields of the request.
    /// - Throws: ``HeaderValueError`` if the value is not a range of positions.
    public init?(_ headers: APIHeaders) throws(HeaderValueError) {
        guard let value = headers[.range], headers[.ifRange] == nil else { return nil }
        var reader = FieldReader(value)
        reader.skipBlanks()
        guard reader.token()?.lowercased() == Self.unit else { return nil }
        reader.skipBlanks()
        guard reader.take("="), value.split(separator: ",").count < 2 else { return nil }
        guard let range = Self(&reader) else {
            throw HeaderValueError(.range, "be a single range of positions, such as items=0-19, items=20- or items=-5")
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

    /// Returns a number within the bounds of query parameters, or `nil` if there are no digits.
    private static func position(_ digits: Substring) -> Int? {
        guard !digits.isEmpty else { return nil }
        // A list never has so many resources that more digits would matter.
        return Int32(digits).map(Int.init) ?? Int(Int32.max)
    }
}
