/// The hash function SHA-256 (FIPS 180-4).
package struct SHA256: Sendable {
    /// The number of bytes that are hashed at a time.
    package static let blockSize = 64

    private var state: [UInt32] = [
        0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
    ]
    /// The bytes that do not yet fill a block.
    private var rest: [UInt8] = []
    private var length: UInt64 = 0
    private var words = [UInt32](repeating: 0, count: 64)

    /// Creates a hash function without input.
    package init() {}

    /// Returns the digest of a sequence of bytes, which is 32 bytes long.
    package static func digest(_ bytes: Span<UInt8>) -> [UInt8] {
        var hash = Self()
        hash.update(bytes)
        return hash.finalized()
    }

    /// Adds bytes to the input.
    package mutating func update(_ bytes: Span<UInt8>) {
        length &+= UInt64(bytes.count)
        var start = 0
        if !rest.isEmpty {
            start = min(Self.blockSize - rest.count, bytes.count)
            for offset in 0..<start { rest.append(bytes[offset]) }
            guard rest.count == Self.blockSize else { return }
            var block: [UInt8] = []
            swap(&block, &rest)
            compress(block.span, 0)
        }
        while bytes.count - start >= Self.blockSize {
            compress(bytes, start)
            start += Self.blockSize
        }
        for offset in start..<bytes.count { rest.append(bytes[offset]) }
    }

    /// Returns the digest of all bytes added so far, which is 32 bytes long.
    package consuming func finalized() -> [UInt8] {
        let bits = length &* 8
        // A one, zeros up to eight bytes before the end of a block, and the number of bits.
        let zeros = (2 * Self.blockSize - 9 - rest.count) % Self.blockSize
        let padding = [0x80] + [UInt8](repeating: 0, count: zeros) + Self.bytes(of: bits)
        update(padding.span)
        return state.flatMap { Self.bytes(of: $0) }
    }

    private static func bytes(of number: some FixedWidthInteger & UnsignedInteger) -> [UInt8] {
        stride(from: number.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: number >> $0) }
    }

    private mutating func compress(_ block: Span<UInt8>, _ start: Int) {
        for place in 0..<16 {
            let first = start + 4 * place
            words[place] =
                UInt32(block[first]) << 24 | UInt32(block[first + 1]) << 16 | UInt32(block[first + 2]) << 8
                | UInt32(block[first + 3])
        }
        for place in 16..<64 {
            let (old, new) = (words[place - 15], words[place - 2])
            let low = Self.rotated(old, 7) ^ Self.rotated(old, 18) ^ old >> 3
            let high = Self.rotated(new, 17) ^ Self.rotated(new, 19) ^ new >> 10
            words[place] = words[place - 16] &+ low &+ words[place - 7] &+ high
        }
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for place in 0..<64 {
            let high = Self.rotated(e, 6) ^ Self.rotated(e, 11) ^ Self.rotated(e, 25)
            let first = h &+ high &+ (e & f ^ ~e & g) &+ Self.constants[place] &+ words[place]
            let low = Self.rotated(a, 2) ^ Self.rotated(a, 13) ^ Self.rotated(a, 22)
            let second = low &+ (a & b ^ a & c ^ b & c)
            (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
        }
        for (place, value) in [a, b, c, d, e, f, g, h].enumerated() { state[place] &+= value }
    }

    private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

    /// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
    private static let constants: [UInt32] = [
        0x428A_2F98, 0x7137_4491, 0xB5C0_FBCF, 0xE9B5_DBA5, 0x3956_C25B, 0x59F1_11F1, 0x923F_82A4, 0xAB1C_5ED5,
        0xD807_AA98, 0x1283_5B01, 0x2431_85BE, 0x550C_7DC3, 0x72BE_5D74, 0x80DE_B1FE, 0x9BDC_06A7, 0xC19B_F174,
        0xE49B_69C1, 0xEFBE_4786, 0x0FC1_9DC6, 0x240C_A1CC, 0x2DE9_2C6F, 0x4A74_84AA, 0x5CB0_A9DC, 0x76F9_88DA,
        0x983E_5152, 0xA831_C66D, 0xB003_27C8, 0xBF59_7FC7, 0xC6E0_0BF3, 0xD5A7_9147, 0x06CA_6351, 0x1429_2967,
        0x27B7_0A85, 0x2E1B_2138, 0x4D2C_6DFC, 0x5338_0D13, 0x650A_7354, 0x766A_0ABB, 0x81C2_C92E, 0x9272_2C85,
        0xA2BF_E8A1, 0xA81A_664B, 0xC24B_8B70, 0xC76C_51A3, 0xD192_E819, 0xD699_0624, 0xF40E_3585, 0x106A_A070,
        0x19A4_C116, 0x1E37_6C08, 0x2748_774C, 0x34B0_BCB5, 0x391C_0CB3, 0x4ED8_AA4A, 0x5B9C_CA4F, 0x682E_6FF3,
        0x748F_82EE, 0x78A5_636F, 0x84C8_7814, 0x8CC7_0208, 0x90BE_FFFA, 0xA450_6CEB, 0xBEF9_A3F7, 0xC671_78F2,
    ]
}
