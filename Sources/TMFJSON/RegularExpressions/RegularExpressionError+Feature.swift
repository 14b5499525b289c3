extension RegularExpressionError {
    /// A feature of other regular expression dialects.
    enum Feature {
        /// A reference to previously matched text, such as `\1`, `\k<name>` or `(?P=name)`; linear-time matching rules
        /// it out.
        case backReference
        /// A condition on what follows: `(?=…)` or `(?!…)`.
        case lookAhead
        /// A condition on what came before: `(?<=…)` or `(?<!…)`.
        case lookBehind
        /// A named group: `(?<name>…)`, `(?P<name>…)` or `(?'name'…)`.
        case namedGroup
        /// A non-capturing group, `(?:…)`, which I-Regexp does not have.
        case nonCapturingGroup
        /// A group that the matcher does not backtrack into: `(?>…)`.
        case atomicGroup
        /// A group whose branches share their numbers: `(?|…)`.
        case branchReset
        /// A choice that depends on a group: `(?(1)…)`.
        case conditional
        /// A repeated part of the pattern: `(?R)`, `(?1)`, `(?&name)` or `(?P>name)`.
        case recursion
        /// Flags inside the pattern: `(?i)` or `(?i:…)`.
        case inlineFlags
        /// A comment: `(?#…)`.
        case comment
        /// An instruction to the matcher, such as `(*FAIL)`.
        case verb
        /// A quantifier that does not backtrack, such as `a*+`.
        case possessiveQuantifier
        /// A quantifier that prefers fewer repetitions, such as `a*?`, which I-Regexp does not have.
        case lazyQuantifier
        /// A POSIX class inside a class, such as `[:alpha:]`.
        case posixClass
        /// A class inside a class, or `&&` between two.
        case classSetOperation
        /// A class such as `\d`, `\w` or `\s`, which I-Regexp does not have.
        case shorthandClass
        /// A class of spaces or line ends written as an escape: `\h`, `\H`, `\V`, `\N` or `\R`.
        case spaceClass
        /// An assertion written as an escape: `\A`, `\z`, `\Z`, `\G` or `\K`.
        case escapedAnchor
        /// A word boundary, `\b` or `\B`, which I-Regexp does not have.
        case wordBoundary
        /// A grapheme cluster or byte: `\X` or `\C`.
        case characterUnit
        /// A quotation: `\Q…\E`.
        case quotation
        /// A character given by number or letter, such as `\u00e9` or `\f`, which I-Regexp does not have.
        case characterEscape
        /// A character given by number in braces, such as `\u{1F600}`.
        case codePointInBraces
        /// A character given by octal number, such as `\0`.
        case octalEscape
        /// A control character given by letter, such as `\cA`.
        case controlEscape
    }
}

extension RegularExpressionError.Feature: CustomStringConvertible {
    /// The name of the feature, as in "unsupported back-reference".
    var description: String {
        switch self {
        case .backReference: "back-reference"
        case .lookAhead: "look-ahead"
        case .lookBehind: "look-behind"
        case .namedGroup: "named group"
        case .nonCapturingGroup: "non-capturing group"
        case .atomicGroup: "atomic group"
        case .branchReset: "branch reset group"
        case .conditional: "conditional group"
        case .recursion: "recursion"
        case .inlineFlags: "inline flags"
        case .comment: "comment"
        case .verb: "backtracking verb"
        case .possessiveQuantifier: "possessive quantifier"
        case .lazyQuantifier: "lazy quantifier"
        case .posixClass: "POSIX character class"
        case .classSetOperation: "class set operation"
        case .shorthandClass: "shorthand class"
        case .spaceClass: "space class"
        case .escapedAnchor: "escaped anchor"
        case .wordBoundary: "word boundary"
        case .characterUnit: "grapheme cluster or byte escape"
        case .quotation: "quotation"
        case .characterEscape: "character escape"
        case .codePointInBraces: "code point in braces"
        case .octalEscape: "octal escape"
        case .controlEscape: "control escape"
        }
    }
}
