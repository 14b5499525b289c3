import SQLite
import TMForum

/// A call of SQLite that failed.
public struct SQLiteError: Error, Sendable, CustomStringConvertible {
    /// SQLite's code.
    public let code: Int32
    /// SQLite's own words.
    public let message: String

    /// The problem in one sentence.
    public var description: String { "SQLite: \(message) (\(code))" }
}

extension StoreError {
    /// Creates the error that a code of SQLite stands for.
    ///
    /// - Parameters:
    ///   - code: The code.
    ///   - connection: The connection, which is open or `nil`.
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
