extension RegularExpression {
    /// Returns a pattern that matches a text literally, with a backslash before every character that has a meaning of its own.
    ///
    /// ```swift
    /// let expression = try RegularExpression("^" + RegularExpression.escaped("1.5 GB (free)"))
    /// ```
    ///
    /// The pattern is one of ``Syntax/extended``. In a class such as `[…]` a text would need other escapes.
    ///
    /// - Parameter text: The text.
    /// - Returns: The pattern.
    public static func escaped(_ text: String) -> String {
        var pattern = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\", ".", "[", "]", "{", "}", "(", ")", "*", "+", "?", "^", "$", "|": pattern += ["\\", scalar]
            case "\n": pattern += ["\\", "n"]
            case "\r": pattern += ["\\", "r"]
            case "\t": pattern += ["\\", "t"]
            default: pattern.append(scalar)
            }
        }
        return String(pattern)
    }
}
