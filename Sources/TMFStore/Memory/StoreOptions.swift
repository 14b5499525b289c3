public import TMFQuery

/// The indexes and the limits of a store that keeps its resources in memory.
public struct StoreOptions: Sendable, Hashable {
    /// The indexes.
    public var indexes: StoreIndexes
    /// The maximum number of commits in memory.
    ///
    /// The feed of changes of a store in memory reaches back to them and no further. A file store reads earlier commits
    /// from its files; ``FileStoreMaintenance/feedAge`` and ``FileStoreMaintenance/feedSize`` determine how far.
    public var history: Int
    /// The maximum number of bytes that the last commits take up in memory.
    ///
    /// It counts the text and the index of every document before and after a change, and 256 bytes for each change and
    /// each commit. The last commit is kept whatever its size, unless ``history`` is 0.
    public var historyBytes: Int
    /// The lifetime of a cursor, counted from the page that it was returned with.
    public var cursorLifetime: Duration
    /// The maximum number of valid cursors of one client; a further cursor ends the client's oldest one.
    public var cursorLimit: Int
    /// The maximum number of valid cursors of all clients; a further cursor ends the oldest one of the client with the
    /// most.
    public var totalCursorLimit: Int
    /// The number of bytes that commits may replace or delete during the lifetime of a cursor, counted as for
    /// ``historyBytes``; more of them end the cursor.
    ///
    /// All cursors together keep no more old documents than this.
    public var cursorBytes: Int
    /// The limits of a query.
    public var queryLimits: QueryLimits

    /// Creates options.
    ///
    /// - Parameters:
    ///   - indexes: The indexes.
    ///   - history: The maximum number of commits in memory; by default, 10,000.
    ///   - historyBytes: The maximum number of bytes that the last commits take up in memory; by default, 64 MiB.
    ///   - cursorLifetime: The lifetime of a cursor.
    ///   - cursorLimit: The maximum number of valid cursors of one client.
    ///   - totalCursorLimit: The maximum number of valid cursors of all clients.
    ///   - cursorBytes: The number of bytes that commits may replace during the lifetime of a cursor; by default, 64
    ///     MiB.
    ///   - queryLimits: The limits of a query.
    public init(
        indexes: StoreIndexes = .default,
        history: Int = 10_000,
        historyBytes: Int = 64 << 20,
        cursorLifetime: Duration = .seconds(300),
        cursorLimit: Int = 100,
        totalCursorLimit: Int = 1_000,
        cursorBytes: Int = 64 << 20,
        queryLimits: QueryLimits = .default
    ) {
        self.indexes = indexes
        self.history = history
        self.historyBytes = historyBytes
        self.cursorLifetime = cursorLifetime
        self.cursorLimit = cursorLimit
        self.totalCursorLimit = totalCursorLimit
        self.cursorBytes = cursorBytes
        self.queryLimits = queryLimits
    }
}
