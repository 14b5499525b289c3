/// A decimal number of few digits, for comparing without a detailed analysis of its text.
package struct ShortDecimal: Sendable {
    /// The digits as an integer.
    private let mantissa: Int64
    /// The power of ten that the mantissa is multiplied by.
    private let exponent: Int

    /// Reads the text of a JSON number, or returns `nil` if it has more digits or a larger exponent than fit.
    package init?(_ text: Span<UInt8>, from start: Int, to end: Int) {
        var offset = start
        let isNegative = offset < end && text[offset] == UInt8(ascii: "-")
        if isNegative { offset += 1 }
        var mantissa: Int64 = 0
        var exponent = 0
        var digits = 0
        var isFraction = false
        while offset < end {
            let byte = text[offset]
            if byte == UInt8(ascii: ".") {
                isFraction = true
            } else if byte.isDigit {
                digits += 1
                guard digits <= 17 else { return nil }
                mantissa = mantissa * 10 + Int64(byte - UInt8(ascii: "0"))
                if isFraction { exponent -= 1 }
            } else {
                break
            }
            offset += 1
        }
        guard digits > 0 else { return nil }
        if offset < end {
            guard text[offset] | 0x20 == UInt8(ascii: "e") else { return nil }
            offset += 1
            guard offset < end else { return nil }
            let isDown = text[offset] == UInt8(ascii: "-")
            if isDown || text[offset] == UInt8(ascii: "+") { offset += 1 }
            guard end - offset > 0, end - offset <= 3 else { return nil }
            var value = 0
            while offset < end {
                guard text[offset].isDigit else { return nil }
                value = value * 10 + Int(text[offset] - UInt8(ascii: "0"))
                offset += 1
            }
            exponent += isDown ? -value : value
        }
        self.mantissa = isNegative ? -mantissa : mantissa
        self.exponent = exponent
    }

    /// The number, if it is written as an integer.
    package var integer: Int64? { exponent == 0 ? mantissa : nil }

    /// The number as a `Double`, if no more than fifteen digits and a small power of ten make it, so that it is written with
    /// the same value again.
    package var double: Double? {
        guard mantissa.magnitude < 1_000_000_000_000_000, exponent.magnitude <= 22 else { return nil }
        // Both numbers are exact, so that one rounding gives the nearest `Double`.
        var power = 1.0
        for _ in 0..<exponent.magnitude { power *= 10 }
        return exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
    }

    /// Returns -1, 0 or 1 if the number is less than, equal to or greater than another, or `nil` if more digits are
    /// needed.
    package func compared(to other: Self) -> Int? {
        var (first, second) = (mantissa, other.mantissa)
        if exponent != other.exponent {
            let isFirst = exponent > other.exponent
            let difference = isFirst ? exponent - other.exponent : other.exponent - exponent
            guard difference <= 18 else { return nil }
            var factor: Int64 = 1
            for _ in 0..<difference { factor *= 10 }
            let (product, overflow) = (isFirst ? first : second).multipliedReportingOverflow(by: factor)
            if overflow { return nil }
            if isFirst { first = product } else { second = product }
        }
        return first < second ? -1 : first == second ? 0 : 1
    }
}
