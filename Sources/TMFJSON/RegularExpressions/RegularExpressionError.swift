/// An error that describes why a pattern is rejected, and where.
public struct RegularExpressionError: Error, Sendable, Hashable {
    /// The kind of problem.
    @nonexhaustive
    public enum Code: Sendable, Hashable {
        /// A character appears where the syntax does not allow it.
        case unexpectedCharacter
        /// The pattern ends inside a group, a class, a quantifier or an escape.
        case unexpectedEnd
        /// A backslash is followed by a character that does not form an escape.
        case invalidEscape
        /// A quantifier has nothing to repeat, or its bounds are in the wrong order.
        case invalidQuantifier
        /// A range in a class ends before it starts, or ends with a class.
        case invalidRange
        /// `\p{…}` names something other than a general category of RFC 9485.
        case unknownCategory
        /// The pattern uses a feature that the syntax does not have.
        case unsupported(feature: String)
        /// The pattern exceeds one of ``RegularExpression/Limits``.
        case limitExceeded(Limit)
    }

    /// A limit that a pattern can exceed.
    @nonexhaustive
    public enum Limit: Sendable, Hashable {
        /// The pattern is longer than ``RegularExpression/Limits/patternLength``.
        case patternLength
        /// The pattern compiles to more instructions than ``RegularExpression/Limits/programSize``.
        case programSize
        /// Groups are nested deeper than ``RegularExpression/Limits/depth``.
        case depth
    }

    /// The kind of problem.
    public var code: Code
    /// The number of bytes of the pattern, in UTF-8, before the problem.
    ///
    /// The problem is the unexpected character, or the start of the invalid escape, range, quantifier or group. If more
    /// input was expected, the offset is the length of the pattern.
    public var offset: Int
    /// A description of the expected input, in words that complete "expected …".
    public var expectation: String

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: The kind of problem.
    ///   - offset: The number of bytes of the pattern before the problem.
    ///   - expectation: A description of the expected input, in words that complete "expected …".
    public init(_ code: Code, offset: Int, expectation: String) {
        self.code = code
        self.offset = offset
        self.expectation = expectation
    }
}

extension RegularExpressionError: CustomStringConvertible {
    /// A sentence that describes the problem, its location and the expected input.
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
