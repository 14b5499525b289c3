import TMFJSON

/// The resources of one collection with their indexes; a copy is an inexpensive snapshot.
struct InMemoryCollection: Sendable {
    /// The number of rows, including removed ones, below which the rows are not renumbered.
    private let leastRenumbering: Int
    let planner: IndexPlanner<HashedKeys>
    private(set) var rows = RowTable()
    /// The rows, by the keys of their identifiers.
    private var identifiers = RowIndex()
    /// The sets that ``planner`` numbers.
    private(set) var sets: [RowIndex]

    init(_ planner: IndexPlanner<HashedKeys>, leastRenumbering: Int = 1 << 20) {
        self.planner = planner
        self.leastRenumbering = leastRenumbering
        sets = Array(repeating: RowIndex(), count: planner.setCount)
    }

    var count: Int { rows.count }

    /// Returns the row of a resource, or `nil` if it does not exist.
    func row(of id: String) -> UInt32? {
        let key = HashedKeys.key(ofText: id)
        var found: UInt32?
        identifiers.forEach(from: identifiers.rank(of: key)) { entry in
            guard entry.key == key else { return false }
            if rows.isRow(entry.row, of: id) { found = entry.row }
            return found == nil
        }
        return found
    }

    /// Returns the resource with a key, or `nil` if it does not exist.
    func resource(_ key: ResourceKey) -> StoredResource? {
        guard let row = row(of: key.id) else { return nil }
        let (document, identity) = rows[row]
        return StoredResource(key: key, revision: identity.revision, document: document)
    }

    /// Adds a resource after all others, or replaces it at its position.
    mutating func put(_ resource: StoredResource) {
        let id = resource.key.id
        if let row = row(of: id) {
            let (old, new) = (planner.terms(of: rows.document(row)), planner.terms(of: resource.document))
            rows.replace(row, resource.document, revision: resource.revision)
            replaceTerms(old, by: new, row)
        } else {
            let most = min(max(leastRenumbering, 64 * rows.count), Int(UInt32.max) - 1)
            if Int(rows.end) >= most { renumber() }
            let row = rows.append(resource.document, RowTable.Identity(id: id, revision: resource.revision))
            identifiers.insert(HashedKeys.key(ofText: id), row)
            for term in planner.terms(of: resource.document) { sets[term.set].insert(term.key, row) }
        }
    }

    /// Updates the sets that a row belongs to; most changes of a document affect only a few of them.
    private mutating func replaceTerms(_ old: [IndexTerm<UInt64>], by new: [IndexTerm<UInt64>], _ row: UInt32) {
        var (oldIndex, newIndex) = (0, 0)
        while oldIndex < old.count || newIndex < new.count {
            if newIndex == new.count || oldIndex < old.count && old[oldIndex] < new[newIndex] {
                sets[old[oldIndex].set].remove(old[oldIndex].key, row)
                oldIndex += 1
            } else if oldIndex == old.count || new[newIndex] < old[oldIndex] {
                sets[new[newIndex].set].insert(new[newIndex].key, row)
                newIndex += 1
            } else {
                (oldIndex, newIndex) = (oldIndex + 1, newIndex + 1)
            }
        }
    }

    /// Removes a resource if it exists.
    mutating func remove(_ id: String) {
        guard let row = row(of: id) else { return }
        for term in planner.terms(of: rows.document(row)) { sets[term.set].remove(term.key, row) }
        identifiers.remove(HashedKeys.key(ofText: id), row)
        rows.remove(row)
    }

    /// Gives the resources new consecutive rows, because rows have 32 bits and each is used only once.
    private mutating func renumber() {
        var builder = CollectionBuilder(planner, capacity: count)
        let rows = rows
        rows.forEachLeaf { leaf, _ in
            for place in leaf.documents.indices { builder.append(leaf.documents[place], leaf.identities[place]) }
        }
        self = builder.collection(leastRenumbering: leastRenumbering)
    }

    init(
        _ planner: IndexPlanner<HashedKeys>, rows: RowTable, identifiers: RowIndex, sets: [RowIndex],
        leastRenumbering: Int
    ) {
        (self.planner, self.rows, self.identifiers, self.sets) = (planner, rows, identifiers, sets)
        self.leastRenumbering = leastRenumbering
    }
}
