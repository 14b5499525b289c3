extension RegularExpression {
    /// A syntax for patterns.
    @nonexhaustive
    public enum Syntax: Sendable, Hashable {
        /// The syntax of RFC 9485 (I-Regexp) without extensions.
        ///
        /// There are no anchors: `^` and `$` are ordinary characters outside of a class. There are no shorthand classes
        /// such as `\d`, no lazy quantifiers and no groups other than `( )`. `.` matches every character except line
        /// feed and carriage return. `[^]`, which the grammar reads as the character `^` and other dialects read
        /// differently, is rejected as in XML Schema, whose semantics RFC 9485 adopts.
        case iRegexp

        /// The syntax of RFC 9485 with the extensions that most dialects share.
        ///
        /// - `^` and `$` match the start and the end of the text; there is no multiline mode.
        /// - `\d` is `[0-9]`, `\w` is `[A-Za-z0-9_]`, `\s` is a space, `\t`, `\n`, `\r`, `\f` or `\v`: ASCII only.
        ///   `\D`, `\W` and `\S` are all other characters. Each may also appear in a class.
        /// - `\b` matches a word boundary, with words made of `\w`, and `\B` any other position; in a class, `\b` is
        ///   U+0008.
        /// - `(?:…)` is a group. Groups do not capture, because a match only yields yes or no.
        /// - `(?i)` at the start of a pattern ignores case, as ``RegularExpression/ignoresCase`` describes.
        /// - Lazy quantifiers such as `*?` are accepted; they do not change whether a text matches.
        /// - Every ASCII punctuation mark can be escaped. `\f` and `\v` are form feed and vertical tab, `\xHH` and
        ///   `\uHHHH` are characters given by number in hexadecimal digits, and two `\u` of a surrogate pair are one
        ///   character.
        /// - In a class, `-` stands for itself at the start, at the end, after a range and after shorthand classes such
        ///   as `\w`.
        ///
        /// Where dialects disagree, the pattern is rejected rather than guessed at: `{`, `}` and `]` as characters
        /// outside of a class, `[` and `&&` inside a class, and the empty class need a backslash or another spelling.
        case extended
    }
}
