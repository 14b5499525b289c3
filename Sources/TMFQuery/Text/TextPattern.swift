import TMFJSON

/// A condition on a text that can be expressed as a regular expression.
enum TextPattern {
    /// A part of the text matches an expression.
    case expression(String)
    /// The text equals the given text.
    case whole(String)
    /// The text contains the given text.
    case part(String)
    /// The text starts with the given text.
    case prefix(String)
    /// The text ends with the given text.
    case suffix(String)
    /// The text matches a pattern of SQL's LIKE: `%` represents any characters, `_` one character, and a backslash
    /// escapes either.
    case like(String)

    /// Returns the regular expression.
    ///
    /// - Parameters:
    ///   - ignoresCase: Whether case is ignored, by simple case folding.
    ///   - limits: The limits that the expression must not exceed.
    /// - Returns: The expression.
    /// - Throws: `RegularExpressionError` if the text is too long or not a valid regular expression.
    func expression(
        ignoresCase: Bool, limits: RegularExpression.Limits = .default
    ) throws(RegularExpressionError) -> RegularExpression {
        let pattern =
            switch self {
            case .expression(let pattern): pattern
            case .whole(let text): "^" + RegularExpression.escaped(text) + "$"
            case .part(let text): RegularExpression.escaped(text)
            case .prefix(let text): "^" + RegularExpression.escaped(text)
            case .suffix(let text): RegularExpression.escaped(text) + "$"
            case .like(let text): "^" + Self.pattern(like: text) + "$"
            }
        return try RegularExpression(pattern, ignoresCase: ignoresCase, limits: limits)
    }

    private static func pattern(like text: String) -> String {
        var pattern = ""
        var isEscaped = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case _ where isEscaped:
                pattern += RegularExpression.escaped(String(scalar))
                isEscaped = false
            case "\\": isEscaped = true
            case "%": pattern += #"[\s\S]*"#
            case "_": pattern += #"[\s\S]"#
            default: pattern += RegularExpression.escaped(String(scalar))
            }
        }
        return isEscaped ? pattern + RegularExpression.escaped("\\") : pattern
    }
}
