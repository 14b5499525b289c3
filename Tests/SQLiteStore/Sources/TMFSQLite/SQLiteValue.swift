/// A value of a parameter.
enum SQLiteValue: Sendable, Hashable {
    case integer(Int64)
    case bytes([UInt8])
    case null
}

extension SQLiteValue {
    /// Returns the text in UTF-8, because texts of SQLite end at U+0000.
    static func text(_ text: String) -> SQLiteValue { .bytes(Array(text.utf8)) }
}
