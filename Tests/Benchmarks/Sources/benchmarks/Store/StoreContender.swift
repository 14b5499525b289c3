import TMFStore

/// The stores that are measured: everything that the suite knows of how one is made.
enum StoreContender {
    /// The collection that the documents are put into.
    static let collection: CollectionName = "partyInteraction"

    /// A store in memory with the default indexes.
    ///
    /// - Returns: The store, empty.
    static func indexed() -> any ResourceStore { InMemoryStore() }

    /// A store in memory that looks at every resource.
    ///
    /// - Returns: The store, empty.
    static func withoutIndexes() -> any ResourceStore { InMemoryStore(options: StoreOptions(indexes: .none)) }

    /// The store whose commits outlast the process.
    static let durable = DurableContender(
        name: "FileStore",
        isDurable: true,
        open: { try FileStore(at: $0) },
        close: { try await ($0 as? FileStore)?.close() }
    )
}
