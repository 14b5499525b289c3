import TMFJSON
public import TMFModels
public import TMFStore

/// An event that a listener refused, kept as it was sent.
public struct DeadLetter: Sendable, Hashable {
    /// The collection that holds refused events.
    package static let collection: CollectionName = ".deadLetter"

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
    /// The number of attempts.
    public let attempts: Int
    /// The time at which the event was set aside.
    public let time: Timestamp
    /// The number of times that the owner asked for another attempt.
    var retries: UInt64 = 0

    var key: ResourceKey { Self.key(subscription, cursor) }

    /// Returns the key of the refused event at a position.
    static func key(_ subscription: String, _ cursor: EventCursor) -> ResourceKey {
        // Numbers of equal length are in the order of the events.
        func digits(_ number: some BinaryInteger, _ count: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(count - text.utf8.count, 0)) + text
        }
        return ResourceKey(collection, "\(subscription)/\(digits(cursor.commit, 20))-\(digits(cursor.event, 10))")
    }

    init(
        of event: PublishedEvent, for subscription: String, body: [UInt8], attempts: Int, time: Timestamp
    ) {
        self.subscription = subscription
        cursor = event.cursor
        eventID = event.id
        type = event.type
        resource = event.key
        (self.body, self.attempts, self.time) = (body, attempts, time)
    }

    /// Reads a refused event as the store keeps it, or returns `nil` if it is none.
    init?(_ document: JSONDocument) {
        let json = document.root
        guard let subscription = json["subscription"]?.stringValue,
            let cursor = json["cursor"]?.stringValue.flatMap({ EventCursor($0) }),
            let collection = json["resource"]?["collection"]?.stringValue,
            let id = json["resource"]?["id"]?.stringValue,
            let time = json["time"]?.stringValue.flatMap({ try? Timestamp($0) })
        else { return nil }
        self.subscription = subscription
        self.cursor = cursor
        self.time = time
        eventID = json["eventId"]?.stringValue ?? ""
        type = json["eventType"]?.stringValue ?? ""
        resource = ResourceKey(CollectionName(rawValue: collection), id)
        body = Array((json["body"]?.stringValue ?? "").utf8)
        attempts = Int(clamping: json.number("attempts"))
        retries = json.number("retries")
    }

    /// The refused event as the store keeps it.
    var json: JSONObject {
        [
            "subscription": .string(subscription), "cursor": .string(cursor.description),
            "eventId": .string(eventID), "eventType": .string(type),
            "resource": ["collection": .string(resource.collection.rawValue), "id": .string(resource.id)],
            "attempts": .number(JSONNumber(attempts)), "time": .string(time.text),
            "retries": .number(JSONNumber(retries)), "body": .string(String(decoding: body, as: UTF8.self)),
        ]
    }
}
