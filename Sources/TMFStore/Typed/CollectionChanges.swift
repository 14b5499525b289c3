import TMFModels

/// The changes of a collection, delivered as they are made.
struct CollectionChanges<Resource: ResourceModel>: AsyncSequence, Sendable {
    /// The maximum number of commits to read together.
    private static var batchSize: Int { 64 }

    let collection: CollectionName
    let feed: StoreChanges

    func makeAsyncIterator() -> Iterator {
        Iterator(collection: collection, batches: feed.batches(ofAtMost: Self.batchSize).makeAsyncIterator())
    }

    struct Iterator: AsyncIteratorProtocol {
        let collection: CollectionName
        var batches: StoreChanges.Batches.Iterator
        /// The changes that have been read but not returned, with the next one last.
        private var pending: [(change: StoreCommit.Change, commit: StoreCommit)] = []

        fileprivate init(collection: CollectionName, batches: StoreChanges.Batches.Iterator) {
            (self.collection, self.batches) = (collection, batches)
        }

        mutating func next() async throws -> CollectionChange<Resource>? {
            while pending.isEmpty {
                guard let commits = try await batches.next() else { return nil }
                pending = commits.reversed().flatMap { commit in
                    commit.changes.reversed().lazy.filter { [collection] in $0.key.collection == collection }
                        .map { ($0, commit) }
                }
            }
            guard !Task.isCancelled, let (change, commit) = pending.popLast() else { return nil }
            return try CollectionChange(change, in: commit)
        }
    }
}
