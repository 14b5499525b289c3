/// The URL encoding that the runner of the published kits uses.
enum URLEncoding {
    /// Returns a URL in which spaces and other characters that a request line cannot contain are percent-encoded.
    ///
    /// Delimiters such as `:`, `/`, `&`, `#`, `+` and `?` are kept, and so is existing percent-encoding.
    static func encoded(_ url: String) -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        let bytes = Array(url.utf8)
        var result: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            if isKept(byte) || byte == UInt8(ascii: "%") && isEscape(bytes, at: index) {
                result.append(byte)
            } else {
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static let encodedCharacters = Set("<>()%'*{}|\\^`".utf8)

    private static func isKept(_ byte: UInt8) -> Bool {
        (0x23...0x7E).contains(byte) && !encodedCharacters.contains(byte)
    }

    private static func isEscape(_ bytes: [UInt8], at index: Int) -> Bool {
        let digits = bytes[(index + 1)...].prefix(2)
        return digits.count == 2 && digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    }
}
