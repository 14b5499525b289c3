import TMFExchange
import TMFQuery

/// A range of the resources of a list, `items=0-19` (RFC 9110 section 14.1, with the unit of TMF630 part 1).
///
/// Positions count from 0, as `offset` does.
enum ItemRange {
    /// The unit.
    static let unit = "items"

    /// From a position on, up to another one or to the end.
    case from(Int, through: Int?)
    /// A number of resources at the end.
    case last(Int)

    /// Reads the range that a request asks for.
    ///
    /// - Returns: The range, or `nil` if there is none that counts: one of another unit, several, or one with a condition, as
    ///   lists have no tags (RFC 9110 sections 13.1.5 and 14.2).
    /// - Throws: ``ServiceError`` with 400 if it is no range of positions.
    init?(_ request: APIRequest) throws(ServiceError) {
        guard let value = request.headers[.range], request.headers[.ifRange] == nil else { return nil }
        let parts = value.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].trimmed.lowercased() == Self.unit else { return nil }
        let ranges = parts[1].split(separator: ",")
        guard ranges.count < 2 else { return nil }
        let bounds = parts[1].trimmed.split(separator: "-", omittingEmptySubsequences: false).map(\.trimmed)
        guard bounds.count == 2, let range = Self.range(bounds[0], bounds[1]) else {
            throw ServiceError(
                .invalidHeaderValue, "Range must be one range of positions, such as items=0-19, items=20- or items=-5.")
        }
        self = range
    }

    private static func range(_ first: Substring, _ last: Substring) -> Self? {
        if first.isEmpty { return position(last).map { .last($0) } }
        guard let start = position(first) else { return nil }
        if last.isEmpty { return .from(start, through: nil) }
        guard let end = position(last), end >= start else { return nil }
        return .from(start, through: end)
    }

    /// A number in the bounds of what a query string can say.
    private static func position(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 &- UInt8(ascii: "0") < 10 }) else { return nil }
        // No list has so many resources that more digits would say more.
        return Int32(text).map(Int.init) ?? Int(Int32.max)
    }

    /// The page of a range, given how many resources there are.
    func page(of total: () async throws -> Int) async rethrows -> Page {
        switch self {
        case .from(let start, let end): Page(offset: start, limit: end.map { $0 - start + 1 })
        case .last(let count): Page(offset: max(try await total() - count, 0), limit: count)
        }
    }
}
