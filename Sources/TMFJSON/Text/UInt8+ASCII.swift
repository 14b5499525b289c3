extension UInt8 {
    /// Whether the byte is a digit of ASCII.
    @inline(__always)
    package var isDigit: Bool { self &- UInt8(ascii: "0") < 10 }
    /// Whether the byte is a letter of ASCII in lower case.
    var isLowercaseLetter: Bool { self &- UInt8(ascii: "a") < 26 }
    /// Whether the byte is a letter of ASCII.
    package var isLetter: Bool { (self | 0x20).isLowercaseLetter }
}
