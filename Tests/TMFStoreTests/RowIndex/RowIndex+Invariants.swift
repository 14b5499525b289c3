@testable import TMFStore

extension RowIndex {
    /// What is wrong with the structure of the set; empty when nothing is.
    func checkInvariants() -> [String] {
        var problems: [String] = []
        if groups.total != count { problems.append("\(groups.total) entries, but the count is \(count)") }
        if groups.bounds.count != groups.count { problems.append("\(groups.bounds.count) bounds of groups") }
        var previous: Entry?
        for (index, group) in groups.children.enumerated() {
            if group.count == 0 { problems.append("empty group") }
            if group.bounds.count != group.count { problems.append("\(group.bounds.count) bounds of leaves") }
            if group.total != Int(groups.bounds[index].count) { problems.append("\(group.total) entries in a group") }
            for (place, leaf) in group.children.enumerated() {
                let lower = place > 0 ? group.bounds[place].lower : index > 0 ? groups.bounds[index].lower : nil
                problems += Self.check(leaf, lower, previous, limits)
                if leaf.count != Int(group.bounds[place].count) { problems.append("\(leaf.count) entries in a leaf") }
                if leaf.count > 0 { previous = leaf.entry(at: leaf.count - 1) }
                // Every entry seen so far must be below the bound of what follows.
                let limit = group.limit(of: place) ?? groups.limit(of: index)
                if let limit, let previous, previous >= limit { problems.append("\(previous) is not below \(limit)") }
            }
        }
        return problems
    }

    private static func check(_ leaf: Leaf, _ lower: Entry?, _ previous: Entry?, _ limits: NodeLimits) -> [String] {
        var problems: [String] = []
        if leaf.count == 0 { problems.append("empty leaf") }
        if leaf.count > limits.leaf { problems.append("\(leaf.count) entries in a leaf") }
        // The allocator rounds up, and arrays use what they get; copies of them ask for as much again.
        if leaf.capacity > limits.leaf + 32 { problems.append("leaf capacity \(leaf.capacity)") }
        if !leaf.rows.isEmpty, !leaf.entries.isEmpty { problems.append("leaf in both forms") }
        var last = previous
        for position in 0..<leaf.count {
            let entry = leaf.entry(at: position)
            if let lower, entry < lower { problems.append("\(entry) is below its bound \(lower)") }
            if let last, last >= entry { problems.append("\(entry) is out of order") }
            last = entry
        }
        return problems
    }
}

/// What the places of entries say about the set.
extension RowIndex {
    func contains(_ key: UInt64, _ row: UInt32) -> Bool {
        entry(at: rank(of: key, row)) == Entry(key: key, row: row)
    }

    func count(of key: UInt64) -> Int { count(in: key...key) }

    func count(in keys: ClosedRange<UInt64>) -> Int {
        (keys.upperBound == .max ? count : rank(of: keys.upperBound + 1)) - rank(of: keys.lowerBound)
    }
}
