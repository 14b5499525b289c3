import SQLite
import TMForum

/// The error of a failed call to SQLite.
public struct SQLiteError: Error, Sendable, CustomStringConvertible {
    /// The result code of SQLite.
    public let code: Int32
    /// The error message of SQLite.
    public let message: String

    /// A description of the problem in one sentence.
    public var description: String { "SQLite: \(message) (\(code))" }
}

extension StoreError {
    /// Creates the store error that corresponds to a result code of SQLite.
    ///
    /// - Parameters:
    ///   - code: The result code.
    ///   - connection: The open connection, or `nil`.
    init(sqlite code: Int32, _ connection: OpaquePointer?) {
        // Safety: the text is copied before SQLite can change it.
        let message = unsafe connection.flatMap { unsafe sqlite3_errmsg($0) }.map { unsafe String(cString: $0) }
        let reason: StoreError.Code =
            switch code & 0xff {
            case SQLITE_FULL: .full
            case SQLITE_BUSY, SQLITE_LOCKED: .locked
            case SQLITE_CORRUPT, SQLITE_NOTADB: .corrupted
            default: .unavailable
            }
        self.init(reason, underlyingError: SQLiteError(code: code, message: message ?? "out of memory"))
    }
}
