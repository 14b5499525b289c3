/// A hash table that maps names to their positions in an array stored elsewhere.
///
/// It holds only positions, so each name is stored once, and it distinguishes names by their code points. Names are
/// hashed with `Hasher`, whose seed is unknown outside the process. Every call receives a closure that returns the name
/// at a position.
struct JSONNameIndex: Sendable {
    /// A position plus one, or zero for a free slot; the count is a power of two, at least twice the number of names.
    private var slots: [UInt32]

    init(minimumCapacity: Int) {
        slots = Array(repeating: 0, count: Self.slotCount(for: minimumCapacity))
    }

    private static func slotCount(for names: Int) -> Int {
        var count = 64
        while count < names * 2 { count *= 2 }
        return count
    }

    /// Returns the position of a name.
    func position(of name: String, in nameAt: (Int) -> String) -> Int? {
        var slot = start(of: name)
        while slots[slot] != 0 {
            let position = Int(slots[slot]) - 1
            if JSONText.equal(nameAt(position), name) { return position }
            slot = next(slot)
        }
        return nil
    }

    /// Adds a name that is not in the table, at the position after all others.
    mutating func append(_ name: String, at position: Int, in nameAt: (Int) -> String) {
        if (position + 1) * 2 > slots.count {
            slots = Array(repeating: 0, count: slots.count * 2)
            for earlier in 0..<position { place(earlier, start(of: nameAt(earlier))) }
        }
        place(position, start(of: name))
    }

    /// Removes the name at a position and moves later names up by one; the closure returns the names before the
    /// removal.
    mutating func remove(at position: Int, in nameAt: (Int) -> String) {
        var hole = start(of: nameAt(position))
        while slots[hole] != UInt32(position + 1) { hole = next(hole) }
        slots[hole] = 0
        // Close the gap, so that a search still finds names that were pushed past the removed one.
        var slot = next(hole)
        while slots[slot] != 0 {
            let home = start(of: nameAt(Int(slots[slot]) - 1))
            if (slot &- home) & (slots.count - 1) >= (slot &- hole) & (slots.count - 1) {
                slots.swapAt(slot, hole)
                hole = slot
            }
            slot = next(slot)
        }
        for slot in slots.indices where slots[slot] > UInt32(position + 1) { slots[slot] -= 1 }
    }

    private mutating func place(_ position: Int, _ start: Int) {
        var slot = start
        while slots[slot] != 0 { slot = next(slot) }
        slots[slot] = UInt32(truncatingIfNeeded: position + 1)
    }

    private func next(_ slot: Int) -> Int { (slot + 1) & (slots.count - 1) }

    private func start(of name: String) -> Int {
        var hasher = Hasher()
        JSONText.hash(name, into: &hasher)
        return hasher.finalize() & (slots.count - 1)
    }
}
