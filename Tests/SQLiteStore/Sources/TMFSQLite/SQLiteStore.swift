public import TMForum

/// A store in a SQLite database, for resources that need not fit into memory.
///
/// Each object has one connection, and runs one call after the other on a separate thread. Several objects and
/// processes may use a database at the same time; the feeds of an object deliver the commits of others when the object
/// itself commits.
public actor SQLiteStore: ResourceStore {
    let database: SQLiteDatabase
    let layout: IndexLayout
    /// The list of indexes that the terms in the database belong to, in its stored form.
    let indexed: [UInt8]
    let limits: QueryLimits
    /// The number of commits that feeds reach back.
    let history: Int64
    /// The readers of feeds that wait for a commit.
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    var nextReader = 0
    private let executor = DatabaseExecutor()

    /// The executor that runs the work of the store.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    /// Opens the store in a file, or creates it there.
    ///
    /// - Parameters:
    ///   - path: The path of the file.
    ///   - indexes: The indexes of all collections. If they have changed, all resources are read.
    ///   - history: The number of commits that feeds reach back.
    ///   - limits: The limits of a query.
    ///   - isDurable: Whether a commit is durable when it returns.
    /// - Throws: `StoreError` if the database cannot be used.
    public init(
        at path: String, indexes: [StoreIndex] = StoreIndexes.default.shared, history: Int = 10_000,
        limits: QueryLimits = .default, isDurable: Bool = true
    ) throws {
        database = try SQLiteDatabase(path)
        try database.execute(SQLiteSchema.settings(isDurable: isDurable))
        try database.execute(SQLiteSchema.tables)
        layout = IndexLayout(indexes)
        indexed = try database.index(indexes, layout)
        self.history = Int64(max(history, 0))
        self.limits = limits
    }
}

extension SQLiteStore {
    /// The number of the last commit.
    ///
    /// If another store has opened the database with other indexes in the meantime, the terms no longer match the
    /// indexes of this store, and the store must not be used any longer.
    func sequence() throws -> Int64 {
        let sequence = try database.first("SELECT sequence FROM store WHERE indexes = ?", .bytes(indexed)) {
            $0.integer(0)
        }
        guard let sequence else { throw StoreError(.unavailable) }
        return sequence
    }
}

extension SQLiteDatabase {

    /// Returns the number of a collection, or `nil` if nothing was ever added to it.
    func number(of collection: CollectionName) throws -> Int64? {
        try first("SELECT number FROM collection WHERE name = ?", .text(collection.rawValue)) { $0.integer(0) }
    }

    /// Creates the terms of all resources again if they belong to other indexes, and returns the stored form of the
    /// indexes.
    fileprivate func index(_ indexes: [StoreIndex], _ layout: IndexLayout) throws -> [UInt8] {
        let list = indexes.map { JSONValue.array([.string("\($0.kind)")] + $0.path.names.map { .string($0) }) }
        let text = JSONValue.array(list).serialized()
        try transaction("BEGIN IMMEDIATE") {
            let isIndexed = try first("SELECT indexes FROM store") { $0.bytes(0) == text } ?? false
            guard !isIndexed else { return }
            try run("DELETE FROM term")
            try forEachRow("SELECT collection, number, document FROM resource", []) { row in
                guard let document = try row.document(2) else { return }
                try add(layout.terms(of: document), row.integer(0), row.integer(1))
            }
            try run("UPDATE store SET indexes = ?", .bytes(text))
        }
        return text
    }

    /// Adds terms of a resource.
    func add(_ terms: some Sequence<IndexLayout.Term>, _ collection: Int64, _ number: Int64) throws {
        for term in terms {
            try run(
                "INSERT INTO term VALUES (?, ?, ?, ?)", .integer(collection), .integer(Int64(term.set)),
                .bytes(term.key.bytes), .integer(number))
        }
    }

    /// Removes terms of a resource.
    func remove(_ terms: some Sequence<IndexLayout.Term>, _ collection: Int64, _ number: Int64) throws {
        for term in terms {
            try run(
                "DELETE FROM term WHERE collection = ? AND part = ? AND key = ? AND number = ?", .integer(collection),
                .integer(Int64(term.set)), .bytes(term.key.bytes), .integer(number))
        }
    }
}
