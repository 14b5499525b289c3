/// All resources of a store at one moment; a copy is a snapshot.
struct StoreContents: Sendable {
    private(set) var collections: [CollectionName: InMemoryCollection] = [:]
    /// The number of the last commit.
    private(set) var sequence: UInt64 = 0
    private let indexes: StoreIndexes

    init(_ collections: [CollectionName: InMemoryCollection] = [:], sequence: UInt64 = 0, indexes: StoreIndexes) {
        (self.collections, self.sequence, self.indexes) = (collections, sequence, indexes)
    }

    func resource(_ key: ResourceKey) -> StoredResource? { collections[key.collection]?.resource(key) }

    /// Makes the changes of the next commit, which must have been checked.
    mutating func apply(_ commit: StoreCommit) {
        sequence = commit.sequence
        for change in commit.changes {
            let collection = change.key.collection
            if let document = change.document {
                let resource = StoredResource(key: change.key, revision: commit.sequence, document: document)
                if collections[collection] == nil { collections[collection] = newCollection(collection) }
                collections[collection]?.put(resource)
            } else {
                collections[collection]?.remove(change.key.id)
            }
        }
    }

    /// Returns a collection, which is empty if nothing was ever added to it.
    func collection(_ name: CollectionName) -> InMemoryCollection { collections[name] ?? newCollection(name) }

    private func newCollection(_ name: CollectionName) -> InMemoryCollection {
        InMemoryCollection(IndexPlanner(indexes.indexes(of: name)))
    }
}
