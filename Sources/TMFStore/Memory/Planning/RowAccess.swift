import TMFQuery

/// A way to the rows of a collection that may satisfy a condition, through its indexes.
enum RowAccess: Sendable {
    /// The rows that one index has in some ranges of keys.
    struct Lookup: Sendable {
        var path: FieldPath
        var set: Int
        var ranges: [IndexKey.Range]
        /// The places of the rows in the set, range by range, once they are known.
        var places: [Range<Int>] = []
        /// The set of further rows that the index cannot tell about, if it has such rows.
        var others: Int?
        /// Whether every row in the ranges satisfies the condition.
        var isExact: Bool
        /// Whether a row is in the set under one key only.
        var isOrder: Bool
    }

    case lookup(Lookup)
    case all([RowAccess])
    case any([RowAccess])

    /// Whether the rows are those that satisfy the condition, and not merely some more.
    var isExact: Bool {
        switch self {
        case .lookup(let lookup): lookup.isExact && lookup.others == nil
        case .all(let parts), .any(let parts): parts.allSatisfy(\.isExact)
        }
    }

    /// The attributes whose indexes are used.
    var paths: [FieldPath] {
        switch self {
        case .lookup(let lookup): [lookup.path]
        case .all(let parts), .any(let parts): parts.flatMap(\.paths)
        }
    }
}

extension InMemoryCollection {
    /// The same access with the places of the rows.
    func located(_ access: RowAccess) -> RowAccess {
        switch access {
        case .lookup(var lookup):
            for range in lookup.ranges {
                let lower = sets[lookup.set].rank(of: range.lowerBound)
                lookup.places.append(lower..<max(lower, sets[lookup.set].rank(of: range.upperBound)))
            }
            return .lookup(lookup)
        case .all(let parts): return .all(parts.map(located))
        case .any(let parts): return .any(parts.map(located))
        }
    }

    /// The number of rows of a located access, of those with several values more than once.
    func estimate(_ access: RowAccess) -> Int {
        switch access {
        case .lookup(let lookup):
            var sum = lookup.others.map { sets[$0].count } ?? 0
            for places in lookup.places { sum += places.count }
            return sum
        case .all(let parts): return parts.reduce(count) { min($0, estimate($1)) }
        case .any(let parts): return parts.reduce(0) { $0 + estimate($1) }
        }
    }

    /// The rows of a located access, each once, and whether more rows than satisfy the condition may be among them.
    func rows(_ access: RowAccess) -> (rows: RowList, isExact: Bool) {
        switch access {
        case .lookup(let lookup): return (rows(lookup), access.isExact)
        case .any(let parts):
            var all: [UInt32] = []
            for part in parts { all += rows(part).rows.rows }
            return (RowList(all, .any), access.isExact)
        case .all(let parts): return rows(ofAll: parts)
        }
    }

    private func rows(_ lookup: RowAccess.Lookup) -> RowList {
        var rows: [UInt32] = []
        for places in lookup.places { sets[lookup.set].appendRows(at: places, to: &rows) }
        if let others = lookup.others { sets[others].appendRows(at: 0..<sets[others].count, to: &rows) }
        guard lookup.others == nil, lookup.ranges.count == 1 else { return RowList(rows, .any) }
        // Rows under one key ascend.
        return RowList(rows, lookup.ranges[0].isOneKey ? .ascending : lookup.isOrder ? .unique : .any)
    }

    /// The rows of the rarest of some conditions, without those that another index says do not satisfy its own.
    private func rows(ofAll parts: [RowAccess]) -> (rows: RowList, isExact: Bool) {
        guard let rarest = parts.indices.min(by: { estimate(parts[$0]) < estimate(parts[$1]) }) else {
            return (RowList([], .ascending), false)
        }
        var (rows, isExact) = self.rows(parts[rarest])
        for (index, access) in parts.enumerated() where index != rarest {
            guard !rows.rows.isEmpty else { return (rows, true) }
            if case .lookup(let lookup) = access, lookup.others == nil, lookup.ranges.count == 1,
                lookup.ranges[0].isOneKey
            {
                sets[lookup.set].intersect(&rows.ascending, key: lookup.ranges[0].lowerBound)
                isExact = isExact && lookup.isExact
            } else if estimate(access) <= rows.rows.count * 32 {
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
