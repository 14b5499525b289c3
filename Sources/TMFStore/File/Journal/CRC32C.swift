import TMFJSON

/// The checksum of RFC 3720 section 12.1, which detects every burst error of up to 32 bits.
enum CRC32C {
    /// The contribution of every byte to a checksum at a distance of 0 to 7 bytes.
    private static let tables: [UInt32] = {
        var tables: [UInt32] = []
        for byte in 0..<256 as Range<UInt32> {
            tables.append((0..<8).reduce(byte) { value, _ in value & 1 == 0 ? value >> 1 : value >> 1 ^ 0x82f6_3b78 })
        }
        for index in 256..<8 * 256 {
            let previous = tables[index - 256]
            tables.append(previous >> 8 ^ tables[Int(previous & 0xff)])
        }
        return tables
    }()

    /// Returns the checksum of bytes.
    ///
    /// - Parameter bytes: The bytes.
    /// - Returns: The checksum.
    static func checksum(_ bytes: Span<UInt8>) -> UInt32 {
        let tables = tables.span
        var value: UInt32 = ~0
        var offset = 0
        // The look-ups of eight bytes do not depend on each other.
        while offset + 8 <= bytes.count {
            let word = bytes.word(at: offset) ^ UInt64(value)
            value = 0
            for place in 0..<8 { value ^= tables[(7 - place) << 8 | Int(word >> (8 * UInt64(place)) & 0xff)] }
            offset += 8
        }
        while offset < bytes.count {
            value = value >> 8 ^ tables[Int((value ^ UInt32(bytes[offset])) & 0xff)]
            offset += 1
        }
        return ~value
    }
}
