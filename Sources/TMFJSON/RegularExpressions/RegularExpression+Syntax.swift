extension RegularExpression {
    /// The rules that a pattern is written by.
    @nonexhaustive
    public enum Syntax: Sendable, Hashable {
        /// The rules of RFC 9485 (I-Regexp) and nothing else.
        ///
        /// There are no anchors: `^` and `$` are characters like others outside of a class. There are no shorthand
        /// classes such as `\d`, no lazy quantifiers and no groups but `( )`. `.` is every character but line feed and
        /// carriage return. `[^]`, which the grammar lets mean the character `^` and other dialects read otherwise, is
        /// refused as in XML Schema, whose meaning RFC 9485 adopts.
        case iRegexp

        /// The rules of RFC 9485 and the extras that most dialects share.
        ///
        /// - `^` and `$` are the start and the end of the text; there is no mode in which they stand for those of a line.
        /// - `\d` is `[0-9]`, `\w` is `[A-Za-z0-9_]`, `\s` is a space, `\t`, `\n`, `\r`, `\f` or `\v`: ASCII only.
        ///   `\D`, `\W` and `\S` are all other characters. Each may also stand in a class.
        /// - `\b` and `\B` are a boundary of a word of `\w` and a place that is none; in a class, `\b` is U+0008.
        /// - `(?:…)` is a group. Groups do not capture, as the answer is yes or no.
        /// - `(?i)` at the start of a pattern ignores case, as ``RegularExpression/ignoresCase`` says.
        /// - Lazy quantifiers such as `*?` are accepted; for a yes or no they mean the same as others.
        /// - Every ASCII punctuation mark can be escaped. `\f` and `\v` are form feed and vertical tab, `\xHH` and `\uHHHH`
        ///   are characters by number in hexadecimal digits, two `\u` of a surrogate pair are one character.
        /// - In a class, `-` is itself at the start, at the end, behind a range and behind `\w` and its kind.
        ///
        /// Where dialects disagree, the pattern is refused rather than guessed at: `{`, `}` and `]` as characters outside
        /// of a class, `[` and `&&` inside of one, and the empty class need a backslash or other words.
        case extended
    }
}
