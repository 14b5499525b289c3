import TMFJSON

/// A builder of large collections, which is several times faster than adding the resources one by one.
struct CollectionBuilder {
    private struct Entries {
        var keys: [UInt64] = []
        var rows: [UInt32] = []

        mutating func append(_ key: UInt64, _ row: UInt32) {
            keys.append(key)
            rows.append(row)
        }

        var index: RowIndex {
            var (keys, rows) = (keys, rows)
            RowIndex.sort(&keys, &rows)
            return RowIndex(sorted: keys, rows)
        }
    }

    private let planner: IndexPlanner<HashedKeys>
    private var rows = RowTable()
    private var identifiers = Entries()
    private var sets: [Entries]

    init(_ planner: IndexPlanner<HashedKeys>, capacity: Int = 0) {
        self.planner = planner
        sets = Array(repeating: Entries(), count: planner.setCount)
        identifiers.keys.reserveCapacity(capacity)
        identifiers.rows.reserveCapacity(capacity)
    }

    /// Adds a resource, whose identifier must be new.
    mutating func append(_ document: JSONDocument, _ identity: RowTable.Identity) {
        let row = rows.append(document, identity)
        identifiers.append(HashedKeys.key(ofText: identity.id), row)
        for term in planner.terms(of: document) { sets[term.set].append(term.key, row) }
    }

    /// Returns the collection of all added resources.
    func collection(leastRenumbering: Int = 1 << 20) -> InMemoryCollection {
        InMemoryCollection(
            planner, rows: rows, identifiers: identifiers.index, sets: sets.map(\.index),
            leastRenumbering: leastRenumbering)
    }
}
