import SQLite
import TMForum

/// A connection to a database, for one thread at a time.
@safe final class SQLiteDatabase {
    /// The number of statements that are kept prepared.
    private static let greatestCount = 200

    private let connection: OpaquePointer
    private var statements: [String: SQLiteStatement] = [:]

    /// Opens a database, which is made if there is none.
    init(_ path: String) throws {
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        // Safety: SQLite gives a connection to close, even with an error.
        let code = unsafe sqlite3_open_v2(path, &opened, flags, nil)
        guard let opened = unsafe opened, code == SQLITE_OK else {
            defer { unsafe sqlite3_close_v2(opened) }
            throw unsafe StoreError(sqlite: code, opened)
        }
        unsafe connection = opened
        unsafe sqlite3_busy_timeout(connection, 5_000)
    }

    // Safety: nobody has the connection any more, and it outlives its statements.
    deinit { unsafe sqlite3_close_v2(connection) }

    /// Runs statements without parameters, whose rows nobody needs.
    func execute(_ sql: String) throws {
        // Safety: the connection is open until this is gone.
        let code = unsafe sqlite3_exec(connection, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw unsafe StoreError(sqlite: code, connection) }
    }

    /// Runs a statement, and calls a function for each of its rows, until one is the first that is not needed.
    func forEachRow(
        _ sql: String, _ parameters: [SQLiteValue], until isEnd: (SQLiteStatement) -> Bool = { _ in false },
        _ body: (SQLiteStatement) throws -> Void
    ) throws {
        let statement = try statement(sql)
        try statement.start(parameters)
        defer { statement.reset() }
        while try statement.next(), !isEnd(statement) { try body(statement) }
    }

    /// Runs a statement whose rows nobody needs.
    func run(_ sql: String, _ parameters: SQLiteValue...) throws {
        try forEachRow(sql, parameters) { _ in }
    }

    /// Returns what a function makes of the first row of a statement; `nil` if it has none.
    func first<Value>(
        _ sql: String, _ parameters: SQLiteValue..., read: (SQLiteStatement) throws -> Value?
    ) throws -> Value? {
        let statement = try statement(sql)
        try statement.start(parameters)
        defer { statement.reset() }
        return try statement.next() ? try read(statement) : nil
    }

    /// Does something as a transaction, so that all of it is done or nothing, and all that it reads is of one moment.
    func transaction<Value>(_ beginning: String = "BEGIN", _ body: () throws -> Value) throws -> Value {
        try run(beginning)
        do {
            let value = try body()
            try run("COMMIT")
            return value
        } catch {
            // An error may have ended the transaction already.
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
