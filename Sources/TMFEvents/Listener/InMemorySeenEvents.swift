import Synchronization
public import TMFStore

/// The events that were handled last in this process.
///
/// After a restart, events that arrive again are handled again.
public final class InMemorySeenEvents: SeenEvents {
    private struct State {
        /// For each identifier, the number of its last use.
        var uses: [[UInt8]: UInt64] = [:]
        /// The uses from the oldest to the latest, including outdated ones.
        var order: [(id: [UInt8], use: UInt64)] = []
        var last: UInt64 = 0

        mutating func use(_ id: [UInt8]) {
            last += 1
            uses[id] = last
            order.append((id, last))
        }

        /// Forgets the identifiers that were not used for the longest time.
        mutating func shrink(to capacity: Int) {
            guard order.count > 2 * capacity else { return }
            order.removeAll { uses[$0.id] != $0.use }
            let excess = order.prefix(max(order.count - capacity, 0))
            for (id, _) in excess { uses[id] = nil }
            order.removeFirst(excess.count)
        }
    }

    private let capacity: Int
    private let state = Mutex(State())

    /// Creates a memory without events.
    ///
    /// - Parameter capacity: The number of events that are remembered at least, those that arrived last. At most twice as
    ///   many are kept.
    public init(capacity: Int = 10_000) { self.capacity = min(max(capacity, 1), .max / 4) }

    /// Returns whether an event was handled, and remembers it as used.
    ///
    /// - Parameter id: The identifier of the event.
    /// - Returns: `true` if the event was inserted earlier and is still known.
    public func contains(_ id: String) -> Bool {
        let id = Array(id.utf8)
        return state.withLock { state in
            guard state.uses[id] != nil else { return false }
            state.use(id)
            state.shrink(to: capacity)
            return true
        }
    }

    /// Inserts an event that was handled.
    ///
    /// - Parameters:
    ///   - id: The identifier of the event.
    ///   - changes: No changes, because there is no store to make them in.
    /// - Returns: `true`, or `false` if the event was inserted meanwhile.
    /// - Throws: `StoreError` with the code `unavailable` if there are changes.
    public func insert(_ id: String, with changes: [StoreChange]) throws -> Bool {
        if let change = changes.first { throw StoreError(.unavailable, key: change.key) }
        let id = Array(id.utf8)
        return state.withLock { state in
            guard state.uses[id] == nil else { return false }
            state.use(id)
            state.shrink(to: capacity)
            return true
        }
    }
}
