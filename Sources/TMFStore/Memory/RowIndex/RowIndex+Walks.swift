extension RowIndex {
    /// Calls `body` with the entries from a rank on, in ascending order, until it returns `false`.
    func forEach(from rank: Int, _ body: (Entry) -> Bool) {
        var start = max(rank, 0)
        guard start < count else { return }
        let firstGroup = groups.index(at: &start)
        var firstLeaf = groups.children[firstGroup].index(at: &start)
        for group in firstGroup..<groups.count {
            for leaf in firstLeaf..<groups.children[group].count {
                guard groups.children[group].children[leaf].forEach(from: start, body) else { return }
                start = 0
            }
            firstLeaf = 0
        }
    }

    /// Calls `body` with the entries before a rank, in descending order, until it returns `false`.
    func forEachReversed(below rank: Int, _ body: (Entry) -> Bool) {
        guard rank > 0, count > 0 else { return }
        var last = min(rank, count) - 1
        var group = groups.index(at: &last)
        var leaf = groups.children[group].index(at: &last)
        while groups.children[group].children[leaf].forEachReversed(from: last, body) {
            if leaf == 0 {
                guard group > 0 else { return }
                group -= 1
                leaf = groups.children[group].count
            }
            leaf -= 1
            last = groups.children[group].children[leaf].count - 1
        }
    }
}

extension Leaf {
    /// Visits the entries from a position up, and returns `false` if `body` did.
    fileprivate func forEach(from start: Int, _ body: (Entry) -> Bool) -> Bool {
        let (rows, entries) = (rows.span, entries.span)
        for position in start..<max(start, entries.count) {
            guard body(entries[position]) else { return false }
        }
        for position in start..<max(start, rows.count) {
            guard body(Entry(key: key, row: rows[position])) else { return false }
        }
        return true
    }

    /// Visits the entries from a position down, and returns `false` if `body` did.
    fileprivate func forEachReversed(from start: Int, _ body: (Entry) -> Bool) -> Bool {
        let isUniform = isUniform
        let (rows, entries) = (rows.span, entries.span)
        var position = start
        while position >= 0 {
            guard body(isUniform ? Entry(key: key, row: rows[position]) : entries[position]) else { return false }
            position &-= 1
        }
        return true
    }
}
