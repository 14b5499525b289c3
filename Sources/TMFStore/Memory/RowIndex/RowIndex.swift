/// A sorted set of (key, row) entries whose copies share their common parts.
///
/// The set is a B+ tree of three levels made of plain arrays: a list of groups, each a list of leaves, with the number
/// of entries in every child, so that ranks and counts of ranges take one walk each. The arrays are copied on write:
/// copying the set costs two references, and a change copies only the shared arrays on its path and modifies the others
/// in place. Every change must therefore reach the leaf through subscripts, never through a variable that holds an
/// array.
struct RowIndex: Sendable {
    private(set) var groups: Level<Level<Leaf>>

    /// The number of entries.
    private(set) var count: Int

    let limits: NodeLimits

    init() {
        self.init(limits: .standard)
    }

    /// Creates an empty set with nodes of other sizes, for tests and measurements.
    init(limits: NodeLimits) {
        groups = Level()
        count = 0
        self.limits = limits
    }

    /// Creates a set with full nodes from entries that strictly ascend by key and row.
    ///
    /// If the arrays have different lengths, the surplus of the longer one is ignored.
    init(sorted keys: [UInt64], _ rows: [UInt32], limits: NodeLimits = .standard) {
        self.init(limits: limits)
        count = min(keys.count, rows.count)
        var group = Level<Leaf>()
        var entries: [Entry] = []
        entries.reserveCapacity(limits.leaf)
        let (keySpan, rowSpan) = (keys.span, rows.span)
        for start in stride(from: 0, to: count, by: limits.leaf) {
            let range = start..<min(start + limits.leaf, count)
            let lower = Entry(key: keys[start], row: rows[start])
            if lower.key == keys[range.upperBound - 1] {
                group.append(Leaf(key: lower.key, rows: rows[range]), Bound(lower: lower, count: range.count))
            } else {
                entries.removeAll(keepingCapacity: true)
                for position in range {
                    entries.append(Entry(key: keySpan[position], row: rowSpan[position]))
                }
                group.append(Leaf(entries[...]), Bound(lower: lower, count: range.count))
            }
            if group.count == limits.groupMaximum(groups: groups.count) || range.upperBound == count {
                groups.append(group, Bound(lower: group.bounds[0].lower, count: group.total))
                group = Level()
            }
        }
    }

    /// Adds an entry, or returns `false` if it already exists.
    @discardableResult
    mutating func insert(_ key: UInt64, _ row: UInt32) -> Bool {
        guard count > 0 else {
            self = RowIndex(sorted: [key], [row], limits: limits)
            return true
        }
        let entry = Entry(key: key, row: row)
        // An existing entry must not cause a copy, so its place is found before anything is changed.
        let place = place(of: entry)
        guard !place.isPresent else { return false }
        count += 1
        groups.bounds[place.group].count += 1
        groups.children[place.group].insert(entry, at: place, limits: limits)
        let leaves = groups.children[place.group].count
        if leaves > limits.groupMaximum(groups: groups.count) {
            // Leaves that arrive in ascending order fill one group after the other.
            splitGroup(at: place.group, cut: place.leaf + 2 == leaves ? leaves - 1 : leaves / 2)
        }
        return true
    }

    /// Removes an entry, or returns `false` if it does not exist.
    @discardableResult
    mutating func remove(_ key: UInt64, _ row: UInt32) -> Bool {
        guard count > 0 else { return false }
        let place = place(of: Entry(key: key, row: row))
        guard place.isPresent else { return false }
        count -= 1
        groups.bounds[place.group].count -= 1
        groups.children[place.group].remove(at: place, limits: limits)
        let leaves = groups.children[place.group].count
        if leaves == 0 {
            groups.remove(at: place.group)
        } else if leaves < limits.groupMaximum(groups: groups.count) / 4 {
            joinGroup(at: place.group)
        }
        return true
    }

    /// Returns the place of an entry in a set that is not empty.
    @inline(__always)
    private func place(of entry: Entry) -> Place {
        let group = groups.index(for: entry)
        let leaf = groups.children[group].index(for: entry)
        let size = groups.children[group].size(of: leaf)
        let position = groups.children[group].children[leaf].position(of: entry, count: size)
        let isPresent = groups.children[group].children[leaf].holds(entry, at: position)
        return Place(group: group, leaf: leaf, position: position, isPresent: isPresent)
    }

    private mutating func splitGroup(at index: Int, cut: Int) {
        let right = groups.children[index].split(at: cut)
        let total = right.total
        groups.bounds[index].count -= UInt32(truncatingIfNeeded: total)
        groups.insert(right, Bound(lower: right.bounds[0].lower, count: total), at: index + 1)
    }

    /// Joins a group with a neighbor if that leaves room for growth.
    private mutating func joinGroup(at index: Int) {
        let maximum = limits.groupMaximum(groups: groups.count) / 4 * 3
        for left in [index - 1, index] where left >= 0 && left + 1 < groups.count {
            guard groups.children[left].count + groups.children[left + 1].count <= maximum else { continue }
            let (right, bound) = (groups.children[left + 1], groups.bounds[left + 1])
            groups.remove(at: left + 1)
            groups.children[left].join(right, lower: bound.lower)
            groups.bounds[left].count += bound.count
            return
        }
    }
}

/// The maximum numbers of entries in a leaf and of leaves in a group.
struct NodeLimits: Sendable {
    let leaf: Int
    let inner: Int

    /// Creates limits, clamped to sizes for which every split leaves two smaller nodes.
    init(leaf: Int, inner: Int) {
        self.leaf = min(max(leaf, 4), 1 << 16)
        self.inner = min(max(inner, 4), 1 << 16)
    }

    /// A compromise for about a million entries: larger nodes make lookups no faster, but path copies slower.
    static let standard = NodeLimits(leaf: 512, inner: 96)

    /// The number of entries below which a leaf is joined with a neighbor.
    var leafMinimum: Int { leaf / 4 }

    /// Returns the maximum number of leaves in a group of a set with a number of groups.
    ///
    /// A path copy copies the list of groups and one group: it is shortest when both grow alike.
    func groupMaximum(groups: Int) -> Int { max(inner, groups) }

    /// Returns the capacity to allocate for a leaf of `count` entries that is about to grow.
    ///
    /// Growing by a quarter limits the unused memory of half-full leaves, and copying a leaf is cheap compared with the
    /// insertions between two copies.
    func leafCapacity(growingFrom count: Int) -> Int {
        min(leaf, (count + count / 4 + 4) & ~3)
    }
}

/// The place of an entry in a ``RowIndex``, whether or not the entry exists.
struct Place {
    var group: Int
    var leaf: Int
    var position: Int
    var isPresent: Bool
}
