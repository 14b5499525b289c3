/// Detects whether an object repeats a name, while its names are read.
///
/// Every name sets one of 64 bits, chosen by its length, its first byte and its last byte. Only a name whose bit is
/// already set is compared with the names before it. An object that has very many names, or a name spelled with
/// escapes, is checked once more when it ends.
struct JSONNameCheck {
    /// The number of names up to which names are compared one by one.
    private static let scanned = 64

    /// The number of names so far.
    private(set) var count: Int
    /// The bits of the names so far.
    ///
    /// All are set once a name has escapes, because its bytes are not those of the name.
    private(set) var seen: UInt64

    init(count: Int = 0, seen: UInt64 = 0) {
        self.count = count
        self.seen = seen
    }

    /// Adds a name, which lies between two quotation marks of the text, and returns whether it must be compared with
    /// the names before it.
    @inline(__always)
    mutating func add(_ name: JSONToken, in text: Span<UInt8>) -> Bool {
        // Safety: the quotation marks are within the text, so an empty name needs no case of its own.
        let first = unsafe text[unchecked: name.offset]
        let last = unsafe text[unchecked: name.offset &+ name.length &- 1]
        // With these factors the names of four in five definitions of the two APIs have a bit each.
        let features =
            UInt64(first) &* 37 &+ UInt64(last) &* 59 &+ UInt64(truncatingIfNeeded: name.length) &* 5
        let bit: UInt64 = name.flag ? .max : 1 << (features & 63)
        let isKnown = seen & bit != 0
        count &+= 1
        seen |= bit
        return isKnown && !mustHash
    }

    /// A Boolean value that indicates whether the object must be checked again when it ends.
    var mustHash: Bool { count > Self.scanned || seen == .max }

    /// Returns whether the name at the end of a tape is one of those before it in its object.
    static func isRepetition(in object: Int, _ tape: Span<UInt64>, _ text: Span<UInt8>) -> Bool {
        let end = tape.count - 1
        let name = tape.token(at: end)
        var index = object + 1
        while index < end {
            if JSONText.equal(tape.token(at: index), name, in: text) { return true }
            index = tape.end(of: index + 1)
        }
        return false
    }

    /// Returns whether the object that ends a tape repeats a name.
    ///
    /// This serves wide objects. It is linear for names chosen by an attacker too, because `Hasher` has a random seed.
    func repeats(in object: Int, _ tape: Span<UInt64>, _ text: Span<UInt8>) -> Bool {
        var names = JSONNameIndex(minimumCapacity: count)
        var seen: [String] = []
        seen.reserveCapacity(count)
        var index = object + 1
        while index < tape.count {
            let name = JSONText.string(tape.token(at: index), in: text)
            guard names.position(of: name, in: { seen[$0] }) == nil else { return true }
            names.append(name, at: seen.count) { seen[$0] }
            seen.append(name)
            index = tape.end(of: index + 1)
        }
        return false
    }
}
