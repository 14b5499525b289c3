public import TMFModels
public import TMFQuery

/// A store that keeps everything in memory, for the lifetime of the process.
///
/// The store can be used from any number of tasks. Readers work on a snapshot: no query waits for a commit or delays
/// one, however many resources it examines. Lists are in the order of creation. Indexes answer the usual filters and
/// orders without examining all resources; ``plan(for:in:)`` returns how a query is answered.
///
/// Reads run on the caller's executor and never suspend. If the collection is large, do not run a query that no index
/// supports on the main actor.
public final class InMemoryStore: PlanningStore {
    private let memory: StoreMemory

    /// Creates an empty store.
    ///
    /// - Parameters:
    ///   - options: The indexes and the limits of the store.
    ///   - clock: The clock that determines when cursors expire.
    public init(options: StoreOptions = StoreOptions(), clock: some Clock<Duration> = ContinuousClock()) {
        memory = StoreMemory(StoreContents(indexes: options.indexes), options: options, clock: clock)
    }

    /// Creates a store with the given resources, for tests and previews.
    ///
    /// ```swift
    /// let store = try InMemoryStore(containing: [Customer(id: "1", name: "Ada"), PartyInteraction(id: "2", reason: "billing")])
    /// ```
    ///
    /// - Parameter resources: The resources, each for the collection of its type's description. A resource whose `id`
    ///   is `nil` gets a random one.
    /// - Throws: ``StoreError`` with ``StoreError/Code/duplicateID`` if two resources of the same type have the same
    ///   `id`, or `JSONParsingError` if a resource exceeds the depth or the length of a document.
    public convenience init(containing resources: [any ResourceModel]) throws {
        self.init()
        guard !resources.isEmpty else { return }
        _ = try memory.commit(StoreTransaction(resources.map { try $0.creation() }))
    }

    /// Creates a store with the given contents.
    init(_ contents: StoreContents) {
        memory = StoreMemory(contents, options: StoreOptions(indexes: .none), clock: ContinuousClock())
    }

    deinit { memory.close(StoreError(.unavailable)) }

    /// Returns a resource, or `nil` if it does not exist.
    ///
    /// - Parameter key: The key of the resource.
    /// - Returns: The resource, or `nil` if it does not exist.
    public func resource(for key: ResourceKey) async -> StoredResource? { memory.resource(for: key) }

    /// Returns several resources as of the same moment.
    ///
    /// - Parameter keys: The keys, in any order. Repeated keys count once.
    /// - Returns: The resources that exist, keyed by their keys.
    public func resources(for keys: [ResourceKey]) async -> [ResourceKey: StoredResource] {
        memory.resources(for: keys)
    }

    /// Returns one page of the resources of a collection that match a query.
    ///
    /// Without a sort key, the resources are in the order of their creation.
    ///
    /// - Parameters:
    ///   - collection: The collection.
    ///   - query: The query.
    /// - Returns: The page, with the total number of matches.
    /// - Throws: `QueryError` with the code `limitExceeded` if the query takes too much work, or `CancellationError` if
    ///   the task was cancelled during a long search.
    public func resources(
        in collection: CollectionName, matching query: ResourceQuery
    ) async throws -> StorePage {
        try await memory.page(of: collection, matching: query)
    }

    /// Returns a page of a collection as it was when the first page was requested.
    ///
    /// - Parameters:
    ///   - collection: The collection.
    ///   - query: The query.
    ///   - cursor: The cursor of an earlier page, or `nil` for the current resources.
    ///   - client: The client, or `nil` if it is unknown. The limit of cursors applies to each client separately.
    /// - Returns: The page, with the total number of matches and a cursor.
    /// - Throws: ``StoreError`` with ``StoreError/Code/cursorExpired`` if the cursor is unknown or too old; otherwise
    ///   as for a page without a cursor.
    public func resources(
        in collection: CollectionName, matching query: ResourceQuery, cursor: StoreCursor?, for client: String?
    ) async throws -> StorePage {
        try await memory.page(of: collection, matching: query, cursor: cursor, for: client)
    }

    /// Makes changes, either all or none.
    ///
    /// - Parameter transaction: The changes, each of which sees the effects of those before it, and the note.
    /// - Returns: The commit with its number.
    /// - Throws: ``StoreError`` with the key of the first change that cannot be made and
    ///   ``StoreError/Code/duplicateID``, ``StoreError/Code/notFound`` or ``StoreError/Code/revisionMismatch``; or with
    ///   ``StoreError/Code/invalidNote``.
    @discardableResult
    public func commit(_ transaction: StoreTransaction) async throws -> StoreCommit { try memory.commit(transaction) }

    /// Returns the commits after a sequence number and keeps delivering new ones.
    ///
    /// - Parameter sequence: The number of the last known commit, or 0 for all commits.
    /// - Returns: A sequence that ends only when the task that reads it is cancelled, and throws when the store no
    ///   longer exists.
    /// - Throws: ``StoreError`` with ``StoreError/Code/changesExpired`` if the store no longer keeps the next commit.
    public func changes(after sequence: UInt64) async throws -> StoreChanges { try memory.changes(after: sequence) }

    /// Returns how far the feed of changes reaches.
    ///
    /// - Returns: The range of sequence numbers from the one before the oldest commit that the store keeps to that of
    ///   the last commit.
    public func feedRange() async throws -> ClosedRange<UInt64> { try memory.feedRange() }

    /// The names of the collections that hold resources, in the order of their code points.
    public var collections: [CollectionName] { memory.collections }

    /// Returns the plan by which the store currently answers a query.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - collection: The collection.
    /// - Returns: The plan.
    public func plan(for query: ResourceQuery, in collection: CollectionName) -> QueryPlan {
        memory.plan(for: query, in: collection)
    }
}
