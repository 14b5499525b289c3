extension UInt8 {
    /// A Boolean value that indicates whether the byte is an ASCII digit.
    @inline(__always)
    package var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
    /// A Boolean value that indicates whether the byte is a lowercase ASCII letter.
    var isLowercaseLetter: Bool { self &- UInt8(ascii: "a") < 26 }
    /// A Boolean value that indicates whether the byte is an ASCII letter.
    package var isLetter: Bool { (self | 0x20).isLowercaseLetter }
}

extension Sequence<UInt8> {
    /// The bytes in lowercase hexadecimal digits, two for each.
    package var hexadecimal: String {
        map { String($0 >> 4, radix: 16) + String($0 & 0xF, radix: 16) }.joined()
    }
}
