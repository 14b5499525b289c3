import TMFQuery

/// A way to the rows of a collection that may satisfy a condition, through its indexes.
enum RowAccess: Sendable {
    /// A range of keys, and the places that its rows have in a set.
    struct Part: Sendable {
        var keys: IndexKey.Range
        var places: Range<Int>
    }

    /// The rows that one index has in some ranges of keys.
    struct Lookup: Sendable {
        var set: Int
        var parts: [Part]
        /// The sets of further rows that the index cannot tell about, none of them empty.
        var others: [Int] = []
        /// Whether every row in the ranges satisfies the condition.
        var isExact = true
        /// Whether a row is in the set under one key only.
        var isOrder = false

        /// The only key that is looked up, if there is just one.
        var onlyKey: UInt64? {
            parts.count == 1 && others.isEmpty && parts[0].keys.isOneKey ? parts[0].keys.lowerBound : nil
        }
    }

    case lookup(Lookup)
    case all([RowAccess])
    case any([RowAccess])

    /// Whether the rows are those that satisfy the condition, and not merely some more, if all indexes are used.
    var isExact: Bool {
        switch self {
        case .lookup(let lookup): lookup.isExact && lookup.others.isEmpty
        case .all(let parts), .any(let parts): parts.allSatisfy(\.isExact)
        }
    }

    /// The sets that are looked up.
    var sets: [Int] {
        switch self {
        case .lookup(let lookup): [lookup.set]
        case .all(let parts), .any(let parts): parts.flatMap(\.sets)
        }
    }
}

extension InMemoryCollection {
    /// A range of keys with the places of its rows.
    func part(_ keys: IndexKey.Range, of set: Int) -> RowAccess.Part {
        let lower = sets[set].rank(of: keys.lowerBound)
        return RowAccess.Part(keys: keys, places: lower..<max(lower, sets[set].rank(of: keys.upperBound)))
    }

    /// The number of rows of an access, of those with several values more than once.
    func estimate(_ access: RowAccess) -> Int {
        switch access {
        case .lookup(let lookup):
            lookup.parts.reduce(lookup.others.reduce(0) { $0 + sets[$1].count }) { $0 + $1.places.count }
        case .all(let parts): parts.reduce(count) { min($0, estimate($1)) }
        case .any(let parts): parts.reduce(0) { $0 + estimate($1) }
        }
    }

    /// The rows of an access, and whether all of them satisfy the condition.
    func rows(_ access: RowAccess) -> (rows: RowList, isExact: Bool) {
        switch access {
        case .lookup(let lookup): return (rows(lookup), access.isExact)
        case .any(let parts):
            var (all, isExact): ([UInt32], Bool) = ([], true)
            for part in parts {
                let (rows, areExact) = rows(part)
                all += rows.rows
                isExact = isExact && areExact
            }
            return (RowList(all, .any), isExact)
        case .all(let parts): return rows(ofAll: parts)
        }
    }

    private func rows(_ lookup: RowAccess.Lookup) -> RowList {
        if lookup.isOrder, lookup.others.isEmpty, lookup.parts.count == 1 {
            let places = lookup.parts[0].places
            if places.count > 32, RowBitmap.isWorthwhile(for: places.count, of: Int(self.rows.end)) {
                return RowList(RowBitmap(sets[lookup.set], places, end: self.rows.end), count: places.count)
            }
        }
        var rows: [UInt32] = []
        for part in lookup.parts { sets[lookup.set].appendRows(at: part.places, to: &rows) }
        for others in lookup.others { sets[others].appendRows(at: 0..<sets[others].count, to: &rows) }
        // Rows under one key ascend.
        if lookup.onlyKey != nil { return RowList(rows, .ascending) }
        return RowList(rows, lookup.isOrder && lookup.others.isEmpty && lookup.parts.count == 1 ? .unique : .any)
    }

    /// The rows of the rarest of some conditions, without those that another index says do not satisfy its own.
    private func rows(ofAll parts: [RowAccess]) -> (rows: RowList, isExact: Bool) {
        guard let rarest = parts.indices.min(by: { estimate(parts[$0]) < estimate(parts[$1]) }) else {
            return (RowList([], .ascending), false)
        }
        var (rows, isExact) = self.rows(parts[rarest])
        for (index, access) in parts.enumerated() where index != rarest {
            guard rows.count > 0 else { return (rows, true) }
            if case .lookup(let lookup) = access, let key = lookup.onlyKey {
                rows.formIntersection(sets[lookup.set], key: key)
                isExact = isExact && lookup.isExact
            } else if estimate(access) <= rows.count * 32 {
                let (others, areExact) = self.rows(access)
                rows.formIntersection(others)
                isExact = isExact && areExact
            } else {
                // To look at the documents is less work than to gather so many rows.
                isExact = false
            }
        }
        return (rows, isExact)
    }
}
