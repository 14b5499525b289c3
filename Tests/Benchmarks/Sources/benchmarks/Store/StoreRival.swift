/// Who does the work of the store suite.
enum StoreRival: String, CaseIterable, Codable, Sendable {
    /// The library. Its pages always have the number of all matches.
    case store
    /// The library's store in memory, where one on a disk is asked for: no target is held against it.
    case volatileStore = "store, not durable"
    /// SQLite with a file, asked for the page only.
    case sqlite = "SQLite"
    /// SQLite with a file, asked for the page and the number of all matches.
    case sqliteWithTotal = "SQLite with total"
    /// SQLite without a file, asked for the page only.
    case sqliteInMemory = "SQLite in memory"
    /// The bare text, as a measure of memory.
    case text = "JSON text"
}
