public import TMFQuery

/// A store that keeps its resources in memory and writes every commit to files, so that they survive the end of the
/// process.
///
/// The store owns one directory, which it locks. Reading is as fast as with ``InMemoryStore``, because all resources
/// are in memory with the same indexes. A commit returns when its record is as durable as ``Durability`` requires.
/// Concurrent commits share one synchronization of the disk.
///
/// ```swift
/// let store = try FileStore(at: "/var/lib/interactions")
/// let service = APIService(store: store)
/// ```
///
/// If a commit fails, for example because the disk is full, nothing changes, and the store continues to work as soon as
/// it can.
public final class FileStore: PlanningStore {
    /// The report on the files as they were when the store was opened.
    public let recovery: RecoveryReport

    private let memory: StoreMemory
    private let committer: Committer

    /// Opens the store in a directory, or creates one there.
    ///
    /// This initializer reads all resources and blocks the thread for about a second for every 130,000 of them.
    /// ``open(at:durability:options:maintenance:clock:)`` does the same without blocking an actor.
    ///
    /// - Parameters:
    ///   - directory: The path of the directory, which is created if it does not exist.
    ///   - durability: The point at which a commit is written to disk.
    ///   - options: The indexes and the limits of the store in memory.
    ///   - maintenance: The limits for the sizes and the age of the files.
    ///   - clock: The clock that determines when cursors expire, and how the feed of changes ages.
    /// - Throws: ``StoreError`` with ``StoreError/Code/locked`` if another object or process uses the directory, with
    ///   ``StoreError/Code/corrupted`` and a ``StoreDamage`` if a file is damaged, with ``StoreError/Code/full`` if
    ///   there is no room, or with ``StoreError/Code/unavailable`` if a file cannot be read or written or has an
    ///   unknown format.
    public convenience init(
        at directory: String,
        durability: Durability = .everyCommit,
        options: StoreOptions = StoreOptions(),
        maintenance: FileStoreMaintenance = FileStoreMaintenance(),
        clock: some Clock<Duration> = ContinuousClock()
    ) throws(StoreError) {
        try self.init(
            at: directory, durability: durability, options: options, maintenance: maintenance, clock: clock,
            fileSystem: POSIXFileSystem())
    }

    /// Opens the store in a directory, or creates one there, without blocking the caller's executor.
    ///
    /// ```swift
    /// let store = try await FileStore.open(at: "/var/lib/interactions")
    /// ```
    ///
    /// - Parameters:
    ///   - directory: The path of the directory, which is created if it does not exist.
    ///   - durability: The point at which a commit is written to disk.
    ///   - options: The indexes and the limits of the store in memory.
    ///   - maintenance: The limits for the sizes and the age of the files.
    ///   - clock: The clock that determines when cursors expire, and how the feed of changes ages.
    /// - Returns: The store.
    /// - Throws: ``StoreError`` as for ``init(at:durability:options:maintenance:clock:)``.
    @concurrent
    public static func open(
        at directory: String,
        durability: Durability = .everyCommit,
        options: StoreOptions = StoreOptions(),
        maintenance: FileStoreMaintenance = FileStoreMaintenance(),
        clock: some Clock<Duration> = ContinuousClock()
    ) async throws(StoreError) -> FileStore {
        try FileStore(
            at: directory, durability: durability, options: options, maintenance: maintenance, clock: clock)
    }

    package init(
        at directory: String, durability: Durability, options: StoreOptions, maintenance: FileStoreMaintenance,
        clock: some Clock<Duration>, wallTime: UInt64 = WallClock.seconds, fileSystem: any FileSystem
    ) throws(StoreError) {
        do {
            try fileSystem.createDirectory(directory)
            let locked = try LockedDirectory(directory, fileSystem)
            var recovery = StoreRecovery(fileSystem, directory)
            try recovery.run()
            self.recovery = recovery.report
            memory = StoreMemory(recovery.contents(options.indexes), options: options, clock: clock)
            let start = clock.now
            let files = try StoreFileWriter(
                locked, recovery, maintenance: maintenance,
                time: {
                    // A file cannot contain a greater time.
                    min(wallTime, 1 << 40) + start.duration(to: clock.now).clampedSeconds
                },
                synchronizes: durability == .everyCommit)
            committer = Committer(memory, in: locked, writer: files, durability: durability)
        } catch {
            throw StoreError(fileError: error)
        }
    }

    deinit { committer.stop() }

    /// Returns a resource, or `nil` if it does not exist.
    ///
    /// - Parameter key: The key of the resource.
    /// - Returns: The resource, or `nil` if it does not exist.
    /// - Throws: ``StoreError`` with ``StoreError/Code/unavailable`` if the store has been closed.
    public func resource(for key: ResourceKey) async throws -> StoredResource? {
        try committer.checkIsOpen()
        return memory.resource(for: key)
    }

    /// Returns several resources as of the same moment.
    ///
    /// - Parameter keys: The keys, in any order. Repeated keys count once.
    /// - Returns: The resources that exist, keyed by their keys.
    /// - Throws: ``StoreError`` with ``StoreError/Code/unavailable`` if the store has been closed.
    public func resources(for keys: [ResourceKey]) async throws -> [ResourceKey: StoredResource] {
        try committer.checkIsOpen()
        return memory.resources(for: keys)
    }

    /// Returns one page of the resources of a collection that match a query.
    ///
    /// - Parameters:
    ///   - collection: The collection.
    ///   - query: The query.
    /// - Returns: The page, with the total number of matches.
    /// - Throws: ``StoreError`` with ``StoreError/Code/unavailable`` if the store has been closed, `QueryError` with
    ///   the code `limitExceeded` if the query takes too much work, or `CancellationError` if the task was cancelled
    ///   during a long search.
    public func resources(
        in collection: CollectionName, matching query: ResourceQuery
    ) async throws -> StorePage {
        try committer.checkIsOpen()
        return try await memory.page(of: collection, matching: query)
    }

    /// Returns a page of a collection as it was when the first page was requested.
    ///
    /// - Parameters:
    ///   - collection: The collection.
    ///   - query: The query.
    ///   - cursor: The cursor of an earlier page, or `nil` for the current resources.
    ///   - client: The client, or `nil` if it is unknown. The limit of cursors applies to each client separately.
    /// - Returns: The page, with the total number of matches and a cursor.
    /// - Throws: ``StoreError`` with ``StoreError/Code/cursorExpired`` if the cursor is unknown or too old, or if the
    ///   store has been reopened since; otherwise as for a page without a cursor.
    public func resources(
        in collection: CollectionName, matching query: ResourceQuery, cursor: StoreCursor?, for client: String?
    ) async throws -> StorePage {
        try committer.checkIsOpen()
        return try await memory.page(of: collection, matching: query, cursor: cursor, for: client)
    }

    /// Makes changes, either all or none, and returns when they are as durable as required.
    ///
    /// A commit is made even if the task that waits for it is cancelled.
    ///
    /// - Parameter transaction: The changes, each of which sees the effects of those before it, and the note.
    /// - Returns: The commit with its number.
    /// - Throws: ``StoreError`` with the key of the first change that cannot be made and
    ///   ``StoreError/Code/duplicateID``, ``StoreError/Code/notFound`` or ``StoreError/Code/revisionMismatch``; with
    ///   ``StoreError/Code/invalidNote``; or with ``StoreError/Code/full``, ``StoreError/Code/unavailable`` or
    ///   ``StoreError/Code/locked`` and a ``FileSystemError`` if the commit cannot be written.
    @discardableResult
    public func commit(_ transaction: StoreTransaction) async throws -> StoreCommit {
        try await committer.commit(transaction)
    }

    /// Returns the commits after a sequence number and keeps delivering new ones.
    ///
    /// The feed includes commits from before the store was last opened. Commits that are no longer in memory are read
    /// from the files. If a file is damaged there, the feed throws ``StoreError/Code/corrupted``.
    ///
    /// - Parameter sequence: The number of the last known commit, or 0 for all commits.
    /// - Returns: A sequence that ends only when the task that reads it is cancelled.
    /// - Throws: ``StoreError`` with ``StoreError/Code/changesExpired`` if the store no longer keeps the next commit.
    public func changes(after sequence: UInt64) async throws -> StoreChanges {
        try committer.checkIsOpen()
        return try memory.changes(after: sequence, older: committer.feed())
    }

    /// Returns how far the feed of changes reaches, in memory and in the files.
    ///
    /// - Returns: The range of sequence numbers from the one before the oldest commit that the store keeps to that of
    ///   the last commit.
    /// - Throws: ``StoreError`` with ``StoreError/Code/unavailable`` if the store has been closed.
    public func feedRange() async throws -> ClosedRange<UInt64> {
        try committer.checkIsOpen()
        return try memory.feedRange(from: committer.feedStart)
    }

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

    // MARK: - Files

    /// The number of the last commit that survives a crash of the machine.
    ///
    /// With ``Durability/everyCommit``, it is never less than that of a commit that a reader can see. With the other
    /// levels, later commits may be lost, and their numbers used again.
    public var durableSequence: UInt64 { committer.durableSequence }

    /// Makes all previous commits durable, regardless of the durability of the store.
    ///
    /// - Throws: ``StoreError`` if the commits cannot be made durable.
    public func synchronize() async throws { try await committer.perform { try $0.synchronize() } }

    /// Writes a snapshot and removes the files that are no longer needed, as the store does regularly on its own.
    ///
    /// Commits continue in the meantime.
    ///
    /// - Throws: ``StoreError`` if a file cannot be written, in which case the store is unchanged.
    public func compact() async throws { try await committer.perform { try $0.writeSnapshot() } }

    /// Writes a copy of the current store to another directory, while commits to this store continue.
    ///
    /// The copy is an independent store, whose feed of changes starts with its next commit.
    ///
    /// - Parameter directory: The path of a directory that is empty or does not exist yet.
    /// - Throws: ``StoreError`` with ``StoreError/Code/full`` or ``StoreError/Code/unavailable`` if the copy cannot be
    ///   written.
    public func backUp(to directory: String) async throws {
        try await committer.perform { try $0.backUp(to: directory) }
    }

    /// Makes all commits durable and closes the store.
    ///
    /// A store that is not closed still keeps everything that its durability promises.
    ///
    /// - Throws: ``StoreError`` if the last commits cannot be made durable; the store is closed nevertheless.
    public func close() async throws { try await committer.close() }
}
