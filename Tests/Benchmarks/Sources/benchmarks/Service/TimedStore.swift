import TMFQuery
import TMFStore

/// A store that stops a watch when it is given a commit.
struct TimedStore: ResourceStore {
    /// The store that does the work.
    let base: any ResourceStore
    /// The watch.
    let stopwatch: Stopwatch

    /// Returns a resource.
    func resource(for key: ResourceKey) async throws -> StoredResource? { try await base.resource(for: key) }

    /// Returns a page.
    func resources(in collection: CollectionName, matching query: ResourceQuery) async throws -> StorePage {
        try await base.resources(in: collection, matching: query)
    }

    /// Stops the watch and makes changes.
    func commit(_ transaction: StoreTransaction) async throws -> StoreCommit {
        stopwatch.stop()
        return try await base.commit(transaction)
    }

    /// Returns the commits behind a number.
    func changes(after sequence: UInt64) async throws -> StoreChanges { try await base.changes(after: sequence) }

    /// Returns how far the feed reaches.
    func feedRange() async throws -> ClosedRange<UInt64> { try await base.feedRange() }
}
