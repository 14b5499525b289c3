/// The children of the set or of a group, with a bound for each of them.
struct Level<Child: Sendable>: Sendable {
    var bounds: [Bound] = []
    var children: [Child] = []

    var count: Int { children.count }

    /// The number of entries below all children.
    var total: Int { total(before: bounds.count) }

    /// The child below which an entry belongs; 0 if the level has no children.
    @inline(__always)
    func index(for entry: Entry) -> Int {
        let bounds = bounds.span
        return bounds.position(of: entry, from: 1, to: bounds.count) &- 1
    }

    /// The same for an entry that belongs below a child or a later one, fast if it is not much later.
    @inline(__always)
    func index(for entry: Entry, from index: Int) -> Int { bounds.span.near(entry, from: index &+ 1) &- 1 }

    /// The number of entries below a child.
    @inline(__always)
    func size(of index: Int) -> Int { Int(truncatingIfNeeded: bounds[index].count) }

    /// The number of entries below the children in front of `index`.
    @inline(__always)
    func total(before index: Int) -> Int {
        // Taking the part first leaves nothing to check in the loop.
        let bounds = bounds.span.extracting(0..<index)
        var total: UInt32 = 0
        for child in bounds.indices {
            total &+= bounds[child].count
        }
        return Int(truncatingIfNeeded: total)
    }

    /// The child that has the entry at a rank, which becomes the rank within the child.
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

    /// The lower bound of the child after `index`, if there is one.
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

    /// Moves the children from an index on to a level of their own.
    mutating func split(at index: Int) -> Level {
        var right = Level()
        right.bounds = Array(bounds[index...])
        right.children = Array(children[index...])
        bounds.removeSubrange(index...)
        children.removeSubrange(index...)
        return right
    }

    /// Adds the children of the level after this one, whose lower bound is given.
    mutating func join(_ right: Level, lower: Entry) {
        let start = count
        bounds.append(contentsOf: right.bounds)
        children.append(contentsOf: right.children)
        // The first child of a level has no bound of its own; that of its level is as good.
        if start < count { bounds[start].lower = lower }
    }
}

/// The facts about a child that a ``Level`` knows without reading it.
struct Bound: Sendable {
    /// No entry of the child is below this one, and every entry of the children before it is.
    ///
    /// That of the first child of a level may be out of date and is never read.
    var lower: Entry

    /// The number of entries below the child.
    var count: UInt32

    init(lower: Entry, count: Int) {
        self.lower = lower
        self.count = UInt32(truncatingIfNeeded: count)
    }
}
