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
        /// There is no operator, or one that is not known.
        case invalidOperator
        /// The operand of a range looks like a date and is none.
        case invalidDate
        /// A regular expression is not one, or uses what is not supported.
        case invalidPattern
        /// A JSON path of `filter`, `fields` or `sort` is not one.
        case invalidPath
        /// The resource has no such attribute; only if a query is read strictly.
        case unknownAttribute
        /// A parameter that is not supported.
        case unsupported
        /// The query goes beyond a limit.
        case limitExceeded
    }

    /// What is wrong.
    public var code: Code
    /// The name of the parameter or attribute, decoded and without its operator; empty if the query as a whole is meant.
    public var parameter: String
    /// The number of bytes of the query string before the problem.
    public var offset: Int
    /// What was expected, in words.
    public var expectation: String

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: What is wrong.
    ///   - parameter: The name of the parameter or attribute.
    ///   - offset: The number of bytes of the query string before the problem.
    ///   - expectation: What was expected, in words.
    public init(_ code: Code, parameter: String, offset: Int, expectation: String) {
        self.code = code
        self.parameter = parameter
        self.offset = offset
        self.expectation = expectation
    }

    /// The problem in one sentence.
    public var description: String {
        (parameter.isEmpty ? "" : "\(parameter): ") + "expected \(expectation) (offset \(offset))"
    }
}
