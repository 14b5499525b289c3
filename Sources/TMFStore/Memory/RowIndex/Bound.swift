/// What a ``Level`` knows of a child without looking into it.
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
