/// A regular expression that is matched in linear time, so that a pattern from outside can do no harm.
///
/// A pattern is read as RFC 9485 (I-Regexp) or, by default, as that with the extras that people are used to; see
/// ``Syntax``. What cannot be matched in linear time, such as a back-reference, is refused by name.
///
/// ```swift
/// let expression = try RegularExpression("[0-9]{3}-.*")
/// expression.matches(wholeOf: "683-interaction")      // true
/// expression.matches(partOf: "TMF683-interaction")    // true
/// ```
///
/// Matching takes at most a number of steps in proportion to the length of the text times the size of the pattern with
/// its repetitions written out, which ``Limits/programSize`` bounds. A pattern and a text are compared Unicode scalar by
/// Unicode scalar, without normalization.
public struct RegularExpression: Sendable {
    /// The text of the expression, without `(?i)` at its start.
    public let pattern: String
    /// The rules that the pattern is written by.
    public let syntax: Syntax
    /// Whether letters match in upper and lower case alike.
    public let ignoresCase: Bool

    let program: RegularExpressionProgram

    /// What a pattern may start with to ignore case.
    package static let caseFlag = "(?i)"

    /// Creates an expression from its pattern.
    ///
    /// If case is ignored, characters and ranges of the pattern also match whatever has the same simple case folding: `k`
    /// matches `K` and U+212A KELVIN SIGN, `s` matches U+017F LONG S, but `i` matches neither `ı` nor `İ`, and `ß` does
    /// not match `ss`. Categories such as `\p{Lu}` and shorthand classes such as `\w` stay as they are.
    ///
    /// - Parameters:
    ///   - pattern: The text of the expression.
    ///   - syntax: The rules that the pattern is written by.
    ///   - ignoresCase: Whether letters match in upper and lower case alike.
    ///   - limits: The most that the pattern may ask for.
    /// - Throws: ``RegularExpressionError`` if the pattern breaks a rule, uses what is not supported, or goes beyond a
    ///   limit.
    public init(
        _ pattern: String, syntax: Syntax = .extended, ignoresCase: Bool = false, limits: Limits = .default
    ) throws(RegularExpressionError) {
        let isFlagged = syntax == .extended && pattern.utf8.starts(with: Self.caseFlag.utf8)
        // Scalar by scalar, as a combining mark may follow the flag.
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

    /// The bytes in UTF-8 that every text begins with in which the expression matches a part, or `nil` if the part can lie
    /// anywhere.
    package var literalPrefix: [UInt8]? { program.literalPrefix }

    /// Returns whether the expression matches a text from its start to its end, as `match` of RFC 9535 asks.
    ///
    /// - Parameter text: The text to match.
    /// - Returns: Whether the whole text matches.
    public func matches(wholeOf text: String) -> Bool {
        var matcher = RegularExpressionMatcher(self)
        let bytes = Array(text.utf8)
        return matcher.matches(wholeOf: bytes.span)
    }

    /// Returns whether the expression matches somewhere in a text, as `search` of RFC 9535 asks.
    ///
    /// - Parameter text: The text to search.
    /// - Returns: Whether any part of the text matches, be it the empty part.
    public func matches(partOf text: String) -> Bool {
        var matcher = RegularExpressionMatcher(self)
        let bytes = Array(text.utf8)
        return matcher.matches(partOf: bytes.span)
    }
}

extension RegularExpression: Hashable {
    /// Returns whether two expressions have the same pattern, code point by code point, and the same rules.
    public static func == (first: Self, second: Self) -> Bool {
        // Patterns that `String` calls equal, for being canonically equivalent, match different texts.
        first.syntax == second.syntax && first.ignoresCase == second.ignoresCase
            && first.pattern.utf8.elementsEqual(second.pattern.utf8)
    }

    /// Feeds the pattern and its rules to a hasher.
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
