import Synchronization
public import TMFQuery

/// A store that keeps everything in memory and nothing beyond the life of the process.
///
/// It is safe to use from any number of tasks. Readers filter a snapshot outside the lock; a list is in the order of
/// creation.
public final class InMemoryStore: ResourceStore {
    /// The number of commits that ``changes(after:)`` reaches back, unless another is asked for.
    public static let defaultHistory = 10_000

    private let state: Mutex<InMemoryState>

    /// Creates an empty store.
    ///
    /// - Parameter history: The number of commits that ``changes(after:)`` reaches back.
    public init(history: Int = InMemoryStore.defaultHistory) {
        state = Mutex(InMemoryState(history: max(history, 0)))
    }

    /// Returns a resource, or `nil` if there is none.
    ///
    /// - Parameter key: What tells it from all others.
    /// - Returns: The resource, or `nil` if there is none.
    public func resource(for key: ResourceKey) async -> StoredResource? {
        state.withLock { $0.collections[key.collection]?[key.id] }
    }

    /// Returns the resources of a collection that match a query, one page of them.
    ///
    /// Without a sort key they come in the order of their creation.
    ///
    /// - Parameters:
    ///   - collection: The collection.
    ///   - query: The query.
    /// - Returns: The page and the number of all matches.
    /// - Throws: `QueryError` with the code `limitExceeded` if a JSON path visits too many nodes of a resource.
    public func resources(
        in collection: CollectionName, matching query: ResourceQuery
    ) async throws -> StorePage {
        guard let snapshot = state.withLock({ $0.collections[collection] }) else {
            return StorePage(resources: [], total: 0)
        }
        if query.filter.isEmpty, query.sort.isEmpty, snapshot.isDense {
            let range = query.page.range(of: snapshot.count)
            return StorePage(resources: snapshot.resources(in: range), total: snapshot.count)
        }
        let resources = snapshot.resources
        let (page, total) = try CompiledQuery(query).positions(in: resources.map(\.document))
        return StorePage(resources: page.map { resources[$0] }, total: total)
    }

    /// Makes changes, all of them or none.
    ///
    /// - Parameter changes: The changes; each sees what those before it did.
    /// - Returns: The commit with its number.
    /// - Throws: ``StoreError`` with the key of the first change that cannot be made: ``StoreError/Code/duplicateID``,
    ///   ``StoreError/Code/notFound`` or ``StoreError/Code/revisionMismatch``.
    @discardableResult
    public func commit(_ changes: [StoreChange]) async throws -> StoreCommit {
        try state.withLock { try $0.commit(changes) }
    }

    /// Returns the commits behind a number, those to come included.
    ///
    /// - Parameter sequence: The number of the last commit that is known; 0 for all.
    /// - Returns: A sequence that ends only when the task that reads it is cancelled.
    /// - Throws: ``StoreError`` with ``StoreError/Code/changesExpired`` if the store has forgotten the next commit.
    public func changes(after sequence: UInt64) async throws -> StoreChanges {
        let (stream, continuation) = AsyncStream.makeStream(of: StoreCommit.self)
        let listener = try state.withLock { try $0.addListener(continuation, after: sequence) }
        continuation.onTermination = { [weak self] _ in self?.removeListener(listener) }
        return StoreChanges(stream)
    }

    private func removeListener(_ listener: Int) {
        state.withLock { _ = $0.listeners.removeValue(forKey: listener) }
    }
}
