public import TMFModels
public import TMFQuery

/// A store that keeps everything in memory and nothing beyond the life of the process.
///
/// It is safe to use from any number of tasks. Readers work on a snapshot: no query waits for a commit or holds one up,
/// however many resources it looks at. A list is in the order of creation. Indexes answer the usual filters and orders without
/// looking at all resources; ``plan(for:in:)`` tells how a query is answered.
///
/// Reads run on the executor of the caller and never suspend. Do not make a query that no index helps with on the main actor if
/// the collection is large.
public final class InMemoryStore: PlanningStore {
    private let memory: StoreMemory

    /// Creates an empty store.
    ///
    /// - Parameters:
    ///   - options: How it keeps and finds resources.
    ///   - clock: The clock that cursors expire by.
    public init(options: StoreOptions = StoreOptions(), clock: some Clock<Duration> = ContinuousClock()) {
        memory = StoreMemory(StoreContents(indexes: options.indexes), options: options, clock: clock)
    }

    /// Creates a store that holds some resources, for tests and previews.
    ///
    /// ```swift
    /// let store = try InMemoryStore(containing: [Customer(id: "1", name: "Ada"), PartyInteraction(id: "2", reason: "billing")])
    /// ```
    ///
    /// - Parameter resources: The resources, each for the collection of its type's description. One whose `id` is `nil` gets a
    ///   random one.
    /// - Throws: ``StoreError`` with ``StoreError/Code/duplicateID`` if two of one type have the same `id`; `JSONParsingError` if
    ///   one is deeper or longer than a document may be.
    public convenience init(containing resources: [any ResourceModel]) throws {
        self.init()
        guard !resources.isEmpty else { return }
        _ = try memory.commit(StoreTransaction(resources.map { try $0.creation() }))
    }

    /// Creates a store that holds some resources.
    init(_ contents: StoreContents) {
        memory = StoreMemory(contents, options: StoreOptions(indexes: .none), clock: ContinuousClock())
    }

    deinit { memory.close(StoreError(.unavailable)) }

    /// Returns a resource, or `nil` if it does not exist.
    ///
    /// - Parameter key: The key of the resource.
    /// - Returns: The resource, or `nil` if it does not exist.
    public func resource(for key: ResourceKey) async -> StoredResource? { memory.resource(for: key) }

    /// Returns several resources as they are at one moment.
    ///
    /// - Parameter keys: The keys, in any order; one that is repeated counts once.
    /// - Returns: The resources that are there, by their keys.
    public func resources(for keys: [ResourceKey]) async -> [ResourceKey: StoredResource] {
        memory.resources(for: keys)
    }

    /// Returns the resources of a collection that match a query, one page of them.
    ///
    /// Without a sort key they come in the order of their creation.
    ///
    /// - Parameters:
    ///   - collection: The collection.
    ///   - query: The query.
    /// - Returns: The page and the number of all matches.
    /// - Throws: `QueryError` with the code `limitExceeded` if the query takes too much work,
    ///   `CancellationError` if the task was cancelled during a long search.
    public func resources(
        in collection: CollectionName, matching query: ResourceQuery
    ) async throws -> StorePage {
        try await memory.page(of: collection, matching: query)
    }

    /// Returns a page of a collection as it was when its first page was asked for.
    ///
    /// - Parameters:
    ///   - collection: The collection.
    ///   - query: The query.
    ///   - cursor: The cursor of an earlier page, or `nil` for the present resources.
    ///   - client: The client, or `nil` if it is unknown. Cursors are counted for each client.
    /// - Returns: The page, the number of all matches, and a cursor.
    /// - Throws: ``StoreError`` with ``StoreError/Code/cursorExpired`` if the cursor is not known or too old, `QueryError` as
    ///   for a page without a cursor.
    public func resources(
        in collection: CollectionName, matching query: ResourceQuery, cursor: StoreCursor?, for client: String?
    ) async throws -> StorePage {
        try await memory.page(of: collection, matching: query, cursor: cursor, for: client)
    }

    /// Makes changes, all of them or none.
    ///
    /// - Parameter transaction: The changes, each of which sees what those before it did, and a note.
    /// - Returns: The commit with its number.
    /// - Throws: ``StoreError`` with the key of the first change that cannot be made: ``StoreError/Code/duplicateID``,
    ///   ``StoreError/Code/notFound`` or ``StoreError/Code/revisionMismatch``; or with ``StoreError/Code/invalidNote``.
    @discardableResult
    public func commit(_ transaction: StoreTransaction) async throws -> StoreCommit { try memory.commit(transaction) }

    /// Returns the commits after a sequence number and keeps delivering new ones.
    ///
    /// - Parameter sequence: The number of the last commit that is known; 0 for all.
    /// - Returns: A sequence that ends only when the task that reads it is cancelled, and throws when the store is gone.
    /// - Throws: ``StoreError`` with ``StoreError/Code/changesExpired`` if the store has forgotten the next commit.
    public func changes(after sequence: UInt64) async throws -> StoreChanges { try memory.changes(after: sequence) }

    /// The names of the collections that hold resources, in the order of their code points.
    public var collections: [CollectionName] { memory.collections }

    /// Returns how a query is answered at present.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - collection: The collection.
    /// - Returns: The plan.
    public func plan(for query: ResourceQuery, in collection: CollectionName) -> QueryPlan {
        memory.plan(for: query, in: collection)
    }
}
