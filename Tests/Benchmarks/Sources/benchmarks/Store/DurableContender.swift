import TMFStore

/// A store that lives in a directory.
struct DurableContender: Sendable {
    /// What the report calls it.
    let name: String
    /// Whether what is committed is still there when the directory is opened again.
    let isDurable: Bool
    /// Opens the store in a directory, which is there and may be empty.
    let open: @Sendable (_ directory: String) async throws -> any ResourceStore
    /// Closes a store.
    let close: @Sendable (any ResourceStore) async throws -> Void
}
