import Synchronization
import TMFJSON
public import TMFModels
import TMFQuery
public import TMFStore

/// The events that were handled, in a store.
///
/// An event is marked in the same commit that makes the changes of its handlers. So these changes are made exactly
/// once, however often the event arrives, whatever crashes, and in however many processes that share the store.
///
/// The marks are resources of the collection `.seenEvent`, which no type of resource can have. Old ones are deleted
/// while new ones are inserted.
public final class StoredSeenEvents: SeenEvents {
    private static let collection: CollectionName = ".seenEvent"
    /// The number of insertions after which old marks are deleted.
    private static let interval = 32
    /// The maximum number of marks that are deleted at a time.
    private static let batch = 64

    private let store: any ResourceStore
    private let lifetime: Duration
    private let now: @Sendable () -> Timestamp
    private let insertions = Atomic(0)

    /// Creates a memory in a store, which may already have events in it.
    ///
    /// - Parameters:
    ///   - store: The store, in which the changes of the handlers are made, too.
    ///   - lifetime: The time for which a handled event is remembered at least; by default, 7 days. It should be longer
    ///     than senders keep trying.
    ///   - now: Returns the current instant.
    public init(
        in store: any ResourceStore, lifetime: Duration = .seconds(7 * 86_400),
        now: @escaping @Sendable () -> Timestamp = Timestamp.now
    ) {
        self.store = store
        self.lifetime = lifetime
        self.now = now
    }

    /// Returns whether an event was handled.
    ///
    /// - Parameter id: The identifier of the event.
    /// - Returns: `true` if the event was inserted earlier and is still known.
    /// - Throws: `StoreError` if the store cannot be used.
    public func contains(_ id: String) async throws -> Bool { try await store.resource(for: Self.key(id)) != nil }

    /// Inserts an event that was handled, and makes the changes of its handlers, in one commit.
    ///
    /// - Parameters:
    ///   - id: The identifier of the event.
    ///   - changes: The changes, in order.
    /// - Returns: `true`, or `false` without any change if the event was inserted meanwhile.
    /// - Throws: `StoreError` if a change cannot be made or the store cannot be used.
    public func insert(_ id: String, with changes: [StoreChange]) async throws -> Bool {
        let key = Self.key(id)
        let mark = try JSONDocument(.object(["creationDate": .string(now().text)]))
        do {
            // The mark comes first, so that an event that was inserted meanwhile is not taken for a failed change.
            try await store.commit([.create(key, mark)] + changes)
        } catch let error as StoreError where error.code == .duplicateID && error.key == key {
            return false
        }
        if insertions.add(1, ordering: .relaxed).oldValue % Self.interval == 0 { await deleteOldMarks() }
        return true
    }

    private static func key(_ id: String) -> ResourceKey { ResourceKey(collection, id) }

    /// Deletes some of the oldest marks, unless another process deletes them at the same time.
    private func deleteOldMarks() async {
        let old = ResourceQuery(
            filter: .compare("creationDate", .lessOrEqual, .text((now() - lifetime).text)),
            sort: [SortKey("creationDate")], page: Page(limit: Self.batch))
        guard let page = try? await store.resources(in: Self.collection, matching: old), !page.resources.isEmpty
        else { return }
        _ = try? await store.commit(page.resources.map { .delete($0.key, revision: $0.revision) })
    }
}
