import TMFEvents
import TMFExchange
import TMFJSON
import TMFModels
import Testing

@Suite("Spellings of events")
struct EventSpellingTests {
    private let hub = Hub()

    /// Returns the names of the handlers that an event reaches.
    private func handlers(of event: JSONValue) async throws -> [String] {
        let reached = Log<String>()
        let listener = Hub.listener()
            .on(PartyInteractionCreateEvent.self) { _ in reached.add("PartyInteractionCreateEvent") }
            .on(PartyInteractionAttributeValueChangeEvent.self) { _ in
                reached.add("PartyInteractionAttributeValueChangeEvent")
            }
            .on(PartyInteractionStatusChangeEvent.self) { _ in reached.add("PartyInteractionStatusChangeEvent") }
            .on(PartyInteractionDeleteEvent.self) { _ in reached.add("PartyInteractionDeleteEvent") }
            .on(CustomerCreateEvent.self) { _ in reached.add("CustomerCreateEvent") }
            .on(CustomerAttributeValueChangeEvent.self) { _ in reached.add("CustomerAttributeValueChangeEvent") }
            .on(CustomerStateChangeEvent.self) { _ in reached.add("CustomerStateChangeEvent") }
            .on(CustomerDeleteEvent.self) { _ in reached.add("CustomerDeleteEvent") }
            .onUnknown { reached.add("unknown " + ($0.root["eventType"]?.stringValue ?? "")) }
        #expect(await listener.respond(to: try hub.request(event)).status == 204)
        return reached.values
    }

    @Test(
        "Every spelling of a name leads to the handler of the event, for both APIs",
        arguments: [
            ("CreateEvent", "CreateEvent"), ("CreationNotification", "CreateEvent"),
            ("AttributeValueChangeEvent", "AttributeValueChangeEvent"),
            ("ValueChangeNotification", "AttributeValueChangeEvent"),
            ("AttributeValueChangeNotification", "AttributeValueChangeEvent"), ("StatusChangeEvent", "status"),
            ("StateChangeEvent", "status"), ("StatusChange", "status"), ("StateChangeNotification", "status"),
            ("DeleteEvent", "DeleteEvent"), ("RemoveNotification", "DeleteEvent"),
        ])
    func names(ending: String, handler: String) async throws {
        for (resource, status) in [("PartyInteraction", "StatusChangeEvent"), ("Customer", "StateChangeEvent")] {
            let expected = resource + (handler == "status" ? status : handler)
            #expect(try await handlers(of: ["eventType": .string(resource + ending)]) == [expected])
        }
    }

    @Test(
        "Names of other events lead to no handler of an event",
        arguments: [
            "Customer", "CustomerEvent", "CreateEvent", "CustomersCreateEvent", "CustomerCreate", "CustomerRemoveEvent",
            "CustomerCreationEvent", "CustomerValueChange", "PartyInteractionItemCreateEvent", "customercreateevent",
            "CustomerCreateEventCreateEvent", "Notification", "CustomerNotification", " CustomerCreateEvent",
        ])
    func otherNames(name: String) async throws {
        #expect(try await handlers(of: ["eventType": .string(name)]) == ["unknown " + name])
    }

    @Test("A handler with exactly the name of an event comes before one with another spelling")
    func exactName() async throws {
        struct OldEvent: Model, Sendable {
            var additionalMembers = JSONObject()

            struct Attributes: Sendable {}
            static let attributes = AttributeSet<OldEvent>(Attributes())
            static var typeName: String { "CustomerCreationNotification" }
        }
        let reached = Log<String>()
        let listener = Hub.listener().on(CustomerCreateEvent.self) { _ in reached.add("new") }
            .on(OldEvent.self) { _ in reached.add("old") }
        for (id, name) in ["CustomerCreationNotification", "CustomerCreateEvent"].enumerated() {
            _ = await listener.respond(to: try hub.request(["eventType": .string(name)], id: "\(id)"))
        }
        #expect(reached.values == ["old", "new"])
    }

    @Test(
        "The time at which a change happened is read in both spellings",
        arguments: [
            (#""timeOcurred":"2026-11-21T10:30:00Z""#, "2026-11-21T10:30:00Z"),
            (#""timeOccurred":"2026-11-21T10:30:00Z""#, "2026-11-21T10:30:00Z"),
            (#""timeOccurred":"2026-11-21T10:30:00Z","timeOcurred":null"#, "2026-11-21T10:30:00Z"),
            (#""timeOcurred":"2026-11-21T10:30:00Z","timeOccurred":"2020-01-01T00:00:00Z""#, "2026-11-21T10:30:00Z"),
            (#""timeOcurred":"2026-11-21T10:30:00Z","timeOccurred":null"#, "2026-11-21T10:30:00Z"),
            (#""timeOccurred":"yesterday""#, nil), (#""timeOccurred":null"#, nil), (#""x":1"#, nil),
        ] as [(String, String?)])
    func times(members: String, time: String?) async throws {
        let events = Log<(resource: String?, attribute: String?)>()
        let listener = Hub.listener().on(CustomerDeleteEvent.self) { events.add(($0.timeOcurred?.text, nil)) }
            .on(CustomerAttributeValueChangeEvent.self) { events.add((nil, $0.timeOcurred?.text)) }
        for (id, name) in ["CustomerDeleteEvent", "CustomerAttributeValueChangeEvent"].enumerated() {
            let body = #"{"eventType":"\#(name)",\#(members)}"#
            #expect(await listener.respond(to: try hub.request(Array(body.utf8), id: "\(id)")).status == 204)
        }
        #expect(events.values.map(\.resource) == [time, nil])
        #expect(events.values.map(\.attribute) == [nil, time])
    }

    @Test("No member of an event of version 5 is lost")
    func members() async throws {
        let body = #"""
            {"correlationId":"c","eventId":"e","eventTime":"2024-05-11T13:05:11.201Z","eventType":"PartyInteractionStatusChangeEvent",
            "@type":"PartyInteractionStatusChangeEvent","@baseType":"Event","priority":"3","timeOccurred":"2024-05-11T13:05:11.200Z",
            "reportingSystem":{"id":"427","@type":"ReportingResource"},"previous":{"partyInteraction":{"status":"open"}},
            "event":{"partyInteraction":{"id":"8","href":"https://x","@type":"PartyInteraction","status":"completed"}}}
            """#
        let events = Log<PartyInteractionStatusChangeEvent>()
        let listener = Hub.listener().on(PartyInteractionStatusChangeEvent.self) { events.add($0) }
        #expect(await listener.respond(to: try hub.request(Array(body.utf8))).status == 204)
        let event = try #require(events.values.first)
        #expect(event.timeOcurred?.text == "2024-05-11T13:05:11.200Z")
        #expect(event.event?.partyInteraction?.status == .completed)
        var expected = try #require(JSONValue(parsing: body).objectValue)
        expected["timeOcurred"] = expected.removeValue(forName: "timeOccurred")
        #expect(event.json == .object(expected))
    }
}
