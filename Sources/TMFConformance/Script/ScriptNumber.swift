import TMFJSON

/// Conversions between numbers and text as in JavaScript.
enum ScriptNumber {
    /// Returns the value of a JSON number; a number that is too large becomes infinite.
    static func value(of number: JSONNumber) -> Double {
        number.doubleValue ?? (number.text.hasPrefix("-") ? -.infinity : .infinity)
    }

    /// Returns the number that a string converts to, or NaN unless the entire string is a number.
    static func value(of string: String) -> Double {
        let trimmed = trimmed(string)
        let lowercased = trimmed.lowercased()
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where lowercased.hasPrefix(prefix) {
            let digits = lowercased.dropFirst(2)
            guard digits.first != "+", digits.first != "-" else { return .nan }
            return UInt64(digits, radix: radix).map { Double($0) } ?? .nan
        }
        switch trimmed {
        case "": return 0
        case "Infinity", "+Infinity": return .infinity
        case "-Infinity": return -.infinity
        default:
            let allowed = Set("0123456789+-.eE".utf8)
            guard trimmed.utf8.allSatisfy({ allowed.contains($0) }) else { return .nan }
            return Double(trimmed) ?? .nan
        }
    }

    private static func trimmed(_ string: String) -> String {
        let scalars = string.unicodeScalars.drop { $0.properties.isWhitespace }
        let kept = scalars.reversed().drop { $0.properties.isWhitespace }
        var view = String.UnicodeScalarView()
        view.append(contentsOf: kept.reversed())
        return String(view)
    }

    /// Returns the text of a number: the fewest digits, without an exponent from 1e-6 to below 1e21.
    static func text(_ value: Double) -> String {
        if value.isNaN { return "NaN" }
        if value < 0 { return "-" + text(-value) }
        if value.isInfinite { return "Infinity" }
        if value == 0 { return "0" }
        let parts = value.description.split(separator: "e")
        let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        let whole = mantissa[0]
        let fraction = mantissa.count > 1 ? mantissa[1] : ""
        var digits = Array(String(whole + fraction).utf8)
        // The value is 0.d1d2d3… times ten to the power of point.
        var point = whole.utf8.count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
        let zeros = digits.prefix { $0 == UInt8(ascii: "0") }.count
        digits.removeFirst(zeros)
        point -= zeros
        while digits.last == UInt8(ascii: "0") { digits.removeLast() }
        return text(digits: String(decoding: digits, as: UTF8.self), point: point)
    }

    private static func text(digits: String, point: Int) -> String {
        let count = digits.utf8.count
        if point > 21 || point <= -6 {
            let exponent = (point > 0 ? "+" : "") + String(point - 1)
            return digits.prefix(1) + (count > 1 ? "." : "") + digits.dropFirst() + "e" + exponent
        }
        if point <= 0 { return "0." + String(repeating: "0", count: -point) + digits }
        if count <= point { return digits + String(repeating: "0", count: point - count) }
        return digits.prefix(point) + "." + digits.dropFirst(point)
    }
}
