/// An error that describes why a text is not a JSON path, or why a path could not be evaluated completely.
public struct JSONPathError: Error, Sendable, Hashable {
    /// The kind of problem.
    @nonexhaustive
    public enum Code: Sendable, Hashable {
        /// A character appears where the grammar does not allow it.
        case unexpectedCharacter
        /// The text ends too early.
        case unexpectedEnd
        /// A string has an escape that RFC 9535 does not define, or half a surrogate pair.
        case invalidString
        /// A number does not follow RFC 9535, or is outside the range of I-JSON.
        case invalidNumber
        /// A function or method is unknown.
        case unknownFunction
        /// A function is used with a type of argument, or in a position, that its definition does not allow.
        case invalidType
        /// A regular expression is invalid.
        case invalidPattern
        /// The path exceeds a limit.
        case limitExceeded
    }

    /// The kind of problem.
    public var code: Code
    /// The number of bytes of the path before the problem, in UTF-8.
    public var offset: Int
    /// A description of the expected input.
    public var expectation: String

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: The kind of problem.
    ///   - offset: The number of bytes of the path before the problem.
    ///   - expectation: A description of the expected input.
    public init(_ code: Code, offset: Int, expectation: String) {
        self.code = code
        self.offset = offset
        self.expectation = expectation
    }
}

extension JSONPathError: CustomStringConvertible {
    /// A sentence that describes the problem.
    public var description: String { "expected \(expectation) (offset \(offset))" }
}
