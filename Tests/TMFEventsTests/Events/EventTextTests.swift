import TMFEvents
import TMFJSON
import TMFModels
import TMFQuery
import TMFStore
import Testing

@Suite("The text of events")
struct EventTextTests {
    private let store = InMemoryStore()

    /// The events of an interaction that is created, changed and deleted.
    private func events(_ rules: EventRules = EventRules()) async throws -> [PublishedEvent] {
        let key = ResourceKey("partyInteraction", "1")
        let first: JSONObject = [
            "id": "1", "href": "/tmf-api/partyInteraction/v4/partyInteraction/1", "@type": "PartyInteraction",
            "status": "open", "statusChangeDate": "2024-03-01T09:00:00Z", "reason": "a", "description": "x",
        ]
        var second = first
        second["status"] = "closed"
        second["statusChangeDate"] = "2024-03-01T09:59:00Z"
        second["reason"] = "b"
        second["description"] = nil
        try await store.commit([.create(key, document(.object(first)))], note: noteOfTests.json)
        try await store.commit([.replace(key, document(.object(second)), revision: nil)], note: noteOfTests.json)
        try await store.commit([.delete(key, revision: nil)], note: noteOfTests.json)
        return try await store.allEvents(rules: rules)
    }

    private func texts(_ shape: EventShape) async throws -> [String] {
        try await events().map { String(decoding: $0.serialized(shape), as: UTF8.self) }
    }

    private static let identity =
        #""id":"1","href":"/tmf-api/partyInteraction/v4/partyInteraction/1","@type":"PartyInteraction""#
    private static let before =
        #"{\#(identity),"status":"open","statusChangeDate":"2024-03-01T09:00:00Z","reason":"a","description":"x"}"#
    private static let after =
        #"{\#(identity),"status":"closed","statusChangeDate":"2024-03-01T09:59:00Z","reason":"b"}"#

    private static func envelope(
        _ name: String, _ id: String, occurred: String = "2024-03-01T10:00:00Z", isAttributes: Bool = false
    ) -> String {
        let resource = #""id":"1","href":"/tmf-api/partyInteraction/v4/partyInteraction/1","#
        let type = "PartyInteraction\(name)Event"
        return #"{\#(isAttributes ? "" : resource)"eventId":"\#(id)","eventTime":"2024-03-01T10:00:00Z","#
            + #""eventType":"\#(type)","correlationId":"request-1","title":"\#(type)","timeOcurred":"\#(occurred)","#
    }

    @Test("By default, an event has the members of version 4 and the complete resource")
    func full() async throws {
        let expected = [
            Self.envelope("Create", "n-0c") + #""event":{"partyInteraction":\#(Self.before)}}"#,
            Self.envelope("StatusChange", "n-0s", occurred: "2024-03-01T09:59:00Z")
                + #""event":{"partyInteraction":\#(Self.after)}}"#,
            Self.envelope("AttributeValueChange", "n-0a", isAttributes: true)
                + #""fieldPath":"reason,description","event":{"partyInteraction":\#(Self.after)}}"#,
            Self.envelope("Delete", "n-0d") + #""event":{"partyInteraction":\#(Self.after)}}"#,
        ]
        #expect(try await texts(EventShape()) == expected)
    }

    @Test("A delta has what changed, with null for what was removed, and previous values if they are wanted")
    func delta() async throws {
        let texts = try await texts(EventShape(payload: .delta, includesPreviousValues: true))
        let status = #""status":"closed","statusChangeDate":"2024-03-01T09:59:00Z"}}"#
        let formerStatus = #""status":"open","statusChangeDate":"2024-03-01T09:00:00Z"}}}"#
        let endings = [
            #""event":{"partyInteraction":\#(Self.before)}}"#,
            #""event":{"partyInteraction":{\#(Self.identity),\#(status),"previous":{"partyInteraction":{\#(Self.identity),\#(formerStatus)"#,
            #""event":{"partyInteraction":{\#(Self.identity),"reason":"b","description":null}},"previous":{"partyInteraction":{\#(Self.identity),"reason":"a","description":"x"}}}"#,
            #""event":{"partyInteraction":{\#(Self.identity)}}}"#,
        ]
        for (text, ending) in zip(texts, endings) { #expect(text.hasSuffix(ending), "\(text)") }
    }

    @Test("A previous value that was absent is null")
    func absentBefore() async throws {
        let key = ResourceKey("customer", "1")
        try await store.create(document(["id": "1"]), at: key)
        try await store.replace(key, with: document(["id": "1", "name": "n"]))
        let text = try await store.allEvents()[1].serialized(EventShape(includesPreviousValues: true))
        #expect(String(decoding: text, as: UTF8.self).hasSuffix(#""previous":{"customer":{"id":"1","name":null}}}"#))
    }

    @Test("A reference has only what identifies the resource")
    func reference() async throws {
        for text in try await texts(EventShape(payload: .reference)) {
            #expect(text.hasSuffix(#""event":{"partyInteraction":{\#(Self.identity)}}}"#))
        }
    }

    @Test("An event that is too large is a reference that says so")
    func truncation() async throws {
        for event in try await events() {
            let size = event.serialized().count
            #expect(event.serialized(EventShape(size: size)) == event.serialized())
            let text = String(decoding: event.serialized(EventShape(size: size - 1)), as: UTF8.self)
            #expect(text.contains(#""truncated":true,"event":{"partyInteraction":{\#(Self.identity)}}}"#))
        }
    }

    @Test("Fields select parts of an event; what identifies the event and the resource is always included")
    func fields() async throws {
        func text(_ query: String) async throws -> String {
            let fields = try EventQuery(parsing: query).fields
            return String(decoding: try await events()[0].serialized(EventShape(fields: fields)), as: UTF8.self)
        }
        let start =
            #"{"id":"1","href":"/tmf-api/partyInteraction/v4/partyInteraction/1","eventId":"n-0c","#
            + #""eventTime":"2024-03-01T10:00:00Z","eventType":"PartyInteractionCreateEvent","#
        let none = try await text("fields=none")
        #expect(none == start + #""event":{"partyInteraction":{\#(Self.identity)}}}"#)
        let reason = try await text("fields=title,partyInteraction.reason")
        #expect(
            reason == start + #""title":"PartyInteractionCreateEvent","#
                + #""event":{"partyInteraction":{\#(Self.identity),"reason":"a"}}}"#)
    }

    @Test("A CloudEvent has the attributes of version 1.0 and the event as its data")
    func cloudEvents() async throws {
        let texts = try await texts(EventShape(format: .cloudEvents, publicURL: "https://api.example.com"))
        let name = "org.tmforum.partyinteraction.v4.PartyInteractionCreateEvent"
        #expect(
            texts[0]
                == #"{"specversion":"1.0","id":"n-0c","source":"https://api.example.com/tmf-api/partyInteraction/v4","#
                + #""type":"\#(name)","subject":"1","time":"2024-03-01T10:00:00Z","datacontenttype":"application/json","#
                + #""correlationid":"request-1","sequence":"1-0","data":{"partyInteraction":\#(Self.before)}}"#)
    }

    @Test("An application adds members to events, and replaces those that are not fixed")
    func additionalMembers() async throws {
        let rules = EventRules(additionalMembers: { event in
            ["domain": "crm", "title": .string("\(event.kind)"), "event": "never", "truncated": true]
        })
        let value = try JSONValue(parsing: try await events(rules)[0].serialized())
        #expect(value["domain"] == "crm")
        #expect(value["title"] == "create")
        #expect(value["event"]?["partyInteraction"]?["id"] == "1")
        #expect(value["truncated"] == nil)
    }

    @Test(
        "The events of all changes have only members that the API defines, with values of their types",
        arguments: [ResourceDescription].standard)
    func definitions(description: ResourceDescription) async throws {
        var resource = description.sample
        for member in description.richSample { resource[member.name] = member.value }
        resource["id"] = "1"
        resource["href"] = .string(description.path(of: "1"))
        resource["@type"] = .string(description.typeName)
        let key = ResourceKey(CollectionName(rawValue: description.collection), "1")
        try await store.commit([.create(key, document(.object(resource)))], note: noteOfTests.json)
        resource["status"] = "closed"
        resource["description"] = nil
        resource["name"] = description.name == "customer" ? "x" : nil
        try await store.commit([.replace(key, document(.object(resource)), revision: nil)], note: noteOfTests.json)
        try await store.commit([.delete(key, revision: nil)], note: noteOfTests.json)
        let events = try await store.allEvents()
        #expect(events.map(\.kind) == [.create, .statusChange, .attributeValueChange, .delete])

        let models: [any Model.Type] = [
            PartyInteractionCreateEvent.self, PartyInteractionStatusChangeEvent.self,
            PartyInteractionAttributeValueChangeEvent.self, PartyInteractionDeleteEvent.self,
            CustomerCreateEvent.self, CustomerStateChangeEvent.self, CustomerAttributeValueChangeEvent.self,
            CustomerDeleteEvent.self,
        ]
        for event in events {
            let model = try #require(models.first { $0.typeName == event.type })
            let options = ValidationOptions(unknownAttributes: .refused)
            let value = try JSONValue(parsing: event.serialized())
            let findings = model.findings(in: value, for: .resource, options: options)
            #expect(findings.isEmpty, "\(findings)")
        }
    }
}
