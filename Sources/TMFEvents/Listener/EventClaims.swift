import Synchronization

/// The events that a listener is handling at present.
final class EventClaims: Sendable {
    private let ids = Mutex<Set<[UInt8]>>([])

    /// Claims an event and returns `true`, unless it is claimed already; a claimed event must be released.
    func claim(_ id: String) -> Bool { ids.withLock { $0.insert(Array(id.utf8)).inserted } }

    /// Releases an event.
    func release(_ id: String) { ids.withLock { _ = $0.remove(Array(id.utf8)) } }
}
