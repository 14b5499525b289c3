/// A part of the measurements.
enum SuiteName: String, CaseIterable {
    /// Reading and writing.
    case json
    /// Queries over documents in memory.
    case query
    /// Stores.
    case store
    /// The service.
    case service
    /// The hub.
    case hub

    /// The names for a message, `all` last.
    static let choice = allCases.map(\.rawValue).joined(separator: ", ") + " or all"
}
