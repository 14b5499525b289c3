/// The most that one query may ask for.
public struct QueryLimits: Sendable, Hashable {
    /// The limits used where none are given: 8,192 bytes and 100 terms.
    public static let `default` = QueryLimits()

    /// The length of the query string in bytes.
    public var length: Int
    /// The number of parameters, and of the values of one filter.
    public var terms: Int

    /// Creates limits.
    ///
    /// - Parameters:
    ///   - length: The length of the query string in bytes.
    ///   - terms: The number of parameters, and of the values of one filter.
    public init(length: Int = 8_192, terms: Int = 100) {
        self.length = length
        self.terms = terms
    }
}
