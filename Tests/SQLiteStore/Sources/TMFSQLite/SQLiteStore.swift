public import TMForum

/// A store in a SQLite database, for resources that need not fit into memory.
///
/// One object has one connection, and answers one call after the other on a thread of its own. Several objects and processes
/// may use a database at the same time; the feeds of one learn of the commits of others when it makes one of its own.
public actor SQLiteStore: ResourceStore {
    /// The paths whose values are indexed where no others are asked for.
    public static let defaultIndexes: [FieldPath] = [
        "id", "href", "status", "direction", "name", "@type", "relatedParty.id", "engagedParty.id", "channel.id",
        "creationDate", "interactionDate.startDateTime", "statusChangeDate",
    ]

    let database: SQLiteDatabase
    let indexes: [FieldPath]
    let limits: QueryLimits
    /// The number of commits that feeds reach back.
    let history: Int64
    /// The readers of feeds that wait for a commit.
    var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    var nextReader = 0
    private let executor = DatabaseExecutor()

    /// Where the store works.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe executor.asUnownedSerialExecutor() }

    /// Opens the store in a file, or makes one there.
    ///
    /// - Parameters:
    ///   - path: The path of the file.
    ///   - indexes: The paths whose values are indexed. If they are others than before, all resources are read.
    ///   - history: The number of commits that feeds reach back.
    ///   - limits: The most that a query may ask for.
    ///   - isDurable: Whether a commit is on the disk when it returns.
    /// - Throws: `StoreError` if the database cannot be used.
    public init(
        at path: String, indexes: [FieldPath] = SQLiteStore.defaultIndexes, history: Int = 10_000,
        limits: QueryLimits = .default, isDurable: Bool = true
    ) throws {
        database = try SQLiteDatabase(path)
        try database.execute(SQLiteSchema.settings(isDurable: isDurable))
        try database.execute(SQLiteSchema.tables)
        try database.index(indexes)
        self.indexes = indexes
        self.history = Int64(max(history, 0))
        self.limits = limits
    }
}

extension SQLiteDatabase {
    /// The number of the last commit.
    func sequence() throws -> Int64 {
        try first("SELECT sequence FROM store") { $0.integer(0) } ?? 0
    }

    /// The number of a collection, or `nil` if nothing was ever put into it.
    func number(of collection: CollectionName) throws -> Int64? {
        try first("SELECT number FROM collection WHERE name = ?", .text(collection.rawValue)) { $0.integer(0) }
    }

    /// Makes the terms of all resources again if they are those of other paths.
    fileprivate func index(_ paths: [FieldPath]) throws {
        let text = JSONValue.array(paths.map { .array($0.names.map { .string($0) }) }).serialized()
        try transaction("BEGIN IMMEDIATE") {
            let isIndexed = try first("SELECT indexes FROM store") { $0.bytes(0) == text } ?? false
            guard !isIndexed else { return }
            try run("DELETE FROM term")
            try forEachRow("SELECT collection, number, document FROM resource", []) { row in
                guard let document = try row.document(2) else { return }
                try add(Term.terms(of: document, paths), row.integer(0), row.integer(1))
            }
            try run("UPDATE store SET indexes = ?", .bytes(text))
        }
    }

    /// Adds terms of a resource.
    func add(_ terms: some Sequence<Term>, _ collection: Int64, _ number: Int64) throws {
        for term in terms {
            try run(
                "INSERT INTO term VALUES (?, ?, ?, ?, ?)", .integer(collection), .integer(Int64(term.path)),
                .integer(term.kind.rawValue), term.value, .integer(number))
        }
    }

    /// Removes terms of a resource.
    func remove(_ terms: some Sequence<Term>, _ collection: Int64, _ number: Int64) throws {
        for term in terms {
            try run(
                "DELETE FROM term WHERE collection = ? AND path = ? AND kind = ? AND value = ? AND number = ?",
                .integer(collection), .integer(Int64(term.path)), .integer(term.kind.rawValue), term.value,
                .integer(number))
        }
    }
}
