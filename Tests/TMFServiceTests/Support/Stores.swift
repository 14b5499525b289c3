import Synchronization
import TMForum

/// A store that cannot be used for some of its operations.
struct FailingStore: ResourceStore {
    /// The cause, whose text nobody outside may see.
    struct Cause: Error, CustomStringConvertible {
        var description: String { "password=hunter2 refused by db.internal" }
    }

    let base = InMemoryStore()
    var failsReading = true
    var failsWriting = true
    var error: any Error & Sendable = Cause()

    func resource(for key: ResourceKey) async throws -> StoredResource? {
        if failsReading { throw error }
        return await base.resource(for: key)
    }

    func resources(in collection: CollectionName, matching query: ResourceQuery) async throws -> StorePage {
        if failsReading { throw error }
        return try await base.resources(in: collection, matching: query)
    }

    func commit(_ transaction: StoreTransaction) async throws -> StoreCommit {
        if failsWriting { throw error }
        return try await base.commit(transaction)
    }

    func changes(after sequence: UInt64) async throws -> StoreChanges { throw error }

    func feedRange() async throws -> ClosedRange<UInt64> { throw error }
}

/// A store that lets other tasks in before every operation, and counts its commits.
final class YieldingStore: ResourceStore {
    private let base = InMemoryStore()
    private let yields: Bool
    private let count = Mutex(0)

    init(yields: Bool = true) { self.yields = yields }

    /// The number of commits.
    var commits: Int { count.withLock { $0 } }

    func resource(for key: ResourceKey) async throws -> StoredResource? {
        let found = await base.resource(for: key)
        if yields { await Task.yield() }
        return found
    }

    func resources(in collection: CollectionName, matching query: ResourceQuery) async throws -> StorePage {
        try await base.resources(in: collection, matching: query)
    }

    func commit(_ transaction: StoreTransaction) async throws -> StoreCommit {
        if yields { await Task.yield() }
        let commit = try await base.commit(transaction)
        count.withLock { $0 += 1 }
        return commit
    }

    func changes(after sequence: UInt64) async throws -> StoreChanges { try await base.changes(after: sequence) }

    func feedRange() async throws -> ClosedRange<UInt64> { try await base.feedRange() }
}
