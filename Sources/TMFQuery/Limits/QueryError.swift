/// The reason a query was refused: which parameter, where, and what was expected.
public struct QueryError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong with the query.
    @nonexhaustive
    public enum Code: Sendable, Hashable {
        /// A value has not the form that its parameter asks for.
        case invalidValue
        /// A `%` is not followed by two hexadecimal digits, or the bytes are not UTF-8.
        case invalidEncoding
        /// The name of an attribute is empty, or one of a path is.
        case invalidName
        /// There is no operator, or one that does not exist.
        case invalidOperator
        /// The value of a date attribute is no date, or the operand of a range looks like a date and is none.
        case invalidDate
        /// A regular expression is not one, or uses what is not supported.
        case invalidPattern
        /// A JSON path of `filter`, `fields` or `sort` is not one.
        case invalidPath
        /// The resource has no such attribute; only if a query is read strictly.
        case unknownAttribute
        /// The text can be read in two ways that exclude each other.
        case ambiguous
        /// A parameter that is not supported.
        case unsupported
        /// The query goes beyond a limit.
        case limitExceeded
    }

    /// A limit that a query can go beyond, by its name in ``QueryLimits``.
    @nonexhaustive
    public enum Limit: String, Sendable, Hashable {
        case length
        case terms
        case pathDepth
        case visitedNodes
        case work
        case pattern
    }

    /// What is wrong.
    public var code: Code
    /// The name of the parameter or attribute, decoded and without its operator; empty if the query as a whole is meant.
    public var parameter: String
    /// The number of bytes of the query string before the problem.
    public var offset: Int
    /// What was expected, in words.
    public var expectation: String
    /// The limit that the query goes beyond, or `nil` if it is wrong otherwise.
    public var limit: Limit?

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: What is wrong.
    ///   - parameter: The name of the parameter or attribute.
    ///   - offset: The number of bytes of the query string before the problem.
    ///   - expectation: What was expected, in words.
    ///   - limit: The limit that the query goes beyond, or `nil` if it is wrong otherwise.
    public init(_ code: Code, parameter: String, offset: Int, expectation: String, limit: Limit? = nil) {
        self.code = code
        self.parameter = parameter
        self.offset = offset
        self.expectation = expectation
        self.limit = limit
    }

    /// The problem in one sentence.
    public var description: String {
        (parameter.isEmpty ? "" : "\(parameter): ") + "expected \(expectation) (offset \(offset))"
    }
}
