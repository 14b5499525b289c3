/// A JSON number that keeps its original text.
///
/// `1.10`, `1E400` and numbers of forty digits are written exactly as they were read. Numbers are compared and ordered
/// by value, however they are written: `1.0`, `1` and `10e-1` are equal.
public struct JSONNumber: Sendable {
    /// The text of the number, in the syntax of RFC 8259 section 6.
    public let text: String

    /// Creates a number from its text, or returns `nil` if the text is not a number.
    ///
    /// - Parameter text: The text, in the syntax of RFC 8259 section 6.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard let first = bytes.first, first == UInt8(ascii: "-") || first.isDigit,
            let end = try? JSONScanner.numberEnd(bytes.span, from: 0), end == bytes.count
        else { return nil }
        self.text = text
    }

    /// Returns whether the bytes between two offsets are a number in the syntax of RFC 8259 section 6.
    package static func isNumber(_ text: Span<UInt8>, from start: Int, to end: Int) -> Bool {
        guard start < end, text[start].isDigit || text[start] == UInt8(ascii: "-") else { return false }
        let part = text.extracting(start..<end)
        return (try? JSONScanner.numberEnd(part, from: 0)) == part.count
    }

    /// Creates the number of a number token.
    package init(_ token: JSONToken, in bytes: Span<UInt8>) {
        text = JSONText.string(token, in: bytes)
    }

    /// Creates a number from an integer.
    ///
    /// - Parameter value: The integer.
    public init(_ value: some BinaryInteger) {
        text = value.description
    }

    /// Creates a number from a floating-point value, or returns `nil` for infinities and NaN, which JSON cannot
    /// represent.
    ///
    /// - Parameter value: The value. The text has as many digits as needed to distinguish it from all other values.
    public init?(_ value: Double) {
        guard value.isFinite else { return nil }
        let description = value.description
        text = description.hasSuffix(".0") ? String(description.dropLast(2)) : description
    }

    /// A Boolean value that indicates whether the value is an integer, however it is written.
    public var isInteger: Bool {
        let parts = JSONNumberParts(text).canonical
        return parts.hugeExponent.isEmpty ? parts.scale >= 0 : !parts.isHugeExponentNegative
    }

    /// The value as a 64-bit integer, or `nil` if it is not an integer in its range.
    public var int64Value: Int64? {
        // Canonical integers, which are nearly all, need no analysis.
        if let value = Int64(text) { return value }
        return integer(Int64.self)
    }

    /// The value as an unsigned 64-bit integer, or `nil` if it is not an integer in its range.
    public var uint64Value: UInt64? {
        if let value = UInt64(text) { return value }
        return integer(UInt64.self)
    }

    /// The value as an `Int`, or `nil` if it is not an integer in its range.
    public var intValue: Int? { int64Value.flatMap { Int(exactly: $0) } }

    /// The `Double` nearest to the value, or `nil` if the value is beyond the range of `Double`.
    ///
    /// A value too small for a `Double` yields zero.
    public var doubleValue: Double? {
        guard let value = Double(text), value.isFinite else { return nil }
        return value
    }

    /// Returns the value in plain decimal notation without an exponent, such as `0.010` for `1.0e-2`.
    ///
    /// The digits after the point are kept, so that the precision of the text remains visible.
    ///
    /// - Parameter maximumLength: The maximum number of characters of the result.
    /// - Returns: The text, or `nil` if it would be longer.
    public func decimalText(maximumLength: Int = 1_000) -> String? {
        let parts = JSONNumberParts(text)
        var digits = parts.digits
        var exponent = 0
        if digits.allSatisfy({ $0 == UInt8(ascii: "0") }) {
            // For zero, only the digits after the point are kept, as far as they fit.
            digits = [UInt8(ascii: "0")]
            exponent = min(parts.exponent ?? 0, 0)
        } else {
            guard let given = parts.exponent else { return nil }
            exponent = given
        }
        guard abs(exponent) <= maximumLength else { return nil }
        // The position of the point, as the number of digits before it.
        let point = digits.count + exponent
        var whole: [UInt8] = []
        var fraction: [UInt8] = []
        if exponent >= 0 {
            whole = digits + Array(repeating: UInt8(ascii: "0"), count: exponent)
        } else if point > 0 {
            whole = Array(digits[..<point])
            fraction = Array(digits[point...])
        } else {
            fraction = Array(repeating: UInt8(ascii: "0"), count: -point) + digits
        }
        whole = Array(whole.drop { $0 == UInt8(ascii: "0") })
        if whole.isEmpty { whole = [UInt8(ascii: "0")] }
        var result = parts.isNegative ? "-" : ""
        result += String(decoding: whole, as: UTF8.self)
        if !fraction.isEmpty { result += "." + String(decoding: fraction, as: UTF8.self) }
        return result.utf8.count <= maximumLength ? result : nil
    }

    /// The value as bytes that are the same for all of its spellings, and compare byte by byte as values do.
    package var orderedBytes: [UInt8] { JSONNumberParts(text).canonical.orderedBytes }

    private func integer<Integer: FixedWidthInteger>(_: Integer.Type) -> Integer? {
        let parts = JSONNumberParts(text).canonical
        guard let exponent = parts.exponent, exponent >= 0, exponent < 20 else { return nil }
        let text =
            (parts.isNegative ? "-" : "") + String(decoding: parts.digits, as: UTF8.self)
            + String(repeating: "0", count: exponent)
        return parts.digits.isEmpty ? 0 : Integer(text)
    }
}

extension JSONNumber: Hashable, Comparable {
    /// Returns whether two numbers have the same value.
    public static func == (first: Self, second: Self) -> Bool {
        first.text == second.text || JSONNumberParts(first.text).canonical == JSONNumberParts(second.text).canonical
    }

    /// Returns whether the value of one number is less than that of another.
    public static func < (first: Self, second: Self) -> Bool {
        JSONNumberParts(first.text).canonical < JSONNumberParts(second.text).canonical
    }

    /// Hashes the value.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(JSONNumberParts(text).canonical)
    }
}

extension JSONNumber: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    /// Creates a number from an integer literal.
    ///
    /// - Parameter value: The number.
    public init(integerLiteral value: Int64) { self.init(value) }

    /// Creates a number from a floating-point literal.
    ///
    /// - Parameter value: The number, which must be finite.
    public init(floatLiteral value: Double) {
        precondition(value.isFinite, "the literal is outside the range of Double")
        text = Self(value)?.text ?? "0"
    }
}

extension JSONNumber: CustomStringConvertible {
    /// The text.
    public var description: String { text }
}
