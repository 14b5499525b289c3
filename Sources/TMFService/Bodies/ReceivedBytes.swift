import Synchronization

/// A counter of the bytes in the bodies of all requests that are being received or answered.
final class ReceivedBytes: Sendable {
    private let count = Atomic(0)
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// The number of bytes that are counted at present.
    var current: Int { count.load(ordering: .relaxed) }

    /// Counts bytes and returns whether there was room for them; release them with ``remove(_:)``.
    func add(_ bytes: Int) -> Bool {
        if count.add(bytes, ordering: .relaxed).newValue <= limit { return true }
        remove(bytes)
        return false
    }

    /// Releases bytes.
    func remove(_ bytes: Int) { count.subtract(bytes, ordering: .relaxed) }
}
