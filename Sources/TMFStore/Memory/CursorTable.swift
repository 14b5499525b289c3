/// The snapshots of collections that readers page through.
struct CursorTable: Sendable {
    private struct Pin: Sendable {
        var name: CollectionName
        var collection: InMemoryCollection
        /// The number of the last commit in the collection.
        var sequence: UInt64
        var client: String?
        var expiry: Duration
        /// The number of bytes that commits had replaced before.
        var replacedBytes: Int
    }

    private var pins: [StoreCursor: Pin] = [:]
    /// The cursors from the oldest to the newest.
    private var order: [StoreCursor] = []
    /// The number of cursors of each client that has any; all unknown clients count as one.
    private var counts: [String?: Int] = [:]
    private let lifetime: Duration
    private let limit: Int
    private let totalLimit: Int
    private let byteLimit: Int
    /// The number of bytes that commits have replaced while there were cursors.
    private var replacedBytes = 0

    init(_ options: StoreOptions) {
        lifetime = min(options.cursorLifetime, .seconds(1_000_000_000))
        (limit, totalLimit) = (max(options.cursorLimit, 1), max(options.totalCursorLimit, 1))
        byteLimit = max(options.cursorBytes, 0)
    }

    /// Keeps a snapshot of a collection for a reader.
    ///
    /// - Parameters:
    ///   - collection: The collection.
    ///   - name: The name of the collection.
    ///   - sequence: The number of the last commit in it.
    ///   - client: The client, or `nil` if it is unknown.
    ///   - now: The time since a fixed moment.
    /// - Returns: The cursor for further pages.
    mutating func pin(
        _ collection: InMemoryCollection, _ name: CollectionName, at sequence: UInt64, for client: String?,
        now: Duration
    ) -> StoreCursor {
        removeExpired(now)
        if counts[client, default: 0] >= limit {
            removeOldest(of: client)
        } else if order.count >= totalLimit, let most = counts.values.max() {
            // Of several clients with the most cursors, the one with the oldest cursor loses it.
            if let oldest = order.first(where: { counts[pins[$0]?.client] == most }) {
                removeOldest(of: pins[oldest]?.client)
            }
        }
        let cursor = StoreCursor(rawValue: "\(sequence)-\(String(UInt64.random(in: 0 ... .max), radix: 36))")
        pins[cursor] = Pin(
            name: name, collection: collection, sequence: sequence, client: client, expiry: now + lifetime,
            replacedBytes: replacedBytes)
        order.append(cursor)
        counts[client, default: 0] += 1
        return cursor
    }

    /// Returns the snapshot for a cursor with the number of its last commit, or `nil` if the collection has no such
    /// cursor.
    mutating func moment(
        _ cursor: StoreCursor, _ name: CollectionName, now: Duration
    ) -> (collection: InMemoryCollection, sequence: UInt64)? {
        removeExpired(now)
        guard let pin = pins[cursor], pin.name == name else { return nil }
        return (pin.collection, pin.sequence)
    }

    /// Records commits that were made.
    mutating func note(_ commits: [StoreCommit], now: Duration) {
        guard !order.isEmpty else { return }
        for commit in commits { replacedBytes &+= commit.replacedSize }
        removeExpired(now)
    }

    private mutating func removeExpired(_ now: Duration) {
        guard let first = order.first, isExpired(first, now) else { return }
        let kept = order.firstIndex { !isExpired($0, now) } ?? order.count
        for cursor in order[..<kept] { remove(cursor) }
        order.removeFirst(kept)
    }

    private func isExpired(_ cursor: StoreCursor, _ now: Duration) -> Bool {
        guard let pin = pins[cursor] else { return true }
        return pin.expiry <= now || replacedBytes &- pin.replacedBytes > byteLimit
    }

    private mutating func removeOldest(of client: String?) {
        guard let place = order.firstIndex(where: { pins[$0]?.client == client }) else { return }
        remove(order.remove(at: place))
    }

    private mutating func remove(_ cursor: StoreCursor) {
        guard let pin = pins.removeValue(forKey: cursor), let count = counts[pin.client] else { return }
        counts[pin.client] = count > 1 ? count - 1 : nil
    }
}
