/// The parts of a number: its sign, its digits, and the power of ten that the digits, read as an integer, are
/// multiplied by.
struct JSONNumberParts: Hashable {
    var isNegative: Bool
    /// The digits in ASCII.
    var digits: [UInt8]
    /// The power of ten from the place of the point, plus the exponent unless that is huge.
    var scale: Int
    /// An exponent of 18 or more digits; empty otherwise.
    ///
    /// In a canonical value it has 19 or more digits, and the scale is zero.
    var hugeExponent: [UInt8] = []
    var isHugeExponentNegative = false

    /// The power of ten, or `nil` if it has too many digits.
    var exponent: Int? { hugeExponent.isEmpty ? scale : nil }

    /// Splits a number in the syntax of RFC 8259 into its parts.
    init(_ text: String) {
        var rest = Array(text.utf8)[...]
        isNegative = rest.first == UInt8(ascii: "-")
        if isNegative { rest = rest.dropFirst() }
        let mantissa = rest.prefix { $0 | 0x20 != UInt8(ascii: "e") }
        rest = rest.dropFirst(mantissa.count + 1)
        digits = mantissa.filter { $0 != UInt8(ascii: ".") }
        let point = mantissa.firstIndex(of: UInt8(ascii: ".")) ?? mantissa.endIndex
        scale = -max(mantissa.endIndex - point - 1, 0)

        let isExponentNegative = rest.first == UInt8(ascii: "-")
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { rest = rest.dropFirst() }
        let exponent = rest.drop { $0 == UInt8(ascii: "0") }
        if exponent.count < 18 {
            let value = exponent.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
            scale += isExponentNegative ? -value : value
        } else {
            hugeExponent = Array(exponent)
            isHugeExponentNegative = isExponentNegative
        }
    }

    /// The same value with neither leading nor trailing zeros, in the form that equal values share.
    var canonical: Self {
        var result = self
        result.digits = Array(digits.drop { $0 == UInt8(ascii: "0") })
        while result.digits.last == UInt8(ascii: "0") {
            result.digits.removeLast()
            result.scale += 1
        }
        if result.digits.isEmpty {
            result.isNegative = false
            result.scale = 0
            result.hugeExponent = []
            result.isHugeExponentNegative = false
        }
        if !result.hugeExponent.isEmpty { result.mergeScale() }
        return result
    }

    /// Adds the scale to a huge exponent, so that one of the two is zero.
    private mutating func mergeScale() {
        let isScaleNegative = scale < 0
        let magnitude = Array(String(scale.magnitude).utf8)
        if isScaleNegative == isHugeExponentNegative {
            hugeExponent = DecimalDigits.sum(hugeExponent, magnitude)
        } else {
            // A scale has far fewer digits than a huge exponent, so the sign does not change.
            hugeExponent = DecimalDigits.difference(hugeExponent, magnitude)
        }
        scale = 0
        // Scales that were never huge also stay below this bound, so every exponent has a single form.
        if hugeExponent.count <= 18 {
            let value = hugeExponent.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
            scale = isHugeExponentNegative ? -value : value
            hugeExponent = []
            isHugeExponentNegative = false
        }
    }

    /// The canonical value as bytes that compare byte by byte as values do.
    ///
    /// They are the sign, the power of ten of the first digit, and the digits. For a negative value, all bytes except
    /// the sign are complemented, so that a greater magnitude comes first.
    var orderedBytes: [UInt8] {
        guard sign != 0 else { return [1] }
        let magnitude = leading.orderedBytes + digits + [0]
        return isNegative ? [0] + magnitude.map(~) : [2] + magnitude
    }

    /// Returns whether one canonical value is below another.
    static func < (first: Self, second: Self) -> Bool {
        let firstSign = first.sign
        guard firstSign == second.sign else { return firstSign < second.sign }
        return firstSign < 0 ? second.isMagnitudeBelow(first) : first.isMagnitudeBelow(second)
    }

    private var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

    private func isMagnitudeBelow(_ other: Self) -> Bool {
        // The power of ten of the first digit decides; if it is the same, the digits do.
        let (top, otherTop) = (leading, other.leading)
        guard top == otherTop else { return top < otherTop }
        return digits.lexicographicallyPrecedes(other.digits)
    }

    /// The value with its point before the first digit.
    private var leading: Exponent {
        var shifted = self
        shifted.scale += digits.count
        if !shifted.hugeExponent.isEmpty { shifted.mergeScale() }
        return Exponent(scale: shifted.scale, huge: shifted.hugeExponent, isNegative: shifted.isHugeExponentNegative)
    }

    private struct Exponent: Equatable {
        var scale: Int
        var huge: [UInt8]
        var isNegative: Bool

        static func < (first: Self, second: Self) -> Bool {
            let (rank, otherRank) = (first.rank, second.rank)
            guard rank == otherRank else { return rank < otherRank }
            guard rank != 0 else { return first.scale < second.scale }
            let (low, high) = rank < 0 ? (second.huge, first.huge) : (first.huge, second.huge)
            return low.count == high.count ? low.lexicographicallyPrecedes(high) : low.count < high.count
        }

        private var rank: Int { huge.isEmpty ? 0 : isNegative ? -1 : 1 }

        /// The number of following bytes, counted up or down from 128, and those bytes, complemented if the exponent is
        /// negative.
        ///
        /// For a huge exponent, the number is 9, and the bytes are its number of digits followed by the digits.
        var orderedBytes: [UInt8] {
            let isNegative = huge.isEmpty ? scale < 0 : isNegative
            let magnitude = UInt64(scale.magnitude)
            let count = huge.isEmpty ? 8 - UInt8(magnitude.leadingZeroBitCount / 8) : 9
            let bytes = huge.isEmpty ? Self.bytes(magnitude, Int(count)) : Self.bytes(UInt64(huge.count), 4) + huge
            return isNegative ? [128 - count] + bytes.map(~) : [128 + count] + bytes
        }

        /// Returns the last bytes of a number, the highest first.
        private static func bytes(_ number: UInt64, _ count: Int) -> [UInt8] {
            (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * UInt64($0))) }
        }
    }
}
