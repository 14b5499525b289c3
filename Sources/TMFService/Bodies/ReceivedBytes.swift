import Synchronization

/// Counts the bytes of the bodies of all requests that are being received or answered.
final class ReceivedBytes: Sendable {
    private let count = Atomic(0)
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// The bytes that are counted at present.
    var current: Int { count.load(ordering: .relaxed) }

    /// Counts bytes if there is room for them; they must be given back with ``remove(_:)``.
    func add(_ bytes: Int) -> Bool {
        if count.add(bytes, ordering: .relaxed).newValue <= limit { return true }
        remove(bytes)
        return false
    }

    /// Gives bytes back.
    func remove(_ bytes: Int) { count.subtract(bytes, ordering: .relaxed) }
}
