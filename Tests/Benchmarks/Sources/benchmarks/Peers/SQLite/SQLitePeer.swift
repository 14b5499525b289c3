#if HAVE_SQLITE
import Foundation

/// A database of interactions in a directory or in memory.
final class SQLitePeer {
    /// The connection.
    let database: SQLiteDatabase
    private var inserter: SQLiteInserter?

    /// Creates a database, empty and set up for a load.
    ///
    /// - Parameter path: The path of a file that is not there, or `:memory:`.
    /// - Throws: ``SQLiteError`` if it cannot be made.
    init(path: String) throws(SQLiteError) {
        database = try SQLiteDatabase(path: path)
        // What a load leaves behind if it is cut off is thrown away, so that it need be neither logged nor synced.
        try database.execute(
            """
            PRAGMA page_size = 4096; PRAGMA cache_size = -4000000; PRAGMA temp_store = MEMORY;
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
            """)
        try database.execute(SQLiteSchema.tables)
    }

    /// Loads a file of one document a line in one transaction, then makes the indexes.
    ///
    /// - Parameter path: The path of the file.
    /// - Throws: ``SQLiteError`` if SQLite fails, or the error of reading the file.
    func load(lines path: String) throws {
        let lines = try Data(contentsOf: URL(fileURLWithPath: path))
        let inserter = try SQLiteInserter(database)
        try lines.withUnsafeBytes { try inserter.addLines($0.bindMemory(to: UInt8.self)) }
        try database.execute(SQLiteSchema.indexes)
    }

    /// Loads the first documents of the corpus, makes the indexes and gathers what the planner goes by; then sets the
    /// database up for durable commits.
    ///
    /// - Parameters:
    ///   - corpus: The documents.
    ///   - count: Their number.
    ///   - isPlain: Whether a table without indexes is filled, too.
    /// - Throws: ``SQLiteError`` if SQLite fails.
    func fill(from corpus: inout StoreCorpus, _ count: Int, isPlain: Bool = false) throws {
        let inserter = try SQLiteInserter(database)
        try database.execute("BEGIN")
        for _ in 0..<count { try corpus.nextText().withUnsafeBufferPointer { try inserter.add($0) } }
        try database.execute("COMMIT")
        try database.execute(SQLiteSchema.indexes)
        if isPlain { try database.execute(SQLiteSchema.plainTable) }
        try database.execute("ANALYZE; PRAGMA synchronous = FULL; PRAGMA journal_mode = WAL;")
    }

    /// Adds a document in a durable transaction of its own.
    ///
    /// - Parameter document: The text in UTF-8.
    /// - Throws: ``SQLiteError`` if SQLite fails.
    func commit(_ document: [UInt8]) throws {
        let inserter = try inserter ?? SQLiteInserter(database)
        self.inserter = inserter
        try document.withUnsafeBufferPointer { try inserter.commit($0) }
    }
}
#endif
