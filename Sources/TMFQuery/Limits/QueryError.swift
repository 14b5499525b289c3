/// An error that describes why a query is rejected: the parameter, the location and the expected input.
public struct QueryError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The kind of problem.
    @nonexhaustive
    public enum Code: Sendable, Hashable {
        /// A value does not have the form that its parameter requires.
        case invalidValue
        /// A `%` is not followed by two hexadecimal digits, or the bytes are not UTF-8.
        case invalidEncoding
        /// The name of an attribute, or a name in a path, is empty.
        case invalidName
        /// The operator is missing or unknown.
        case invalidOperator
        /// The value of a date attribute is not a date, or an operand of a range looks like a date but is invalid.
        case invalidDate
        /// A regular expression is invalid or uses an unsupported feature.
        case invalidPattern
        /// A JSON path in `filter`, `fields` or `sort` is invalid.
        case invalidPath
        /// The resource has no such attribute; reported only for queries that are parsed strictly.
        case unknownAttribute
        /// The text has two interpretations that exclude each other.
        case ambiguous
        /// The parameter is not supported.
        case unsupported
        /// The query exceeds a limit.
        case limitExceeded
    }

    /// A limit of ``QueryLimits``, identified by its name.
    @nonexhaustive
    public enum Limit: String, Sendable, Hashable {
        case length
        case terms
        case pathDepth
        case visitedNodes
        case work
        case pattern
    }

    /// The kind of problem.
    public var code: Code
    /// The decoded name of the parameter or attribute without its operator; empty if the problem concerns the entire
    /// query.
    public var parameter: String
    /// The number of bytes of the query string before the problem.
    public var offset: Int
    /// A description of the expected input.
    public var expectation: String
    /// The exceeded limit, or `nil` for other problems.
    public var limit: Limit?

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: The kind of problem.
    ///   - parameter: The name of the parameter or attribute.
    ///   - offset: The number of bytes of the query string before the problem.
    ///   - expectation: A description of the expected input.
    ///   - limit: The exceeded limit, or `nil` for other problems.
    public init(_ code: Code, parameter: String, offset: Int, expectation: String, limit: Limit? = nil) {
        self.code = code
        self.parameter = parameter
        self.offset = offset
        self.expectation = expectation
        self.limit = limit
    }

    /// A sentence that describes the problem.
    public var description: String {
        (parameter.isEmpty ? "" : "\(parameter): ") + "expected \(expectation) (offset \(offset))"
    }
}
