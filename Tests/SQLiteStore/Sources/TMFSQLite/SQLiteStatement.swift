import SQLite
import TMForum

/// A prepared statement, used again and again, and the row that it has come to.
@safe final class SQLiteStatement {
    private let connection: OpaquePointer
    private let statement: OpaquePointer

    init(_ sql: String, _ connection: OpaquePointer) throws {
        var prepared: OpaquePointer?
        // Safety: the connection is open as long as the database that this belongs to.
        let code = unsafe sqlite3_prepare_v3(
            connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
        guard let prepared = unsafe prepared, code == SQLITE_OK else {
            throw unsafe StoreError(sqlite: code, connection)
        }
        unsafe (self.connection, statement) = (connection, prepared)
    }

    // Safety: nobody has the statement any more.
    deinit { unsafe sqlite3_finalize(statement) }

    /// Begins again with other parameters.
    func start(_ parameters: [SQLiteValue]) throws {
        reset()
        for (index, parameter) in parameters.enumerated() {
            let place = Int32(index + 1)
            // Safety: the bytes lie still during the call, and what is not static is copied by it.
            let code: Int32 =
                switch parameter {
                case .integer(let value): unsafe sqlite3_bind_int64(statement, place, value)
                case .null: unsafe sqlite3_bind_null(statement, place)
                // No bytes have no address, which would be NULL.
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

    /// Goes to the next row, and says whether there is one.
    func next() throws -> Bool {
        // Safety: the statement is prepared until this is gone; so in the rest of this type.
        switch unsafe sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case let code: throw unsafe StoreError(sqlite: code, connection)
        }
    }

    /// Ends what the statement reads, so that it holds nothing up.
    func reset() { unsafe sqlite3_reset(statement) }

    // MARK: - The present row

    func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(statement, column) }

    func bytes(_ column: Int32) -> [UInt8]? {
        guard unsafe sqlite3_column_type(statement, column) != SQLITE_NULL else { return nil }
        // Safety: the bytes are there until the next step, and are copied here.
        let bytes = unsafe UnsafeRawBufferPointer(
            start: sqlite3_column_blob(statement, column), count: Int(sqlite3_column_bytes(statement, column)))
        return unsafe Array(bytes)
    }

    func text(_ column: Int32) -> String { String(decoding: bytes(column) ?? [], as: UTF8.self) }

    /// Returns a document, which was accepted once.
    func document(_ column: Int32) throws -> JSONDocument? {
        try bytes(column).map { try JSONDocument(parsing: $0, limits: .highest) }
    }
}
