/// How many entries a leaf and how many leaves a group may hold.
struct NodeLimits: Sendable {
    let leaf: Int
    let inner: Int

    /// Clamps to sizes for which every split leaves two smaller nodes.
    init(leaf: Int, inner: Int) {
        self.leaf = min(max(leaf, 4), 1 << 16)
        self.inner = min(max(inner, 4), 1 << 16)
    }

    /// A compromise for about a million entries: larger nodes make lookups no faster, but path copies slower.
    static let standard = NodeLimits(leaf: 512, inner: 96)

    /// The number of entries below which a leaf is joined with a neighbour.
    var leafMinimum: Int { leaf / 4 }

    /// The most leaves in a group of a set with a number of groups.
    ///
    /// A path copy copies the list of groups and one group: it is shortest when both grow alike.
    func groupMaximum(groups: Int) -> Int { max(inner, groups) }

    /// The capacity to allocate for a leaf of `count` entries that is about to grow.
    ///
    /// Growing by a quarter keeps the slack of half-full leaves small; copying a leaf is cheap next to the insertions
    /// between two copies.
    func leafCapacity(growingFrom count: Int) -> Int {
        min(leaf, (count + count / 4 + 4) & ~3)
    }
}
