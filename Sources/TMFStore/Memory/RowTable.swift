import TMFJSON

/// The resources of a collection by row, in the order of their creation.
///
/// The table is a tree of arrays whose copies share their common parts: a change to a table that a reader holds copies
/// one array on each level.
struct RowTable: Sendable {
    /// The identity of a row, without its document.
    struct Identity: Sendable {
        var id: String
        var revision: UInt64
    }

    /// A group of 64 consecutive rows, in which removed rows take no space.
    struct Leaf: Sendable {
        fileprivate(set) var documents: [JSONDocument] = []
        fileprivate(set) var identities: [Identity] = []
        /// A bit for every row that exists.
        fileprivate var rows: UInt64 = 0

        /// Returns the position of a row in the arrays, or the position at which it belongs.
        fileprivate func place(_ offset: Int) -> Int { (rows & (1 << UInt64(offset) - 1)).nonzeroBitCount }

        /// The existing rows as ascending offsets from the first row of the leaf.
        var offsets: [Int] {
            var (offsets, rest): ([Int], UInt64) = ([], rows)
            offsets.reserveCapacity(documents.count)
            while rest != 0 {
                offsets.append(rest.trailingZeroBitCount)
                rest &= rest - 1
            }
            return offsets
        }
    }

    private static let leafBits: UInt32 = 6
    private static let branchBits: UInt32 = 12

    private var branches: [[Leaf]] = []
    private(set) var count = 0
    /// The row that the next resource gets.
    private(set) var end: UInt32 = 0

    /// A Boolean value that indicates whether no row has been removed, so that a position in the order of creation is a
    /// row.
    var isDense: Bool { count == Int(end) }

    private static func place(_ row: UInt32) -> (branch: Int, leaf: Int, offset: Int) {
        (Int(row >> branchBits), Int(row >> leafBits) & 63, Int(row) & 63)
    }

    /// The resource in a row, which must exist.
    subscript(row: UInt32) -> (document: JSONDocument, identity: Identity) {
        let (branch, leaf, offset) = Self.place(row)
        let place = branches[branch][leaf].place(offset)
        return (branches[branch][leaf].documents[place], branches[branch][leaf].identities[place])
    }

    /// Reads a word of every piece of memory that returning some rows, which must exist, will access.
    ///
    /// Counting a reference waits for its memory, and later instructions cannot start in the meantime; plain reads wait
    /// together.
    ///
    /// - Parameter rows: The rows.
    /// - Returns: `true`. The compiler would remove reads with unused results, so a caller has to use this value.
    @inline(never)
    func isFetched(_ rows: [UInt32]) -> Bool {
        var sum = 0
        for row in rows {
            let (branch, leaf, offset) = Self.place(row)
            let place = branches[branch][leaf].place(offset)
            sum &+= branches[branch][leaf].documents[place].bytes.count
            sum &+= branches[branch][leaf].documents[place].tape.count
            sum &+= Int(truncatingIfNeeded: branches[branch][leaf].identities[place].revision)
        }
        // The sum is never this small.
        return sum != .min
    }

    /// Returns the document in a row, which must exist.
    func document(_ row: UInt32) -> JSONDocument {
        let (branch, leaf, offset) = Self.place(row)
        return branches[branch][leaf].documents[branches[branch][leaf].place(offset)]
    }

    /// Returns whether a row, which must exist, has an identifier.
    func isRow(_ row: UInt32, of id: String) -> Bool {
        let (branch, leaf, offset) = Self.place(row)
        return JSONText.equal(branches[branch][leaf].identities[branches[branch][leaf].place(offset)].id, id)
    }

    /// Adds a resource after all others and returns its row.
    mutating func append(_ document: JSONDocument, _ identity: Identity) -> UInt32 {
        let row = end
        let (branch, leaf, offset) = Self.place(row)
        if branch == branches.count { branches.append([]) }
        if leaf == branches[branch].count { branches[branch].append(Leaf()) }
        branches[branch][leaf].documents.append(document)
        branches[branch][leaf].identities.append(identity)
        branches[branch][leaf].rows |= 1 << UInt64(offset)
        end += 1
        count += 1
        return row
    }

    /// Replaces the resource in a row, which must exist.
    mutating func replace(_ row: UInt32, _ document: JSONDocument, revision: UInt64) {
        let (branch, leaf, offset) = Self.place(row)
        let place = branches[branch][leaf].place(offset)
        branches[branch][leaf].documents[place] = document
        branches[branch][leaf].identities[place].revision = revision
    }

    /// Removes the resource in a row, which must exist.
    mutating func remove(_ row: UInt32) {
        let (branch, leaf, offset) = Self.place(row)
        let place = branches[branch][leaf].place(offset)
        branches[branch][leaf].documents.remove(at: place)
        branches[branch][leaf].identities.remove(at: place)
        branches[branch][leaf].rows &= ~(1 << UInt64(offset))
        count -= 1
        guard branches[branch][leaf].rows == 0 else { return }
        branches[branch][leaf] = Leaf()
        // A full branch gets no more rows, so it does not need space for them.
        let isFull = Int(end) >= (branch + 1) << Int(Self.branchBits)
        if isFull, branches[branch].allSatisfy({ $0.rows == 0 }) { branches[branch] = [] }
    }

    /// Returns the rows at some positions in the order of creation.
    func rows(at places: Range<Int>) -> [UInt32] {
        if isDense { return places.map { UInt32($0) } }
        var rows: [UInt32] = []
        var place = 0
        for (branch, leaves) in branches.enumerated() {
            for (leaf, found) in leaves.enumerated() where found.rows != 0 {
                let next = place + found.documents.count
                if next > places.lowerBound {
                    let first = UInt32(branch) << Self.branchBits | UInt32(leaf) << Self.leafBits
                    for (index, offset) in found.offsets.enumerated() where places.contains(place + index) {
                        rows.append(first + UInt32(offset))
                    }
                }
                place = next
                if place >= places.upperBound { return rows }
            }
        }
        return rows
    }

    /// Calls a function with each leaf that has rows and its first row, in order.
    func forEachLeaf<Failure: Error>(_ body: (borrowing Leaf, UInt32) throws(Failure) -> Void) throws(Failure) {
        for branch in branches.indices { try forEachLeaf(ofBranch: branch, body) }
    }

    /// The number of branches, which hold up to 4,096 rows each.
    var branchCount: Int { branches.count }

    /// Calls a function with each leaf of a branch that has rows and its first row, in order.
    func forEachLeaf<Failure: Error>(
        ofBranch branch: Int, _ body: (borrowing Leaf, UInt32) throws(Failure) -> Void
    ) throws(Failure) {
        for (leaf, rows) in branches[branch].enumerated() where rows.rows != 0 {
            try body(rows, UInt32(branch) << Self.branchBits | UInt32(leaf) << Self.leafBits)
        }
    }
}
