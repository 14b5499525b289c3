#if HAVE_SQLITE
import SQLite

/// A call of SQLite that failed.
struct SQLiteError: Error, CustomStringConvertible {
    /// SQLite's code.
    let code: Int32
    /// SQLite's own words.
    let message: String

    /// Takes the last error of a connection.
    ///
    /// - Parameters:
    ///   - code: SQLite's code.
    ///   - connection: The connection; `nil` if none could be made.
    init(_ code: Int32, _ connection: OpaquePointer?) {
        self.code = code
        message = sqlite3_errmsg(connection).map { String(cString: $0) } ?? "out of memory"
    }

    /// The problem in one sentence.
    var description: String { "SQLite: \(message) (\(code))" }
}
#endif
