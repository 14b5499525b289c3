/// A regular expression that is matched in linear time, so that an untrusted pattern can do no harm.
///
/// A pattern is read as RFC 9485 (I-Regexp) or, by default, as RFC 9485 with common extensions; see ``Syntax``.
/// Features that cannot be matched in linear time, such as back-references, are rejected by name.
///
/// ```swift
/// let expression = try RegularExpression("[0-9]{3}-.*")
/// expression.matches(wholeOf: "683-interaction")      // true
/// expression.matches(partOf: "TMF683-interaction")    // true
/// ```
///
/// The number of steps that matching takes is at most proportional to the length of the text times the size of the
/// pattern with its repetitions written out, which ``Limits/programSize`` bounds. Patterns and texts are compared by
/// Unicode scalars, without normalization.
public struct RegularExpression: Sendable {
    /// The text of the expression, without `(?i)` at its start.
    public let pattern: String
    /// The syntax of the pattern.
    public let syntax: Syntax
    /// A Boolean value that indicates whether letters match in either case.
    public let ignoresCase: Bool

    let program: RegularExpressionProgram

    /// The prefix of a pattern that ignores case.
    package static let caseFlag = "(?i)"

    /// Creates an expression from its pattern.
    ///
    /// If case is ignored, characters and ranges of the pattern also match all characters with the same simple case
    /// folding: `k` matches `K` and U+212A KELVIN SIGN, `s` matches U+017F LONG S, but `i` matches neither `ı` nor `İ`,
    /// and `ß` does not match `ss`. Categories such as `\p{Lu}` and shorthand classes such as `\w` are unaffected.
    ///
    /// - Parameters:
    ///   - pattern: The text of the expression.
    ///   - syntax: The syntax of the pattern.
    ///   - ignoresCase: Whether letters match in either case.
    ///   - limits: The limits that the pattern must not exceed.
    /// - Throws: ``RegularExpressionError`` if the pattern is malformed, uses an unsupported feature, or exceeds a
    ///   limit.
    public init(
        _ pattern: String, syntax: Syntax = .extended, ignoresCase: Bool = false, limits: Limits = .default
    ) throws(RegularExpressionError) {
        let isFlagged = syntax == .extended && pattern.utf8.starts(with: Self.caseFlag.utf8)
        // Scalar by scalar, because a combining mark may follow the flag.
        let flagLength = Self.caseFlag.unicodeScalars.count
        self.pattern =
            isFlagged
            ? String(String.UnicodeScalarView(pattern.unicodeScalars.dropFirst(flagLength))) : pattern
        self.syntax = syntax
        self.ignoresCase = ignoresCase || isFlagged
        var compiler = try RegularExpressionCompiler(
            pattern, syntax: syntax, ignoresCase: self.ignoresCase, limits: limits)
        if isFlagged { compiler.index = Self.caseFlag.utf8.count }
        program = try compiler.program()
    }

    /// The UTF-8 bytes that start every text in which the expression matches a part, or `nil` if the part can be
    /// anywhere.
    package var literalPrefix: [UInt8]? { program.literalPrefix }

    /// Returns whether the expression matches a complete text, like `match` of RFC 9535.
    ///
    /// - Parameter text: The text to match.
    /// - Returns: `true` if the text matches from its start to its end.
    public func matches(wholeOf text: String) -> Bool {
        var matcher = RegularExpressionMatcher(self)
        let bytes = Array(text.utf8)
        return matcher.matches(wholeOf: bytes.span)
    }

    /// Returns whether the expression matches any part of a text, like `search` of RFC 9535.
    ///
    /// - Parameter text: The text to search.
    /// - Returns: `true` if any part of the text matches, including an empty part.
    public func matches(partOf text: String) -> Bool {
        var matcher = RegularExpressionMatcher(self)
        let bytes = Array(text.utf8)
        return matcher.matches(partOf: bytes.span)
    }
}

extension RegularExpression: Hashable {
    /// Returns whether two expressions have the same pattern, code point by code point, and the same options.
    public static func == (first: Self, second: Self) -> Bool {
        // Patterns that are canonically equivalent, which `String` considers equal, match different texts.
        first.syntax == second.syntax && first.ignoresCase == second.ignoresCase
            && first.pattern.utf8.elementsEqual(second.pattern.utf8)
    }

    /// Hashes the pattern and its options.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(syntax)
        hasher.combine(ignoresCase)
        for byte in pattern.utf8 { hasher.combine(byte) }
        hasher.combine(pattern.utf8.count)
    }
}

extension RegularExpression: CustomStringConvertible {
    /// The pattern.
    public var description: String { pattern }
}
