/// Arithmetic on non-negative integers of any length, as ASCII digits without leading zeros.
enum DecimalDigits {
    static func sum(_ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var carry: UInt8 = 0
        for place in 0..<max(first.count, second.count) {
            let digit = value(first, place) + value(second, place) + carry
            carry = digit / 10
            result.append(digit % 10 + UInt8(ascii: "0"))
        }
        if carry > 0 { result.append(carry + UInt8(ascii: "0")) }
        return result.reversed()
    }

    /// Returns the first number minus the second, which must not be greater.
    static func difference(_ first: [UInt8], _ second: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var borrow: UInt8 = 0
        for place in first.indices {
            let minuend = value(first, place) + 10 - borrow
            let digit = minuend - value(second, place)
            borrow = digit < 10 ? 1 : 0
            result.append(digit % 10 + UInt8(ascii: "0"))
        }
        while result.last == UInt8(ascii: "0") { result.removeLast() }
        return result.reversed()
    }

    /// Returns the digit at a position counted from the end.
    private static func value(_ digits: [UInt8], _ place: Int) -> UInt8 {
        place < digits.count ? digits[digits.count - 1 - place] - UInt8(ascii: "0") : 0
    }
}
