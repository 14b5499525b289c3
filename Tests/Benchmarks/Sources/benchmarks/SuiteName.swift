/// A part of the measurements.
enum SuiteName: String, CaseIterable {
    /// Reading and writing.
    case json
    /// Queries over documents in memory.
    case query
    /// Stores.
    case store
}
