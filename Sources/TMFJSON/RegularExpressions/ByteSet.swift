/// A set of bytes.
struct ByteSet: Sendable, Hashable {
    private var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)

    init() {}

    @inline(__always)
    func contains(_ byte: UInt8) -> Bool {
        let word =
            switch byte &>> 6 {
            case 0: words.0
            case 1: words.1
            case 2: words.2
            default: words.3
            }
        return (word &>> UInt64(byte & 63)) & 1 != 0
    }

    mutating func insert(_ byte: UInt8) {
        let bit: UInt64 = 1 << UInt64(byte & 63)
        switch byte &>> 6 {
        case 0: words.0 |= bit
        case 1: words.1 |= bit
        case 2: words.2 |= bit
        default: words.3 |= bit
        }
    }

    /// Inserts the first bytes of the UTF-8 encodings of a range of scalars.
    mutating func insertFirstBytes(of range: ClosedRange<UInt32>) {
        // A byte that is not valid UTF-8 counts as U+FFFD.
        guard !range.contains(0xFFFD) else {
            if range.lowerBound < 0x80 { insertFirstBytes(of: range.lowerBound...0x7F) }
            for byte in UInt8(0x80)...0xFF { insert(byte) }
            return
        }
        for byte in Self.firstByte(of: range.lowerBound)...Self.firstByte(of: range.upperBound)
        where !(0x80..<0xC2).contains(byte) {
            insert(byte)
        }
    }

    /// Inserts the first bytes of the UTF-8 encodings of a set's scalars, and possibly more bytes above 0x7F.
    mutating func insertFirstBytes(of set: ScalarSet) {
        for scalar in UInt32(0)..<0x80 where set.contains(scalar) { insert(UInt8(scalar)) }
        if set.isNegated || !set.categories.isEmpty {
            for byte in UInt8(0x80)...0xFF { insert(byte) }
        } else {
            for range in set.ranges where range.upperBound >= 0x80 {
                insertFirstBytes(of: max(range.lowerBound, 0x80)...range.upperBound)
            }
        }
    }

    private static func firstByte(of scalar: UInt32) -> UInt8 {
        switch scalar {
        case ..<0x80: UInt8(scalar)
        case ..<0x800: UInt8(0xC0 | scalar >> 6)
        case ..<0x1_0000: UInt8(0xE0 | scalar >> 12)
        default: UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18)
        }
    }

    static func == (first: Self, second: Self) -> Bool { first.words == second.words }

    func hash(into hasher: inout Hasher) {
        for word in [words.0, words.1, words.2, words.3] { hasher.combine(word) }
    }
}
