extension Leaf {
    /// Inserts an entry at its position, and returns the new leaf after this one if that splits the leaf.
    mutating func insert(_ entry: Entry, at position: Int, limits: NodeLimits) -> Leaf? {
        // A long uniform leaf stays uniform: the other key starts a new leaf before or after it.
        let isForeign = isUniform && key != entry.key && count >= max(limits.leafMinimum, 2)
        guard isForeign || count >= limits.leaf else {
            place(entry, at: position, limits: limits)
            return nil
        }
        let cut = isForeign ? position : splitPosition(inserting: entry.key, at: position, limits: limits)
        guard cut > 0, cut < count else {
            let single = Leaf([entry], capacity: limits.leafCapacity(growingFrom: 1))
            guard cut == 0 else { return single }
            let old = self
            self = single
            return old
        }
        var right = part(cut..<count)
        self = part(0..<cut, capacity: limits.leafCapacity(growingFrom: cut))
        if position <= cut {
            place(entry, at: position, limits: limits)
        } else {
            right.place(entry, at: position - cut, limits: limits)
        }
        return right
    }

    /// Removes the entry at a position, and returns memory when the leaf has become sparse.
    mutating func remove(at position: Int, limits: NodeLimits) {
        if isUniform {
            rows.remove(at: position)
        } else {
            entries.remove(at: position)
        }
        if count > 0, capacity > 16, count * 2 < capacity {
            self = part(0..<count, capacity: limits.leafCapacity(growingFrom: count))
        }
    }

    /// Joins the leaf with the next one or balances the two, and returns the resulting next leaf, if it remains.
    ///
    /// If a long uniform leaf would be lost, changes nothing and returns the given leaf: a uniform leaf is worth more
    /// than one leaf less, and the small leaf takes little memory anyway.
    mutating func join(_ right: Leaf, limits: NodeLimits) -> Leaf? {
        let total = count + right.count
        if isUniform, right.isUniform, key == right.key {
            self = Leaf(key: key, rows: (rows + right.rows)[...], capacity: limits.leafCapacity(growingFrom: total))
        } else {
            if [self, right].contains(where: { $0.isUniform && $0.count >= limits.leafMinimum }) { return right }
            let all = allEntries + right.allEntries
            self = Leaf(all[...], capacity: limits.leafCapacity(growingFrom: total))
        }
        guard total > limits.leaf else { return nil }
        let rest = part((total / 2)..<total, capacity: limits.leafCapacity(growingFrom: total - total / 2))
        self = part(0..<(total / 2), capacity: limits.leafCapacity(growingFrom: total / 2))
        return rest
    }

    private var allEntries: [Entry] {
        isUniform ? rows.map { Entry(key: key, row: $0) } : entries
    }

    /// Returns a leaf of some of the entries.
    private func part(_ range: Range<Int>, capacity: Int = 0) -> Leaf {
        isUniform ? Leaf(key: key, rows: rows[range], capacity: capacity) : Leaf(entries[range], capacity: capacity)
    }

    /// Inserts an entry at its position in a leaf that is not full.
    @inline(__always)
    private mutating func place(_ entry: Entry, at position: Int, limits: NodeLimits) {
        if isUniform, key != entry.key {
            entries = allEntries
            rows = []
        }
        // Without this, arrays would double their capacity.
        if isUniform {
            if rows.count == rows.capacity { rows.reserveCapacity(limits.leafCapacity(growingFrom: count + 1)) }
            rows.insert(entry.row, at: position)
        } else {
            if entries.count == entries.capacity {
                entries.reserveCapacity(limits.leafCapacity(growingFrom: count + 1))
            }
            entries.insert(entry, at: position)
        }
    }

    /// Returns the position at which to split a full leaf before an entry is inserted at a position.
    ///
    /// The entries before an entry that continues a run, and those after it, are likely to be final: rows are assigned
    /// in ascending order, so the next entries follow this one. In other cases the middle is the best guess.
    private func splitPosition(inserting key: UInt64, at position: Int, limits: NodeLimits) -> Int {
        if position == 0 || position == count { return position }
        let next = entry(at: position).key
        if entry(at: position - 1).key == key, next != key {
            // Short runs are no evidence: among them, a split at any position would leave uneven leaves.
            let longRun = max(limits.leafMinimum, 1)
            if next == entry(at: count - 1).key || (position >= longRun && entry(at: position - longRun).key == key) {
                return position
            }
        }
        return count / 2
    }
}
