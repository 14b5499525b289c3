public import TMFQuery

/// A store that keeps its resources in memory and every commit in files, so that nothing is lost when the process ends.
///
/// It belongs to one directory, which it locks. Reading is as fast as with ``InMemoryStore``, since all resources are in memory
/// with the same indexes; a commit returns when its record is as durable as ``Durability`` asks. Commits that are made at the
/// same time share one synchronization of the disk.
///
/// ```swift
/// let store = try FileStore(at: "/var/lib/interactions")
/// let service = APIService(store: store)
/// ```
///
/// When a commit fails, because the disk is full for example, nothing has changed, and the store works on as soon as it can.
public final class FileStore: PlanningStore {
    /// The report on the files from when the store was opened.
    public let recovery: RecoveryReport

    private let memory: StoreMemory
    private let committer: Committer

    /// Opens the store in a directory, or makes one there.
    ///
    /// All resources are read, which blocks the thread: about a second for every 130,000.
    /// ``open(at:durability:options:maintenance:clock:)`` does the same without blocking an actor.
    ///
    /// - Parameters:
    ///   - directory: The path of the directory; it is made if there is none.
    ///   - durability: When a commit is on the disk.
    ///   - options: How resources are kept and found in memory.
    ///   - maintenance: How the files are kept small.
    ///   - clock: The clock that cursors expire by.
    /// - Throws: ``StoreError`` with the code ``StoreError/Code/locked`` if another object or process uses the directory,
    ///   ``StoreError/Code/corrupted`` with a ``StoreDamage`` if a file is damaged, ``StoreError/Code/full`` if there is no
    ///   room, and ``StoreError/Code/unavailable`` if a file cannot be read or written or has an unknown format.
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

    /// Opens the store in a directory, or makes one there, without blocking the caller's executor.
    ///
    /// ```swift
    /// let store = try await FileStore.open(at: "/var/lib/interactions")
    /// ```
    ///
    /// - Parameters:
    ///   - directory: The path of the directory; it is made if it does not exist.
    ///   - durability: When a commit is on the disk.
    ///   - options: How resources are kept and found in memory.
    ///   - maintenance: How the files are kept small.
    ///   - clock: The clock by which cursors expire.
    /// - Returns: The store.
    /// - Throws: ``StoreError`` as ``init(at:durability:options:maintenance:clock:)`` does.
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
        clock: some Clock<Duration>, fileSystem: any FileSystem
    ) throws(StoreError) {
        do {
            try fileSystem.createDirectory(directory)
            let locked = try LockedDirectory(directory, fileSystem)
            var recovery = StoreRecovery(fileSystem, directory)
            try recovery.run()
            self.recovery = recovery.report
            memory = StoreMemory(recovery.contents(options.indexes), options: options, clock: clock)
            let files = try StoreFileWriter(
                locked, recovery, maintenance: maintenance, history: options.history,
                synchronizes: durability == .everyCommit)
            committer = Committer(memory, in: locked, writer: files, durability: durability)
        } catch {
            throw StoreError(fileError: error)
        }
    }

    deinit { committer.stop() }

    /// Returns a resource, or `nil` if there is none.
    ///
    /// - Parameter key: The key of the resource.
    /// - Returns: The resource, or `nil` if there is none.
    /// - Throws: ``StoreError`` with the code ``StoreError/Code/unavailable`` if the store was closed.
    public func resource(for key: ResourceKey) async throws -> StoredResource? {
        try committer.checkIsOpen()
        return memory.resource(for: key)
    }

    /// Returns several resources as they are at one moment.
    ///
    /// - Parameter keys: The keys, in any order; one that is repeated counts once.
    /// - Returns: The resources that are there, by their keys.
    /// - Throws: ``StoreError`` with the code ``StoreError/Code/unavailable`` if the store was closed.
    public func resources(for keys: [ResourceKey]) async throws -> [ResourceKey: StoredResource] {
        try committer.checkIsOpen()
        return memory.resources(for: keys)
    }

    /// Returns the resources of a collection that match a query, one page of them.
    ///
    /// - Parameters:
    ///   - collection: The collection.
    ///   - query: The query.
    /// - Returns: The page and the number of all matches.
    /// - Throws: ``StoreError`` with the code ``StoreError/Code/unavailable`` if the store was closed, `QueryError` with the
    ///   code `limitExceeded` if the query takes too much work, `CancellationError` if the task was cancelled during a long
    ///   search.
    public func resources(
        in collection: CollectionName, matching query: ResourceQuery
    ) async throws -> StorePage {
        try committer.checkIsOpen()
        return try await memory.page(of: collection, matching: query)
    }

    /// Returns a page of a collection as it was when its first page was asked for.
    ///
    /// - Parameters:
    ///   - collection: The collection.
    ///   - query: The query.
    ///   - cursor: The cursor of an earlier page, or `nil` for the present resources.
    ///   - client: The client, or `nil` if it is unknown. Cursors are counted for each client.
    /// - Returns: The page, the number of all matches, and a cursor.
    /// - Throws: ``StoreError`` with ``StoreError/Code/cursorExpired`` if the cursor is not known or too old, as after the
    ///   store was opened again; otherwise as for a page without a cursor.
    public func resources(
        in collection: CollectionName, matching query: ResourceQuery, cursor: StoreCursor?, for client: String?
    ) async throws -> StorePage {
        try committer.checkIsOpen()
        return try await memory.page(of: collection, matching: query, cursor: cursor, for: client)
    }

    /// Makes changes, all of them or none, and returns when they are as durable as was asked for.
    ///
    /// A commit is made even if the task that waits for it is cancelled.
    ///
    /// - Parameter transaction: The changes, each of which sees what those before it did, and a note.
    /// - Returns: The commit with its number.
    /// - Throws: ``StoreError`` with the key of the first change that cannot be made: ``StoreError/Code/duplicateID``,
    ///   ``StoreError/Code/notFound`` or ``StoreError/Code/revisionMismatch``; with ``StoreError/Code/invalidNote``; with
    ///   ``StoreError/Code/full``,
    ///   ``StoreError/Code/unavailable`` or ``StoreError/Code/locked`` and a ``FileSystemError`` if it cannot be written.
    @discardableResult
    public func commit(_ transaction: StoreTransaction) async throws -> StoreCommit {
        try await committer.commit(transaction)
    }

    /// Returns the commits after a sequence number and keeps delivering new ones.
    ///
    /// The feed reaches back over the last time that the store was opened. What is no longer in memory is read from the
    /// files; if they are damaged there, the reader is told so by ``StoreError/Code/corrupted``.
    ///
    /// - Parameter sequence: The number of the last commit that is known; 0 for all.
    /// - Returns: A sequence that ends only when the task that reads it is cancelled.
    /// - Throws: ``StoreError`` with ``StoreError/Code/changesExpired`` if the store has forgotten the next commit.
    public func changes(after sequence: UInt64) async throws -> StoreChanges {
        try committer.checkIsOpen()
        return try memory.changes(after: sequence, older: committer.feed())
    }

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

    // MARK: - Files

    /// Makes all commits so far durable, whatever the durability that was asked for.
    ///
    /// - Throws: ``StoreError`` if that fails.
    public func synchronize() async throws { try await committer.perform { try $0.synchronize() } }

    /// Writes a snapshot and removes the files that are no longer needed, as the store regularly does on its own.
    ///
    /// Commits go on meanwhile.
    ///
    /// - Throws: ``StoreError`` if a file cannot be written; the store is then as it was.
    public func compact() async throws { try await committer.perform { try $0.writeSnapshot() } }

    /// Writes a copy of the store as it is now into another directory, while commits go on here.
    ///
    /// The copy is a store of its own, whose feed of changes begins with the next commit.
    ///
    /// - Parameter directory: The path of a directory that is empty or not there yet.
    /// - Throws: ``StoreError`` with ``StoreError/Code/full`` or ``StoreError/Code/unavailable`` if it cannot be written.
    public func backUp(to directory: String) async throws {
        try await committer.perform { try $0.backUp(to: directory) }
    }

    /// Makes all commits durable and closes the store.
    ///
    /// A store that is not closed loses nothing that its durability promises.
    ///
    /// - Throws: ``StoreError`` if the last commits cannot be made durable; the store is closed nevertheless.
    public func close() async throws { try await committer.close() }
}
