public import TMFModels
public import TMFStore

/// An event that a listener refused, kept as it was sent.
public struct DeadLetter: Sendable, Hashable {
    /// The collection that holds refused events.
    static let collection: CollectionName = ".deadLetter"

    /// The identifier of the subscription.
    public let subscription: String
    /// The position of the event.
    public let cursor: EventCursor
    /// The identifier of the event.
    public let eventID: String
    /// The name of the event.
    public let type: String
    /// The key of the resource that the event is about.
    public let resource: ResourceKey
    /// The body as it was sent.
    public let body: [UInt8]
    /// The status of the last response.
    public let status: Int?
    /// The time at which the event was set aside.
    public let time: Timestamp?

    var key: ResourceKey { Self.key(subscription, cursor) }

    /// Returns the key of the refused event at a position.
    static func key(_ subscription: String, _ cursor: EventCursor) -> ResourceKey {
        // Positions of equal length are in the order of the events.
        let number = String(cursor.commit)
        let place = String(cursor.event)
        return ResourceKey(
            collection,
            "\(subscription)/\(String(repeating: "0", count: 20 - number.utf8.count))\(number)-\(place)")
    }
}
