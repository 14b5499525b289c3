import TMFEvents
import TMFJSON
import TMFStore

/// A resource of the simulated store, whose document is made from a few numbers.
struct SimulatedResource: Hashable {
    /// A type of resource.
    enum Kind: Int, Hashable {
        case interaction
        case customer

        var name: String { self == .interaction ? "partyInteraction" : "customer" }
    }

    /// The number of resources of each type.
    static let count = 4
    private static let statuses = ["open", "inProgress", "completed"]

    let kind: Kind
    let number: Int
    var status = 0
    var reason = 0
    var isInbound = true
    /// The value that some listeners must not see.
    var secret = 0
    /// The second of the last change of the status.
    var date = 0
    /// A Boolean value that indicates whether the text contains blanks, which change nothing.
    var isSpaced = false

    init(place: Int) {
        kind = place < Self.count ? .interaction : .customer
        number = place % Self.count
    }

    /// The place of the resource among all.
    var place: Int { kind.rawValue * Self.count + number }

    var key: ResourceKey { ResourceKey(CollectionName(rawValue: kind.name), String(number)) }

    func document() throws -> JSONDocument {
        let blank = isSpaced ? " " : ""
        var text = """
            {"id":"\(number)","@type":"\(kind == .interaction ? "PartyInteraction" : "Customer")",\(blank)\
            "status":"\(Self.statuses[status])","reason":"r\(reason)","direction":"\(isInbound ? "inbound" : "outbound")",\
            "description":"canary\(secret)"
            """
        if kind == .interaction { text += ",\"statusChangeDate\":\"2024-01-01T00:00:\(date < 10 ? "0" : "")\(date)Z\"" }
        return try JSONDocument(parsing: Array((text + "}").utf8))
    }
}

/// A change of one resource in a commit.
struct SimulatedChange: Hashable {
    var before: SimulatedResource?
    var after: SimulatedResource?
}

/// An event that a commit has for those who see a part of the store.
struct ExpectedEvent {
    let cursor: EventCursor
    let kind: PublishedEvent.Kind
    /// The number of the change in the commit.
    let change: Int
    /// The state that the event reports.
    let resource: SimulatedResource
    /// The number that only this event has in a run.
    let serial: Int

    /// The end of the identifier of the event.
    var suffix: String { "-\(change)\(letter)" }

    private var letter: String {
        switch kind {
        case .create: "c"
        case .statusChange: "s"
        case .attributeValueChange: "a"
        case .delete: "d"
        @unknown default: "?"
        }
    }
}
