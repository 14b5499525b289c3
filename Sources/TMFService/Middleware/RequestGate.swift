import Synchronization

/// A counter that limits the number of concurrent requests.
final class RequestGate: Sendable {
    private let count = Atomic(0)
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// Admits a request and returns `true`, unless there are too many; an admitted request must ``leave()`` when it is
    /// done.
    func enter() -> Bool {
        if count.add(1, ordering: .relaxed).newValue <= limit { return true }
        leave()
        return false
    }

    func leave() { count.subtract(1, ordering: .relaxed) }
}
