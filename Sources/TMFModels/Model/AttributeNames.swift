import TMFJSON

/// A lookup table from the names of a model's attributes to their positions.
///
/// The first and last eight bytes determine a name of up to sixteen bytes, as nearly all are, so that only two words
/// are hashed and compared, without a loop whose end no processor could predict.
struct AttributeNames: Sendable {
    /// The names in UTF-8, one after the other, so that reading one needs no reference counting.
    private let bytes: [UInt8]
    /// The slots of the hash table, which uses open addressing.
    private let slots: [Slot]
    private let hash: Hash

    /// A slot, which holds a name or is empty.
    private struct Slot: Sendable {
        var ends = Ends(head: 0, tail: 0)
        /// The length of the name in bytes.
        var length: UInt32 = 0
        /// Where the name begins in ``bytes``.
        var start: UInt32 = 0
        /// The position of the name, or -1.
        var position = -1
    }

    /// The first and the last eight bytes of a name, which may overlap.
    ///
    /// For a shorter name, both are the name padded with zeros.
    private struct Ends: Sendable, Equatable {
        var head: UInt64
        var tail: UInt64
    }

    /// A hash function that maps a name to the first slot to look at.
    private struct Hash: Sendable {
        var multiplier: UInt64
        var shift: UInt64

        @inline(__always)
        func slot(_ ends: Ends, _ length: Int) -> Int {
            let features = ends.head ^ (ends.tail &<< 23 | ends.tail &>> 41) ^ UInt64(truncatingIfNeeded: length)
            return Int(truncatingIfNeeded: (features &* multiplier) &>> shift)
        }
    }

    /// Creates the table.
    ///
    /// The names must be distinct.
    init(_ names: [String]) {
        bytes = names.flatMap(\.utf8)
        var bits: UInt64 = 4
        while 1 << bits < names.count * 2 { bits += 1 }
        var hash = Hash(multiplier: 0x9E37_79B9_7F4A_7C15, shift: 64 - bits)
        var best = (hash: hash, table: Self.table(names, hash))
        // The first number, or one of the next hundred, gives every name of the API definitions a slot of its own.
        for _ in 0..<256 where best.table.collisions > 0 {
            hash.multiplier = hash.multiplier &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407 | 1
            let table = Self.table(names, hash)
            if table.collisions < best.table.collisions { best = (hash, table) }
        }
        self.hash = best.hash
        slots = best.table.slots
    }

    private static func table(_ names: [String], _ hash: Hash) -> (slots: [Slot], collisions: Int) {
        var slots = [Slot](repeating: Slot(), count: 1 << (64 - hash.shift))
        var (start, collisions) = (0, 0)
        for (position, name) in names.enumerated() {
            let name = Array(name.utf8)
            let ends = ends(name.span, 0, name.count)
            var slot = hash.slot(ends, name.count)
            while slots[slot].position >= 0 {
                slot = (slot + 1) & (slots.count - 1)
                collisions += 1
            }
            slots[slot] = Slot(
                ends: ends, length: UInt32(truncatingIfNeeded: name.count), start: UInt32(truncatingIfNeeded: start),
                position: position)
            start += name.count
        }
        return (slots, collisions)
    }

    /// Returns the position of the name in a token, or `nil` if the table does not have it.
    @inline(__always)
    func position(of token: JSONToken, in text: Span<UInt8>) -> Int? {
        if token.flag { return position(of: JSONText.string(token, in: text)) }
        return position(text, token.offset, token.length)
    }

    /// Returns the position of a name, or `nil` if the table does not have it.
    func position(of name: String) -> Int? {
        // Safety: the span ends with the closure.
        let found: Int?? = unsafe name.utf8.withContiguousStorageIfAvailable { name in
            unsafe position(name.span, 0, name.count)
        }
        if let found { return found }
        let bytes = Array(name.utf8)
        return position(bytes.span, 0, bytes.count)
    }

    /// The fast path for nearly all names: it looks at two words of the text and one slot, and stays small when it is
    /// inlined.
    @inline(__always)
    private func position(_ text: Span<UInt8>, _ offset: Int, _ length: Int) -> Int? {
        // Safety: the text contains the complete name and at least eight bytes from its start.
        guard length > 0, length <= 16, offset &+ max(length, 8) <= text.count else {
            return search(text, offset, length, Self.ends(text, offset, length))
        }
        let mask = UInt64.max &>> (64 &- UInt64(truncatingIfNeeded: min(length, 8)) &* 8)
        let ends = unsafe Ends(
            head: text.word(unchecked: offset) & mask,
            tail: text.word(unchecked: offset &+ max(length &- 8, 0)) & mask)
        let candidate = slots[hash.slot(ends, length)]
        if candidate.ends == ends, Int(candidate.length) == length { return candidate.position }
        return search(text, offset, length, ends)
    }

    /// Probes one slot after the other.
    @inline(never)
    private func search(_ text: Span<UInt8>, _ offset: Int, _ length: Int, _ ends: Ends) -> Int? {
        var slot = hash.slot(ends, length)
        while true {
            let candidate = slots[slot]
            if candidate.position < 0 { return nil }
            if candidate.ends == ends, Int(candidate.length) == length,
                JSONText.equal(text, offset, bytes.span, Int(candidate.start), count: length)
            {
                return candidate.position
            }
            slot = (slot &+ 1) & (slots.count &- 1)
        }
    }

    /// Returns the ends of a name of any length.
    private static func ends(_ text: Span<UInt8>, _ offset: Int, _ length: Int) -> Ends {
        var (head, tail): (UInt64, UInt64) = (0, 0)
        for index in (0..<min(length, 8)).reversed() {
            head = head << 8 | UInt64(text[offset + index])
            tail = tail << 8 | UInt64(text[offset + max(length - 8, 0) + index])
        }
        return Ends(head: head, tail: tail)
    }
}
