/// The reason a query was refused: which parameter, where, and what was expected.
public struct QueryError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with the query.
    @nonexhaustive
    public enum Code: Sendable, Hashable {
        /// A value has not the form that its parameter asks for.
        case invalidValue
        /// A `%` is not followed by two hexadecimal digits, or the bytes are not UTF-8.
        case invalidEncoding
        /// A form of query that is not supported.
        case unsupported
        /// The query goes beyond a limit.
        case limitExceeded
    }

    /// What is wrong.
    public var code: Code
    /// The parameter as it stands in the query.
    public var parameter: String
    /// The number of bytes of the query before the problem.
    public var offset: Int
    /// What was expected, in words.
    public var expected: String

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: What is wrong.
    ///   - parameter: The parameter as it stands in the query.
    ///   - offset: The number of bytes of the query before the problem.
    ///   - expected: What was expected, in words.
    public init(_ code: Code, parameter: String, offset: Int, expected: String) {
        self.code = code
        self.parameter = parameter
        self.offset = offset
        self.expected = expected
    }

    /// The problem in one sentence.
    public var description: String { "\(parameter) (offset \(offset)): \(expected)" }
}
