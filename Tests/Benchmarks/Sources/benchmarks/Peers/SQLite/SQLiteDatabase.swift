#if HAVE_SQLITE
import SQLite

/// A connection to a database, for one thread.
final class SQLiteDatabase {
    /// The connection, which the statements share.
    let connection: OpaquePointer

    /// The version of the library.
    static var version: String { String(cString: sqlite3_libversion()) }

    /// Opens a database, which is made if there is none.
    ///
    /// - Parameter path: The path of the file, or `:memory:`.
    /// - Throws: ``SQLiteError`` if it cannot be opened.
    init(path: String) throws(SQLiteError) {
        var opened: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        let code = sqlite3_open_v2(path, &opened, flags, nil)
        guard code == SQLITE_OK, let opened else {
            let error = SQLiteError(code, opened)
            sqlite3_close_v2(opened)
            throw error
        }
        connection = opened
    }

    deinit { sqlite3_close_v2(connection) }

    /// Runs statements whose rows nobody needs.
    ///
    /// - Parameter sql: The statements.
    /// - Throws: ``SQLiteError`` if one of them fails.
    func execute(_ sql: String) throws(SQLiteError) {
        let code = sqlite3_exec(connection, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw SQLiteError(code, connection) }
    }
}
#endif
