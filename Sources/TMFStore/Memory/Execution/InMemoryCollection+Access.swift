import TMFQuery

/// The rows that the sets of a collection hold for an access.
extension InMemoryCollection {
    typealias Access = IndexAccess<UInt64>

    /// The number of rows, and their positions if they are the rows of one range of one set.
    private struct Extent {
        /// The number of rows; a row with several values counts more than once.
        var count: Int
        var places: Range<Int>?
    }

    /// Returns whether all rows of an access satisfy the condition, provided that all indexes are used.
    func isExact(_ access: Access) -> Bool {
        switch access {
        case .lookup(let lookup): lookup.isExact && isAll(lookup)
        case .all(let parts), .any(let parts): parts.allSatisfy(isExact)
        }
    }

    /// Returns the number of rows of an access; a row with several values counts more than once.
    func estimate(_ access: Access) -> Int { extent(of: access).count }

    /// Returns the sets that are looked up for an access.
    func lookedUp(_ access: Access) -> [Int] {
        switch access {
        case .lookup(let lookup): [lookup.set]
        case .all(let parts), .any(let parts): parts.flatMap(lookedUp)
        }
    }

    /// Returns the positions of the rows of a lookup, or `nil` if they are not in one range.
    func places(of lookup: Access.Lookup) -> Range<Int>? {
        lookup.ranges.count == 1 && isAll(lookup) ? places(of: lookup.ranges[0], in: lookup.set) : nil
    }

    /// Returns the rows of an access, and whether all of them satisfy the condition.
    func rows(_ access: Access) -> (rows: RowList, isExact: Bool) {
        switch access {
        case .lookup(let lookup): return rows(lookup, places(of: lookup))
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

    /// Returns whether a lookup has no other rows that might satisfy the condition.
    private func isAll(_ lookup: Access.Lookup) -> Bool {
        for set in lookup.others where sets[set].count > 0 { return false }
        return true
    }

    /// Returns the positions of the rows with some keys in a set.
    private func places(of keys: Range<UInt64>, in set: Int) -> Range<Int> {
        let lower = sets[set].rank(of: keys.lowerBound)
        return lower..<max(lower, sets[set].rank(of: keys.upperBound))
    }

    private func extent(of access: Access) -> Extent {
        switch access {
        case .lookup(let lookup):
            if let places = places(of: lookup) { return Extent(count: places.count, places: places) }
            let others = lookup.others.reduce(0) { $0 + sets[$1].count }
            return Extent(count: lookup.ranges.reduce(others) { $0 + places(of: $1, in: lookup.set).count })
        case .all(let parts): return Extent(count: parts.reduce(count) { min($0, estimate($1)) })
        case .any(let parts): return Extent(count: parts.reduce(0) { $0 + estimate($1) })
        }
    }

    /// Returns the rows of a lookup, given their positions if they are in one range.
    private func rows(_ lookup: Access.Lookup, _ places: Range<Int>?) -> (rows: RowList, isExact: Bool) {
        var rows: [UInt32] = []
        guard let places else {
            for keys in lookup.ranges {
                sets[lookup.set].appendRows(at: self.places(of: keys, in: lookup.set), to: &rows)
            }
            for others in lookup.others { sets[others].appendRows(at: 0..<sets[others].count, to: &rows) }
            return (RowList(rows, .any), lookup.isExact && isAll(lookup))
        }
        if lookup.isUnique, places.count > 32, RowBitmap.isWorthwhile(for: places.count, of: Int(self.rows.end)) {
            let bitmap = RowBitmap(sets[lookup.set], places, end: self.rows.end)
            return (RowList(bitmap, count: places.count), lookup.isExact)
        }
        sets[lookup.set].appendRows(at: places, to: &rows)
        // Rows with the same key ascend.
        let order: RowList.Order = lookup.ranges[0].onlyKey != nil ? .ascending : lookup.isUnique ? .unique : .any
        return (RowList(rows, order), lookup.isExact)
    }

    /// Returns the rows of the most selective of several conditions, without those that another index excludes.
    private func rows(ofAll parts: [Access]) -> (rows: RowList, isExact: Bool) {
        let extents = parts.map(extent)
        guard let rarest = parts.indices.min(by: { extents[$0].count < extents[$1].count }) else {
            return (RowList([], .ascending), false)
        }
        var (rows, isExact): (RowList, Bool)
        if case .lookup(let lookup) = parts[rarest] {
            (rows, isExact) = self.rows(lookup, extents[rarest].places)
        } else {
            (rows, isExact) = self.rows(parts[rarest])
        }
        for (index, access) in parts.enumerated() where index != rarest {
            guard rows.count > 0 else { return (rows, true) }
            if extents[index].places != nil, case .lookup(let lookup) = access, let key = lookup.ranges[0].onlyKey {
                rows.formIntersection(sets[lookup.set], key: key)
                isExact = isExact && lookup.isExact
            } else if extents[index].count <= rows.count * 32 {
                let (others, areExact) = self.rows(access)
                rows.formIntersection(others)
                isExact = isExact && areExact
            } else {
                // Reading the documents takes less work than gathering so many rows.
                isExact = false
            }
        }
        return (rows, isExact)
    }
}

extension Range<UInt64> {
    /// The only key in the range, or `nil` if there are several.
    fileprivate var onlyKey: UInt64? { upperBound - lowerBound == 1 ? lowerBound : nil }
}
