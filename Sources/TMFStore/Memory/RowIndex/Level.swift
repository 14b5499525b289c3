/// The children of a set or a group, with a bound for each of them.
struct Level<Child: Sendable>: Sendable {
    var bounds: [Bound] = []
    var children: [Child] = []

    var count: Int { children.count }

    /// The number of entries in all children.
    var total: Int { total(before: bounds.count) }

    /// Returns the child that an entry belongs to, or 0 if the level has no children.
    @inline(__always)
    func index(for entry: Entry) -> Int {
        let bounds = bounds.span
        return bounds.position(of: entry, from: 1, to: bounds.count) &- 1
    }

    /// Returns the child that an entry belongs to, starting at a child, which is fast if it is not much further.
    @inline(__always)
    func index(for entry: Entry, from index: Int) -> Int { bounds.span.near(entry, from: index &+ 1) &- 1 }

    /// Returns the number of entries in a child.
    @inline(__always)
    func size(of index: Int) -> Int { Int(truncatingIfNeeded: bounds[index].count) }

    /// Returns the number of entries in the children before `index`.
    @inline(__always)
    func total(before index: Int) -> Int {
        // Taking the part first leaves no bounds to check in the loop.
        let bounds = bounds.span.extracting(0..<index)
        var total: UInt32 = 0
        for child in bounds.indices {
            total &+= bounds[child].count
        }
        return Int(truncatingIfNeeded: total)
    }

    /// Returns the child with the entry at a rank, and makes the rank relative to the child.
    @inline(__always)
    func index(at rank: inout Int) -> Int {
        let bounds = bounds.span
        var index = 0
        while index < bounds.count &- 1 {
            let count = Int(truncatingIfNeeded: bounds[index].count)
            if rank < count { break }
            rank &-= count
            index &+= 1
        }
        return index
    }

    /// Returns the lower bound of the child after `index`, if there is one.
    func limit(of index: Int) -> Entry? {
        index + 1 < bounds.count ? bounds[index + 1].lower : nil
    }

    mutating func insert(_ child: Child, _ bound: Bound, at index: Int) {
        bounds.insert(bound, at: index)
        children.insert(child, at: index)
    }

    mutating func append(_ child: Child, _ bound: Bound) {
        bounds.append(bound)
        children.append(child)
    }

    mutating func remove(at index: Int) {
        bounds.remove(at: index)
        children.remove(at: index)
    }

    /// Moves the children from an index on to a new level, and returns it.
    mutating func split(at index: Int) -> Level {
        var right = Level()
        right.bounds = Array(bounds[index...])
        right.children = Array(children[index...])
        bounds.removeSubrange(index...)
        children.removeSubrange(index...)
        return right
    }

    /// Appends the children of the level after this one, given its lower bound.
    mutating func join(_ right: Level, lower: Entry) {
        let start = count
        bounds.append(contentsOf: right.bounds)
        children.append(contentsOf: right.children)
        // The first child of a level has no bound of its own; the bound of its level serves as well.
        if start < count { bounds[start].lower = lower }
    }
}

/// The facts about a child that a ``Level`` knows without reading the child.
struct Bound: Sendable {
    /// A lower bound: no entry of the child is below it, and every entry of the children before it is.
    ///
    /// The lower bound of the first child of a level may be out of date and is never read.
    var lower: Entry

    /// The number of entries in the child.
    var count: UInt32

    init(lower: Entry, count: Int) {
        self.lower = lower
        self.count = UInt32(truncatingIfNeeded: count)
    }
}
