/// The collections that readers go through page by page, as they were when they began.
struct CursorTable: Sendable {
    private struct Pin: Sendable {
        var name: CollectionName
        var collection: InMemoryCollection
        var expiry: Duration
    }

    private var pins: [StoreCursor: Pin] = [:]
    /// The cursors from the oldest to the youngest.
    private var order: [StoreCursor] = []
    private let lifetime: Duration
    private let limit: Int

    init(lifetime: Duration, limit: Int) {
        (self.lifetime, self.limit) = (min(lifetime, .seconds(1_000_000_000)), max(limit, 1))
    }

    /// Keeps a collection for a reader.
    ///
    /// - Parameters:
    ///   - collection: The collection.
    ///   - name: Its name.
    ///   - sequence: The number of the last commit in it.
    ///   - now: The time since some fixed moment.
    /// - Returns: What the reader asks for the collection with.
    mutating func pin(
        _ collection: InMemoryCollection, _ name: CollectionName, at sequence: UInt64, now: Duration
    ) -> StoreCursor {
        removeExpired(now)
        if order.count >= limit { pins[order.removeFirst()] = nil }
        let cursor = StoreCursor(rawValue: "\(sequence)-\(String(UInt64.random(in: 0 ... .max), radix: 36))")
        pins[cursor] = Pin(name: name, collection: collection, expiry: now + lifetime)
        order.append(cursor)
        return cursor
    }

    /// Returns the collection that is kept for a cursor, or `nil` if there is none of the name.
    mutating func collection(_ cursor: StoreCursor, _ name: CollectionName, now: Duration) -> InMemoryCollection? {
        removeExpired(now)
        guard let pin = pins[cursor], pin.name == name else { return nil }
        return pin.collection
    }

    mutating func removeExpired(_ now: Duration) {
        guard let first = order.first, let oldest = pins[first], oldest.expiry <= now else { return }
        let kept = order.firstIndex { pins[$0].map { $0.expiry > now } ?? false } ?? order.count
        for cursor in order[..<kept] { pins[cursor] = nil }
        order.removeFirst(kept)
    }
}
