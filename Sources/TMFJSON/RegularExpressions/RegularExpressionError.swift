/// The reason a pattern is refused, and where.
public struct RegularExpressionError: Error, Sendable, Hashable {
    /// What is wrong with the pattern.
    @nonexhaustive
    public enum Code: Sendable, Hashable {
        /// A character stands where the syntax does not allow it.
        case unexpectedCharacter
        /// The pattern ends inside a group, a class, a quantifier or an escape.
        case unexpectedEnd
        /// A backslash is followed by something that it does not go with.
        case invalidEscape
        /// A quantifier has nothing to repeat, or its bounds are in the wrong order.
        case invalidQuantifier
        /// A range in a class ends before it starts, or ends with a class.
        case invalidRange
        /// `\p{…}` names something other than a general category of RFC 9485.
        case unknownCategory
        /// The pattern uses something that the syntax does not have, such as a `back-reference`.
        case unsupported(feature: String)
        /// The pattern asks for more than ``RegularExpression/Limits`` allow.
        case limitExceeded(Limit)
    }

    /// A limit that a pattern can exceed.
    @nonexhaustive
    public enum Limit: Sendable, Hashable {
        /// The pattern is longer than ``RegularExpression/Limits/patternLength``.
        case patternLength
        /// The pattern comes to more instructions than ``RegularExpression/Limits/programSize``.
        case programSize
        /// More groups are open than ``RegularExpression/Limits/depth``.
        case depth
    }

    /// What is wrong.
    public var code: Code
    /// The number of bytes of the pattern, in UTF-8, before the problem.
    ///
    /// That is before the character that cannot stand there, before the start of an escape, range, quantifier or group
    /// that is none, or the length of the pattern if more was expected.
    public var offset: Int
    /// What was expected, in words that complete "expected …".
    public var expectation: String

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: What is wrong.
    ///   - offset: The number of bytes of the pattern before the problem.
    ///   - expectation: What was expected, in words that complete "expected …".
    public init(_ code: Code, offset: Int, expectation: String) {
        self.code = code
        self.offset = offset
        self.expectation = expectation
    }
}

extension RegularExpressionError: CustomStringConvertible {
    /// The problem, its place and what was expected, in one sentence.
    public var description: String { "\(code.summary) (offset \(offset)); expected \(expectation)" }
}

extension RegularExpressionError.Code {
    var summary: String {
        switch self {
        case .unexpectedCharacter: "unexpected character in a regular expression"
        case .unexpectedEnd: "unexpected end of a regular expression"
        case .invalidEscape: "unknown escape in a regular expression"
        case .invalidQuantifier: "invalid quantifier in a regular expression"
        case .invalidRange: "invalid range in a regular expression"
        case .unknownCategory: "unknown character category in a regular expression"
        case .unsupported(let feature): "unsupported \(feature) in a regular expression"
        case .limitExceeded(.patternLength): "regular expression longer than the limit"
        case .limitExceeded(.programSize): "regular expression larger than the limit"
        case .limitExceeded(.depth): "groups of a regular expression nested beyond the limit"
        }
    }
}
