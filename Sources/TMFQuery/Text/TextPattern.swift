import TMFJSON

/// What a query asks of a text, as the regular expression that says the same.
enum TextPattern {
    /// A part of the text matches an expression.
    case expression(String)
    /// The text is this one.
    case whole(String)
    /// The text has a part.
    case part(String)
    /// The text starts so.
    case prefix(String)
    /// The text ends so.
    case suffix(String)
    /// The text is as SQL's LIKE has it: `%` stands for any characters, `_` for one, and a backslash takes their meaning away.
    case like(String)

    /// Returns the regular expression.
    ///
    /// - Parameters:
    ///   - ignoresCase: Whether upper and lower case are alike, by simple case folding.
    ///   - limits: The most that it may ask for.
    /// - Returns: The expression.
    /// - Throws: `RegularExpressionError` if the text is too long, or is no regular expression.
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
