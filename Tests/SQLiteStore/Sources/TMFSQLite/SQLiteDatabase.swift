import SQLite
import TMForum

/// A connection to a database, for one thread at a time.
@safe final class SQLiteDatabase {
    /// The maximum number of statements that stay prepared.
    private static let greatestCount = 200

    private let connection: OpaquePointer
    private var statements: [String: SQLiteStatement] = [:]

    /// Opens a database, and creates it if it does not exist.
    init(_ path: String) throws {
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        // Safety: SQLite returns a connection to close even if it reports an error.
        let code = unsafe sqlite3_open_v2(path, &opened, flags, nil)
        guard let opened = unsafe opened, code == SQLITE_OK else {
            defer { unsafe sqlite3_close_v2(opened) }
            throw unsafe StoreError(sqlite: code, opened)
        }
        unsafe connection = opened
        unsafe sqlite3_busy_timeout(connection, 5_000)
    }

    // Safety: no other reference to the connection exists, and it outlives its statements.
    deinit { unsafe sqlite3_close_v2(connection) }

    /// Runs statements that have no parameters, and ignores their rows.
    func execute(_ sql: String) throws {
        // Safety: the connection is open for the lifetime of this object.
        let code = unsafe sqlite3_exec(connection, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw unsafe StoreError(sqlite: code, connection) }
    }

    /// Runs a statement, and calls a function for each of its rows until one meets a condition.
    func forEachRow(
        _ sql: String, _ parameters: [SQLiteValue], until isEnd: (SQLiteStatement) -> Bool = { _ in false },
        _ body: (SQLiteStatement) throws -> Void
    ) throws {
        let statement = try statement(sql)
        try statement.start(parameters)
        defer { statement.reset() }
        while try statement.next(), !isEnd(statement) { try body(statement) }
    }

    /// Runs a statement, and ignores its rows.
    func run(_ sql: String, _ parameters: SQLiteValue...) throws {
        try forEachRow(sql, parameters) { _ in }
    }

    /// Returns the result of a function for the first row of a statement, or `nil` if there is no row.
    func first<Value>(
        _ sql: String, _ parameters: SQLiteValue..., read: (SQLiteStatement) throws -> Value?
    ) throws -> Value? {
        let statement = try statement(sql)
        try statement.start(parameters)
        defer { statement.reset() }
        return try statement.next() ? try read(statement) : nil
    }

    /// Runs a function in a transaction, so that its writes are made completely or not at all and its reads see one
    /// moment.
    func transaction<Value>(_ beginning: String = "BEGIN", _ body: () throws -> Value) throws -> Value {
        try run(beginning)
        do {
            let value = try body()
            try run("COMMIT")
            return value
        } catch {
            // The error may have ended the transaction already.
            try? run("ROLLBACK")
            throw error
        }
    }

    private func statement(_ sql: String) throws -> SQLiteStatement {
        if let statement = statements[sql] { return statement }
        if statements.count >= Self.greatestCount { statements.removeAll() }
        let statement = try unsafe SQLiteStatement(sql, connection)
        statements[sql] = statement
        return statement
    }
}
