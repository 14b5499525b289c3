import TMFJSON

/// The names of a model's attributes, ready for finding the position of one.
struct AttributeNames: Sendable {
    /// The names in UTF-8, one behind the other, so that a look at one counts no reference.
    private let bytes: [UInt8]
    /// Open addressing by a hash of the name.
    private let slots: [Slot]
    private let shift: UInt64

    /// A name, or none.
    private struct Slot: Sendable {
        /// The position of the name, or -1.
        var position: Int32 = -1
        /// Where the name begins in ``bytes``.
        var start: UInt32 = 0
        /// The length of the name in bytes.
        var length: UInt32 = 0
    }

    /// Creates the names; no two may be the same.
    init(_ names: [String]) {
        var bytes: [UInt8] = []
        var bits: UInt64 = 4
        while 1 << bits < names.count * 4 { bits += 1 }
        var slots = [Slot](repeating: Slot(), count: 1 << bits)
        for (position, name) in names.enumerated() {
            let start = bytes.count
            bytes += Array(name.utf8)
            var slot = Self.slot(bytes.span, start, bytes.count - start, 64 - bits)
            while slots[slot].position >= 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot].position = Int32(truncatingIfNeeded: position)
            slots[slot].start = UInt32(truncatingIfNeeded: start)
            slots[slot].length = UInt32(truncatingIfNeeded: bytes.count - start)
        }
        self.bytes = bytes
        self.slots = slots
        shift = 64 - bits
    }

    /// The position of the name that a token stands for, or `nil` if it is none of these.
    @inline(__always)
    func position(of token: JSONToken, in text: Span<UInt8>) -> Int? {
        if token.flag { return position(of: JSONText.string(token, in: text)) }
        return position(text, token.offset, token.length)
    }

    /// The position of a name, or `nil` if it is none of these.
    func position(of name: String) -> Int? {
        let bytes = Array(name.utf8)
        return position(bytes.span, 0, bytes.count)
    }

    @inline(__always)
    private func position(_ text: Span<UInt8>, _ offset: Int, _ length: Int) -> Int? {
        var slot = Self.slot(text, offset, length, shift)
        while true {
            let candidate = slots[slot]
            if candidate.position < 0 { return nil }
            if Int(candidate.length) == length,
                JSONText.equal(text, offset, bytes.span, Int(candidate.start), count: length)
            {
                return Int(candidate.position)
            }
            slot = (slot + 1) & (slots.count - 1)
        }
    }

    /// The first slot to look at: four features of a name tell those of one model well apart.
    @inline(__always)
    private static func slot(_ bytes: Span<UInt8>, _ offset: Int, _ length: Int, _ shift: UInt64) -> Int {
        guard length > 0 else { return 0 }
        let features =
            UInt64(bytes[offset]) | UInt64(bytes[offset + length / 2]) << 8
            | UInt64(bytes[offset + length - 1]) << 16 | UInt64(truncatingIfNeeded: length) << 24
        return Int(truncatingIfNeeded: (features &* 0x9E37_79B9_7F4A_7C15) >> shift)
    }
}
