import SQLite
import TMForum

/// A prepared statement that is reused, with its current row.
@safe final class SQLiteStatement {
    private let connection: OpaquePointer
    private let statement: OpaquePointer

    init(_ sql: String, _ connection: OpaquePointer) throws {
        var prepared: OpaquePointer?
        // Safety: the connection is open for the lifetime of the database that owns this object.
        let code = unsafe sqlite3_prepare_v3(
            connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard let prepared = unsafe prepared, code == SQLITE_OK else {
            throw unsafe StoreError(sqlite: code, connection)
        }
        unsafe (self.connection, statement) = (connection, prepared)
    }

    // Safety: no other reference to the statement exists.
    deinit { unsafe sqlite3_finalize(statement) }

    /// Restarts the statement with other parameters.
    func start(_ parameters: [SQLiteValue]) throws {
        reset()
        for (index, parameter) in parameters.enumerated() {
            let place = Int32(index + 1)
            // Safety: the bytes stay in place during the call, which copies everything that is not static.
            let code: Int32 =
                switch parameter {
                case .integer(let value): unsafe sqlite3_bind_int64(statement, place, value)
                case .null: unsafe sqlite3_bind_null(statement, place)
                // An empty array has no address, which SQLite would bind as NULL.
                case .bytes([]): unsafe sqlite3_bind_zeroblob(statement, place, 0)
                case .bytes(let bytes):
                    unsafe bytes.withUnsafeBytes {
                        unsafe sqlite3_bind_blob64(
                            statement, place, $0.baseAddress, UInt64($0.count), SQLITE_TRANSIENT_COPY())
                    }
                }
            guard code == SQLITE_OK else { throw unsafe StoreError(sqlite: code, connection) }
        }
    }

    /// Moves to the next row, or returns `false` if there is none.
    func next() throws -> Bool {
        // Safety: the statement is prepared for the lifetime of this object, here and in the rest of this type.
        switch unsafe sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw unsafe StoreError(sqlite: code, connection)
        }
    }

    /// Ends the reading of the statement, so that it blocks no other work.
    func reset() { unsafe sqlite3_reset(statement) }

    // MARK: - The present row

    func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(statement, column) }

    func bytes(_ column: Int32) -> [UInt8]? {
        guard unsafe sqlite3_column_type(statement, column) != SQLITE_NULL else { return nil }
        // Safety: the bytes are valid until the next step, and are copied here.
        let bytes = unsafe UnsafeRawBufferPointer(
            start: sqlite3_column_blob(statement, column), count: Int(sqlite3_column_bytes(statement, column)))
        return unsafe Array(bytes)
    }

    func text(_ column: Int32) -> String { String(decoding: bytes(column) ?? [], as: UTF8.self) }

    /// Returns a document, which has been accepted before.
    func document(_ column: Int32) throws -> JSONDocument? {
        try bytes(column).map { try JSONDocument(parsing: $0, limits: .highest) }
    }
}
