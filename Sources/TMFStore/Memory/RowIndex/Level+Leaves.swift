extension Level<Leaf> {
    /// Inserts an entry at its place, which may add a leaf to the group.
    mutating func insert(_ entry: Entry, at place: Place, limits: NodeLimits) {
        let right = children[place.leaf].insert(entry, at: place.position, limits: limits)
        bounds[place.leaf].count += 1
        guard let right else { return }
        let bound = Bound(lower: right.entry(at: 0), count: right.count)
        bounds[place.leaf].count -= bound.count
        insert(right, bound, at: place.leaf + 1)
    }

    /// Removes the entry at a place, and the leaf with it if it was the last entry.
    mutating func remove(at place: Place, limits: NodeLimits) {
        bounds[place.leaf].count -= 1
        children[place.leaf].remove(at: place.position, limits: limits)
        let size = children[place.leaf].count
        if size == 0 {
            remove(at: place.leaf)
        } else if size < limits.leafMinimum, count > 1 {
            refill(at: place.leaf, limits: limits)
        }
    }

    /// Joins a small leaf with its smaller neighbor, or balances the two.
    private mutating func refill(at index: Int, limits: NodeLimits) {
        let isLeft = index + 1 == count || (index > 0 && bounds[index - 1].count <= bounds[index + 1].count)
        let left = isLeft ? index - 1 : index
        let rest = children[left].join(children[left + 1], limits: limits)
        bounds[left] = Bound(lower: bounds[left].lower, count: children[left].count)
        guard let rest else { return remove(at: left + 1) }
        children[left + 1] = rest
        bounds[left + 1] = Bound(lower: rest.entry(at: 0), count: rest.count)
    }
}
