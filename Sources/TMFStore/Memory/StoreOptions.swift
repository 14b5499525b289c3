public import TMFQuery

/// How a store keeps and finds what is in memory.
public struct StoreOptions: Sendable, Hashable {
    /// The indexes.
    public var indexes: StoreIndexes
    /// The number of commits that `changes(after:)` reaches back.
    public var history: Int
    /// The number of bytes that the last commits may take in memory: the text and index of every document before and after a
    /// change, and 256 bytes for each change and each commit.
    ///
    /// A store in memory forgets what goes beyond, but never the last commit. A store in files reads it from there.
    public var historyBytes: Int
    /// How long a cursor is good, counted from the page that it came with.
    public var cursorLifetime: Duration
    /// The number of cursors of one client that are good at once; a further one ends its oldest.
    public var cursorLimit: Int
    /// The number of cursors of all clients that are good at once; a further one ends the oldest of the client that has most.
    public var totalCursorLimit: Int
    /// The number of bytes that commits may replace or delete while a cursor is good, counted as for ``historyBytes``; what goes
    /// beyond ends the cursor.
    ///
    /// All cursors together keep no more old documents than this.
    public var cursorBytes: Int
    /// The most that a query may ask for.
    public var queryLimits: QueryLimits

    /// Creates options.
    ///
    /// - Parameters:
    ///   - indexes: The indexes.
    ///   - history: The number of commits that `changes(after:)` reaches back.
    ///   - historyBytes: The number of bytes that the last commits may take in memory: 64 MiB where nothing else is given.
    ///   - cursorLifetime: How long a cursor is good.
    ///   - cursorLimit: The number of cursors of one client that are good at once.
    ///   - totalCursorLimit: The number of cursors of all clients that are good at once.
    ///   - cursorBytes: The number of bytes that commits may replace while a cursor is good: 64 MiB where nothing else is given.
    ///   - queryLimits: The most that a query may ask for.
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
