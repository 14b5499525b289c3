/// A number taken apart: sign, digits, and the power of ten that the digits, read as an integer, are multiplied by.
struct JSONNumberParts: Hashable {
    var isNegative: Bool
    /// The digits in ASCII.
    var digits: [UInt8]
    /// The power of ten from the place of the point, plus the exponent unless that is huge.
    var scale: Int
    /// An exponent of 18 digits or more, which no sum with a scale can change the order of; empty otherwise.
    var hugeExponent: [UInt8] = []
    var isHugeExponentNegative = false

    /// The power of ten, or `nil` if it has too many digits.
    var exponent: Int? { hugeExponent.isEmpty ? scale : nil }

    /// Takes a number apart that RFC 8259 allows.
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

    /// The same value with neither leading nor trailing zeros, which equal values have alike.
    ///
    /// Two values whose exponents have 18 digits or more and differ are never called equal, even where a shift of the
    /// digits would make up for the difference.
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
        return result
    }

    /// Returns whether one canonical value is below another.
    static func < (first: Self, second: Self) -> Bool {
        let firstSign = first.sign
        guard firstSign == second.sign else { return firstSign < second.sign }
        return firstSign < 0 ? second.isMagnitudeBelow(first) : first.isMagnitudeBelow(second)
    }

    private var sign: Int { digits.isEmpty ? 0 : isNegative ? -1 : 1 }

    private func isMagnitudeBelow(_ other: Self) -> Bool {
        let (rank, otherRank) = (hugeRank, other.hugeRank)
        guard rank == otherRank else { return rank < otherRank }
        if hugeExponent != other.hugeExponent {
            let isShorter =
                hugeExponent.count == other.hugeExponent.count
                ? hugeExponent.lexicographicallyPrecedes(other.hugeExponent)
                : hugeExponent.count < other.hugeExponent.count
            return isShorter != isHugeExponentNegative
        }
        let (top, otherTop) = (digits.count + scale, other.digits.count + other.scale)
        return top == otherTop ? digits.lexicographicallyPrecedes(other.digits) : top < otherTop
    }

    private var hugeRank: Int { hugeExponent.isEmpty ? 0 : isHugeExponentNegative ? -1 : 1 }
}
