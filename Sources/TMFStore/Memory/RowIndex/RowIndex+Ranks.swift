extension RowIndex {
    /// Returns the number of entries before (`key`, `row`), whether or not that entry is in the set.
    func rank(of key: UInt64, _ row: UInt32 = 0) -> Int {
        guard count > 0 else { return 0 }
        let entry = Entry(key: key, row: row)
        let group = groups.index(for: entry)
        let leaf = groups.children[group].index(for: entry)
        let before = groups.total(before: group) &+ groups.children[group].total(before: leaf)
        let size = groups.children[group].size(of: leaf)
        return before &+ groups.children[group].children[leaf].position(of: entry, count: size)
    }

    /// Returns the entry at a rank, or `nil` if the set has fewer entries.
    func entry(at rank: Int) -> Entry? {
        guard rank >= 0, rank < count else { return nil }
        var rest = rank
        let group = groups.index(at: &rest)
        let leaf = groups.children[group].index(at: &rest)
        return groups.children[group].children[leaf].entry(at: rest)
    }

    /// Appends the rows of the entries at a range of ranks to `rows`, in the order of the set.
    ///
    /// Ranks outside of the set are ignored.
    func appendRows(at positions: Range<Int>, to rows: inout [UInt32]) {
        forEachLeaf(at: positions) { leaf, range in leaf.appendRows(in: range, to: &rows) }
    }

    /// Sets the bits of the rows of the entries at a range of ranks; the lowest bit of the first word is that of row 0.
    ///
    /// Ranks outside of the set and rows without a bit are ignored.
    func mark(rowsAt positions: Range<Int>, in words: inout [UInt64]) {
        forEachLeaf(at: positions) { leaf, range in leaf.mark(rowsIn: range, in: &words) }
    }

    /// Calls a function for every leaf that has entries at a range of ranks, with their positions in it.
    @inline(__always)
    private func forEachLeaf(at positions: Range<Int>, _ body: (borrowing Leaf, Range<Int>) -> Void) {
        let range = positions.clamped(to: 0..<count)
        guard !range.isEmpty else { return }
        var (start, missing) = (range.lowerBound, range.count)
        var group = groups.index(at: &start)
        var leaf = groups.children[group].index(at: &start)
        while true {
            let end = min(start &+ missing, groups.children[group].children[leaf].count)
            body(groups.children[group].children[leaf], start..<end)
            missing -= end - start
            guard missing > 0 else { return }
            start = 0
            leaf += 1
            if leaf == groups.children[group].count { (group, leaf) = (group + 1, 0) }
        }
    }

    /// Keeps the given ascending rows that are in the set under a key.
    ///
    /// Rows that do not ascend may be dropped although they are in the set. The search takes one walk from the top for
    /// each leaf that contains rows, and steps of growing width within the leaf.
    func intersect(_ rows: inout [UInt32], key: UInt64) {
        var kept = 0
        var next = 0
        while next < rows.count, count > 0 {
            let group = groups.index(for: Entry(key: key, row: rows[next]))
            groups.children[group].intersect(&rows, key: key, below: groups.limit(of: group), &next, &kept)
        }
        rows.removeLast(rows.count - kept)
    }
}

extension Level<Leaf> {
    /// Moves the rows from `next` on that are in the group under a key to `kept`, up to the bound of the next group.
    fileprivate func intersect(
        _ rows: inout [UInt32], key: UInt64, below end: Entry?, _ next: inout Int, _ kept: inout Int
    ) {
        var entry = Entry(key: key, row: rows[next])
        var leaf = index(for: entry)
        while true {
            children[leaf].intersect(&rows, key: key, below: limit(of: leaf) ?? end, &next, &kept)
            guard next < rows.count else { return }
            entry = Entry(key: key, row: rows[next])
            if let end, !(entry < end) { return }
            leaf = index(for: entry, from: leaf)
        }
    }
}

extension Leaf {
    /// Moves the rows from `next` on that are in the leaf under a key to `kept`, up to the bound of the next leaf.
    fileprivate func intersect(
        _ rows: inout [UInt32],
        key: UInt64,
        below limit: Entry?,
        _ next: inout Int,
        _ kept: inout Int
    ) {
        let isLast = limit.map { $0.key > key } ?? true
        let limitRow = limit?.row ?? 0
        var position = 0
        var span = rows.mutableSpan
        repeat {
            let entry = Entry(key: key, row: span[next])
            position = near(entry, from: position)
            if holds(entry, at: position) {
                span[kept] = entry.row
                kept &+= 1
            }
            next &+= 1
        } while next < span.count && (isLast || span[next] < limitRow)
    }
}
