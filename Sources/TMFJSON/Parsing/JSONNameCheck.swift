/// Finds out whether an object repeats a name, while its names are read.
///
/// Every name sets one of 64 bits, chosen by its length, its first and its last byte. Only a name whose bit was set before
/// is compared with those before it, and an object with very many names is looked at once more when it ends.
struct JSONNameCheck {
    /// The number of names up to which they are compared one by one.
    private static let scanned = 64

    /// The number of names so far.
    private(set) var count = 0
    private var seen: UInt64 = 0
    private var hasEscapes = false
    private var hasRepetition = false

    /// Adds the name at an index of the tape.
    @inline(__always)
    mutating func add(
        _ name: JSONToken,
        at index: Int,
        in object: Int,
        _ tape: Span<UInt64>,
        _ text: Span<UInt8>
    ) {
        count += 1
        // The quotation marks are within the text, so an empty name needs no case of its own.
        let first = text[name.offset]
        let last = text[name.offset &+ name.length &- 1]
        let features = UInt64(first) &* 7 &+ UInt64(last) &* 31 &+ UInt64(truncatingIfNeeded: name.length)
        let bit: UInt64 = 1 << (features & 63)
        hasEscapes = hasEscapes || name.flag
        if seen & bit != 0 || hasEscapes, !hasRepetition, count <= Self.scanned {
            hasRepetition = Self.isRepetition(name, at: index, in: object, tape, text)
        }
        seen |= bit
    }

    /// Returns whether the object that ends before an index repeats a name.
    @inline(__always)
    func repeats(in object: Int, upTo end: Int, _ tape: Span<UInt64>, _ text: Span<UInt8>) -> Bool {
        if hasRepetition || count <= Self.scanned { return hasRepetition }
        return repeatsByHashing(in: object, upTo: end, tape, text)
    }

    private static func isRepetition(
        _ name: JSONToken,
        at end: Int,
        in object: Int,
        _ tape: Span<UInt64>,
        _ text: Span<UInt8>
    ) -> Bool {
        var index = object + 1
        while index < end {
            if JSONText.equal(tape.token(at: index), name, in: text) { return true }
            index = tape.end(of: index + 1)
        }
        return false
    }

    /// The way for wide objects: linear for whatever names somebody chose, as `Hasher` is seeded at random.
    private func repeatsByHashing(
        in object: Int,
        upTo end: Int,
        _ tape: Span<UInt64>,
        _ text: Span<UInt8>
    ) -> Bool {
        var names = JSONNameIndex(minimumCapacity: count)
        var seen: [String] = []
        seen.reserveCapacity(count)
        var index = object + 1
        while index < end {
            let name = JSONText.string(tape.token(at: index), in: text)
            guard names.position(of: name, in: { seen[$0] }) == nil else { return true }
            names.append(name, at: seen.count) { seen[$0] }
            seen.append(name)
            index = tape.end(of: index + 1)
        }
        return false
    }
}
