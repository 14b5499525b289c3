/// Percent-encoding of UTF-8 text (RFC 3986 section 2.1).
package enum PercentEncoding {
    /// Returns a text with its percent-encoded bytes decoded.
    ///
    /// - Parameter text: The text.
    /// - Returns: The decoded text, or `nil` if a `%` lacks its two digits or the bytes are not UTF-8.
    package static func decoded(_ text: some StringProtocol) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%") {
                guard let byte = byte(bytes, at: index) else { return nil }
                result.append(byte)
                index += 3
            } else {
                result.append(bytes[index])
                index += 1
            }
        }
        return String(validating: result, as: UTF8.self)
    }

    /// Returns the number of bytes before the first `%` that is not followed by two digits.
    package static func offsetOfProblem(in text: some StringProtocol) -> Int? {
        let bytes = Array(text.utf8)
        return bytes.indices.first { bytes[$0] == UInt8(ascii: "%") && byte(bytes, at: $0) == nil }
    }

    /// Returns the number of encoded bytes that represent a number of decoded bytes.
    package static func encodedOffset(_ offset: Int, in text: some StringProtocol) -> Int {
        let bytes = Array(text.utf8)
        var index = 0
        for _ in 0..<offset where index < bytes.count { index += bytes[index] == UInt8(ascii: "%") ? 3 : 1 }
        return min(index, bytes.count)
    }

    /// Returns a text with all except unreserved characters encoded.
    ///
    /// - Parameters:
    ///   - text: The text.
    ///   - kept: The reserved ASCII characters to leave unencoded.
    /// - Returns: The encoded text.
    package static func encoded(_ text: String, keeping kept: String = "") -> String {
        let digits = Array("0123456789ABCDEF".utf8)
        var result: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                result.append(byte)
            case _ where kept.utf8.contains(byte):
                result.append(byte)
            default:
                result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 0xF)]]
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Returns a path with one more segment.
    ///
    /// - Parameters:
    ///   - path: The path, percent-encoded, without a slash at its end.
    ///   - segment: The segment as it reads, which is encoded.
    /// - Returns: The longer path, percent-encoded.
    package static func path(_ path: String, appending segment: String) -> String { path + "/" + encoded(segment) }

    /// Returns a part of a URL without characters that could end or break a link.
    ///
    /// Everything is encoded except visible ASCII other than `<`, `>`, `"`, `^`, `|`, braces and backticks.
    ///
    /// - Parameter text: The part of the URL; existing percent-encoding is preserved.
    /// - Returns: The encoded text.
    package static func linkable(_ text: String) -> String {
        let kept = "%!#$&'()*+,/:;=?@[]\\"
        return encoded(text, keeping: kept)
    }

    /// Returns the byte that a `%` and two digits at an index represent, or `nil` if there is something else.
    package static func byte(_ bytes: [UInt8], at index: Int) -> UInt8? {
        guard index + 2 < bytes.count, bytes[index] == UInt8(ascii: "%"),
            let high = JSONScanner.hexadecimalDigit(bytes[index + 1]),
            let low = JSONScanner.hexadecimalDigit(bytes[index + 2])
        else { return nil }
        return UInt8(truncatingIfNeeded: high << 4 | low)
    }
}
