import Synchronization
import TMFModels
import TMFQuery
import TMFStore
import _TMFTestSupport

/// The kinds of stores that collections are tested with.
enum StoreKind: CaseIterable, Sendable {
    case memory, files, scope, requirements

    /// Makes an empty store and hands it over for as long as its files exist.
    func withStore(_ use: (any ResourceStore) async throws -> Void) async throws {
        switch self {
        case .memory: try await use(InMemoryStore())
        case .scope: try await use(ScopedStore(InMemoryStore(), to: [:], elsewhere: .all([])))
        case .requirements: try await use(PlainStore())
        case .files:
            let directory = try TemporaryDirectory()
            try await use(await FileStore.open(at: directory.path, durability: .none))
        }
    }
}

/// A driver with nothing but the five requirements, so that it keeps no cursors; it can be disturbed before each commit.
final class PlainStore: ResourceStore {
    private let base = InMemoryStore()
    private let beforeCommit: @Sendable (InMemoryStore, StoreTransaction) async throws -> Void
    private let reads = Mutex<[ResourceQuery]>([])

    init(beforeCommit: @escaping @Sendable (InMemoryStore, StoreTransaction) async throws -> Void = { _, _ in }) {
        self.beforeCommit = beforeCommit
    }

    /// The pages that were asked for.
    var pages: [Page] { reads.withLock { $0.map(\.page) } }

    func resource(for key: ResourceKey) async throws -> StoredResource? { await base.resource(for: key) }

    func resources(in collection: CollectionName, matching query: ResourceQuery) async throws -> StorePage {
        reads.withLock { $0.append(query) }
        return try await base.resources(in: collection, matching: query)
    }

    func commit(_ transaction: StoreTransaction) async throws -> StoreCommit {
        try await beforeCommit(base, transaction)
        return try await base.commit(transaction)
    }

    func changes(after sequence: UInt64) async throws -> StoreChanges { try await base.changes(after: sequence) }

    func feedRange() async throws -> ClosedRange<UInt64> { try await base.feedRange() }
}

/// Returns the code of the store's error that an operation throws, or `nil` if it throws none.
func storeError(_ operation: () async throws -> Void) async -> StoreError? {
    do {
        try await operation()
        return nil
    } catch {
        return error as? StoreError
    }
}
