#if HAVE_SQLITE
import SQLite

/// A prepared statement, used again and again.
final class SQLiteStatement {
    private let database: SQLiteDatabase
    private let statement: OpaquePointer

    /// Prepares a statement.
    ///
    /// - Parameters:
    ///   - sql: The statement.
    ///   - database: The connection, which is kept open.
    /// - Throws: ``SQLiteError`` if SQLite does not understand it.
    init(_ sql: String, in database: SQLiteDatabase) throws(SQLiteError) {
        var prepared: OpaquePointer?
        let code = sqlite3_prepare_v3(
            database.connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard code == SQLITE_OK, let prepared else { throw SQLiteError(code, database.connection) }
        self.database = database
        statement = prepared
    }

    deinit { sqlite3_finalize(statement) }

    /// Binds a text without copying it; it must lie still until the statement is reset.
    ///
    /// - Parameters:
    ///   - text: The text in UTF-8.
    ///   - position: The place of the parameter, from 1.
    /// - Throws: ``SQLiteError`` if there is no such parameter.
    func bind(_ text: UnsafeBufferPointer<UInt8>, at position: Int32) throws(SQLiteError) {
        let code = sqlite3_bind_text64(
            statement, position, text.baseAddress, UInt64(text.count), nil, UInt8(SQLITE_UTF8))
        guard code == SQLITE_OK else { throw SQLiteError(code, database.connection) }
    }

    /// Binds a number.
    ///
    /// - Parameters:
    ///   - number: The number.
    ///   - position: The place of the parameter, from 1.
    /// - Throws: ``SQLiteError`` if there is no such parameter.
    func bind(_ number: Int64, at position: Int32) throws(SQLiteError) {
        let code = sqlite3_bind_int64(statement, position, number)
        guard code == SQLITE_OK else { throw SQLiteError(code, database.connection) }
    }

    /// Goes to the next row.
    ///
    /// - Returns: Whether there is one.
    /// - Throws: ``SQLiteError`` if SQLite fails.
    func step() throws(SQLiteError) -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw SQLiteError(code, database.connection)
        }
    }

    /// Ends a run, so that the statement can be used again.
    func reset() { sqlite3_reset(statement) }

    /// The text of a column of the row, which is there until the next step.
    ///
    /// - Parameter column: The place of the column, from 0.
    /// - Returns: The text in UTF-8.
    func text(_ column: Int32) -> UnsafeBufferPointer<UInt8> {
        let start = sqlite3_column_text(statement, column)
        return UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
    }

    /// The number in a column of the row.
    ///
    /// - Parameter column: The place of the column, from 0.
    /// - Returns: The number.
    func number(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    /// Runs the statement to its end, with no rows expected.
    ///
    /// - Throws: ``SQLiteError`` if SQLite fails.
    func run() throws(SQLiteError) {
        defer { reset() }
        while try step() {}
    }
}
#endif
