/// Formatting of texts and figures for reports.
enum PrintedText {
    /// Returns a text with visible escapes for characters that control a terminal or change the text direction.
    ///
    /// - Parameters:
    ///   - text: The text, which may come from a hostile server.
    ///   - isOneLine: Whether to escape tabs and line breaks as well.
    /// - Returns: The text with invisible characters written as `\u{1B}`.
    static func visible(_ text: String, isOneLine: Bool = true) -> String {
        guard text.unicodeScalars.contains(where: isHidden) else { return text }
        var result = ""
        for scalar in text.unicodeScalars {
            if isHidden(scalar), isOneLine || !"\t\n\r".unicodeScalars.contains(scalar) {
                result += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            } else {
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Returns a text in which markup characters are replaced by references, for both XML and HTML.
    ///
    /// Characters that XML 1.0 does not allow in any form become U+FFFD.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - isAttribute: Whether the text is for an attribute, which preserves white space only in references.
    /// - Returns: The text, which is safe in the content of an element and in a quoted attribute.
    static func markup(_ text: String, isAttribute: Bool = false) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\r": result += "&#13;"
            case "\t" where isAttribute: result += "&#9;"
            case "\n" where isAttribute: result += "&#10;"
            case "\t", "\n": result.unicodeScalars.append(scalar)
            case "\0"..<" ", "\u{7F}"..<"\u{85}", "\u{86}"..<"\u{A0}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Returns a text, or its beginning if it is long.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - limit: The number of bytes above which the text is considered long.
    ///   - length: The number of characters to keep of a long text, counted in Unicode scalars.
    /// - Returns: The text, which ends with `…` if it was truncated.
    static func shortened(_ text: String, beyond limit: Int, to length: Int) -> String {
        text.utf8.count <= limit ? text : String(text.unicodeScalars.prefix(length)) + "…"
    }

    /// Returns a text padded with spaces.
    static func padded(_ text: String, to width: Int) -> String {
        text + String(repeating: " ", count: max(width - text.count, 0))
    }

    /// Returns a duration in milliseconds, rounded down.
    static func milliseconds(_ duration: Duration) -> Int64 {
        let (seconds, attoseconds) = duration.components
        let (thousands, isBeyond) = seconds.multipliedReportingOverflow(by: 1_000)
        return isBeyond ? .max : thousands &+ attoseconds / 1_000_000_000_000_000
    }

    /// Returns a duration as `40ms` or `1.2s`.
    static func duration(_ duration: Duration) -> String {
        let milliseconds = milliseconds(duration)
        return milliseconds < 1_000
            ? "\(milliseconds)ms" : "\(milliseconds / 1_000).\(milliseconds % 1_000 / 100)s"
    }

    /// Returns a number of bytes as `312B` or `4.97KB`.
    static func size(_ count: Int) -> String {
        guard count >= 1_024 else { return "\(count)B" }
        let hundredths = count % 1_024 * 100 / 1_024
        return "\(count / 1_024).\(hundredths < 10 ? "0" : "")\(hundredths)KB"
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
