/// Finds out whether an object repeats a name.
enum JSONNameCheck {
    /// The number of members up to which a name that may be a repetition is compared with those before it.
    private static let scanned = 64

    /// Returns whether an object repeats a name.
    ///
    /// - Parameters:
    ///   - tape: The tape, which ends with the object's last value.
    ///   - object: The index of the object's token.
    ///   - bytes: The text.
    /// - Returns: `true` if a name stands twice or more.
    static func repeatsName(_ tape: [JSONToken], object: Int, bytes: [UInt8]) -> Bool {
        // Every name sets one of 64 bits; only a bit that was set before asks for comparisons.
        var seen: UInt64 = 0
        var escapesSeen = false
        var repeats = false
        var count = 0
        var index = object + 1
        while index < tape.count {
            let name = tape[index]
            count += 1
            if !repeats, count <= scanned {
                let bit: UInt64 = 1 << hash(name, bytes)
                escapesSeen = escapesSeen || name.flag
                if seen & bit != 0 || escapesSeen {
                    repeats = isRepetition(name, at: index, in: object, tape, bytes)
                }
                seen |= bit
            }
            index += 1 + tape[index + 1].span
        }
        if !repeats, count > scanned { return repeatsNameByHashing(tape, object: object, bytes: bytes, count: count) }
        return repeats
    }

    @inline(__always)
    private static func hash(_ name: JSONToken, _ bytes: [UInt8]) -> UInt64 {
        let length = name.length
        guard length > 0 else { return 0 }
        let first = UInt64(bytes[name.offset])
        let middle = UInt64(bytes[name.offset + length / 2])
        let last = UInt64(bytes[name.offset + length - 1])
        return ((first | middle << 8 | last << 16 | UInt64(truncatingIfNeeded: length) << 24) &* 0x9E37_79B9_7F4A_7C15)
            >> 58
    }

    private static func isRepetition(
        _ name: JSONToken,
        at end: Int,
        in object: Int,
        _ tape: [JSONToken],
        _ bytes: [UInt8]
    ) -> Bool {
        var index = object + 1
        while index < end {
            if JSONText.equal(tape[index], name, in: bytes) { return true }
            index += 1 + tape[index + 1].span
        }
        return false
    }

    /// The way for wide objects: linear for whatever names somebody chose, as `Hasher` is seeded at random.
    private static func repeatsNameByHashing(
        _ tape: [JSONToken],
        object: Int,
        bytes: [UInt8],
        count: Int
    ) -> Bool {
        var names = JSONNameIndex(minimumCapacity: count)
        var seen: [String] = []
        seen.reserveCapacity(count)
        var index = object + 1
        while index < tape.count {
            let name = JSONText.string(tape[index], in: bytes)
            guard names.position(of: name, in: { seen[$0] }) == nil else { return true }
            names.append(name, at: seen.count) { seen[$0] }
            seen.append(name)
            index += 1 + tape[index + 1].span
        }
        return false
    }
}
