/// The reason a text is not a JSON path, or a path was not followed to its end.
public struct JSONPathError: Error, Sendable, Hashable {
    /// What is wrong.
    @nonexhaustive
    public enum Code: Sendable, Hashable {
        /// A character cannot stand where it does.
        case unexpectedCharacter
        /// The text ends too early.
        case unexpectedEnd
        /// A string has an escape that RFC 9535 does not know, or half a surrogate pair.
        case invalidString
        /// A number is not written as RFC 9535 demands, or lies outside the range of I-JSON.
        case invalidNumber
        /// A function or method is not known.
        case unknownFunction
        /// A function is used with a type of argument, or at a place, that its definition does not allow.
        case invalidType
        /// A regular expression is not one.
        case invalidPattern
        /// The path goes beyond a limit.
        case limitExceeded
    }

    /// What is wrong.
    public var code: Code
    /// The number of bytes of the path before the problem, in UTF-8.
    public var offset: Int
    /// What was expected, in words.
    public var expectation: String

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: What is wrong.
    ///   - offset: The number of bytes of the path before the problem.
    ///   - expectation: What was expected, in words.
    public init(_ code: Code, offset: Int, expectation: String) {
        self.code = code
        self.offset = offset
        self.expectation = expectation
    }
}

extension JSONPathError: CustomStringConvertible {
    /// The problem in one sentence.
    public var description: String { "expected \(expectation) (offset \(offset))" }
}
