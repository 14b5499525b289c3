import TMFJSON
import TMFModels
import TMFQuery
import TMFStore
import Testing

@testable import TMFEvents

@Suite("Events as their reader sees them")
struct EventViewTests {
    private let store = InMemoryStore()
    private let key = ResourceKey("customer", "1")

    private func put(_ members: JSONObject, note: EventNote? = noteOfTests) async throws {
        var members = members
        members["id"] = "1"
        let exists = await store.resource(for: key) != nil
        let document = try document(.object(members))
        try await store.commit(
            [exists ? .replace(key, document, revision: nil) : .create(key, document)], note: note?.json)
    }

    private func texts(_ events: [PublishedEvent]) -> [String] { events.map { "\($0.kind) \($0.cursor) \($0.id)" } }

    @Test("Events have the identifier of the commit, the number of the change, and a letter for the kind")
    func identifiers() async throws {
        try await put(["status": "a"])
        try await put(["status": "b", "name": "x"])
        try await store.commit([.delete(key, revision: nil)], note: noteOfTests.json)
        #expect(
            texts(try await store.allEvents()) == [
                "create 1-0 n-0c", "statusChange 2-0 n-0s", "attributeValueChange 2-1 n-0a", "delete 3-0 n-0d",
            ])
    }

    @Test("All changes of one commit are one group, in their order")
    func group() async throws {
        let keys = ["1", "2"].map { ResourceKey("partyInteraction", $0) }
        try await store.commit(keys.map { .create($0, try document(["id": .string($0.id)])) }, note: noteOfTests.json)
        let events = try await store.allEvents()
        #expect(texts(events) == ["create 1-0 n-0c", "create 1-2 n-1c"])
        #expect(events.map(\.correlationID) == ["request-1", "request-1"])
        #expect(events.map(\.time) == [noteOfTests.time, noteOfTests.time])
    }

    @Test("An identifier contains no dots, whatever that of the commit contains")
    func dots() async throws {
        try await put([:], note: EventNote(id: "a.b", time: nil))
        #expect(try await store.allEvents().map(\.id) == ["a_b-0c"])
        #expect(try await store.allEvents().map(\.correlationID) == ["a.b"])
    }

    @Test("A silent commit, another collection and a collection of the service have no events")
    func silence() async throws {
        try await put([:], note: EventNote(id: "x", time: nil, isSilent: true))
        try await store.create(document([:]), at: ResourceKey(".hub", "1"))
        try await store.create(document([:]), at: ResourceKey("other", "1"))
        #expect(try await store.allEvents().isEmpty)
    }

    @Test("A type without names of events has none")
    func withoutNames() async throws {
        try await store.create(document([:]), at: ResourceKey("thing", "1"))
        let thing = ResourceDescription(Customer.self, basePath: "/", name: "thing")
        #expect(try await store.allEvents(rules: EventRules(resources: [thing])).isEmpty)
    }

    // MARK: - Without a note

    @Test("The events of commits without a note have identifiers of the same changes, whatever the store")
    func derivedIdentifiers() async throws {
        func identifiers(_ names: [String]) async throws -> [String] {
            let store = InMemoryStore()
            for name in names {
                let exists = await store.resource(for: key) != nil
                let document = try document(["id": "1", "name": .string(name)])
                try await store.commit([exists ? .replace(key, document, revision: nil) : .create(key, document)])
            }
            return try await store.allEvents().map(\.id)
        }
        let first = try await identifiers(["a", "b", "c"])
        #expect(Set(first).count == 3)
        #expect(try await identifiers(["a", "b", "c"]) == first)
        // A restored backup goes on with other changes at the same numbers.
        let other = try await identifiers(["a", "b", "d"])
        #expect(other[..<2] == first[..<2])
        #expect(other[2] != first[2])
        #expect(first.allSatisfy { $0.utf8.count == 35 && $0.hasSuffix("-0c") || $0.hasSuffix("-0a") })
    }

    @Test("A note of another program counts as none")
    func foreignNote() async throws {
        let plain = InMemoryStore()
        for store in [store, plain] {
            let note: JSONObject? = store === plain ? nil : ["who": "me", "time": "2024-01-01T00:00:00Z"]
            try await store.commit([.create(key, try document(["id": "1"]))], note: note)
        }
        let (first, second) = (try await store.allEvents(), try await plain.allEvents())
        #expect(first.map(\.id) == second.map(\.id))
        #expect(first.map(\.time) == [nil])
    }

    @Test(
        "A note survives the way through a commit",
        arguments: [
            noteOfTests, EventNote(id: "", time: nil), EventNote(id: "x", time: nil, correlationID: "", isSilent: true),
        ])
    func notes(note: EventNote) {
        #expect(EventNote(note.json) == note)
    }

    // MARK: - Scopes

    @Test("A resource that enters a scope is created, one that leaves it is deleted, and outside there is nothing")
    func scope() async throws {
        let scope = EventScope(["customer": .init(rows: .equals("status", .text("in")))])
        for (status, name) in [("out", "a"), ("out", "b"), ("in", "b"), ("in", "c"), ("out", "c"), ("out", "d")] {
            try await put(["status": .string(status), "name": .string(name)])
        }
        let events = try await store.allEvents(in: scope)
        #expect(texts(events) == ["create 3-0 n-0c", "attributeValueChange 4-0 n-0a", "delete 5-0 n-0d"])
        #expect(events.map { $0.document?.root["name"]?.stringValue } == ["b", "c", "c"])
        #expect(events.last?.before?.root["status"]?.stringValue == "in", "the state outside is not shown")
        #expect(try await store.allEvents(in: EventScope([:])).isEmpty)
    }

    @Test("A change of hidden attributes alone is no event, and no event shows them")
    func mask() async throws {
        let mask = AttributeMask([try JSONPath("$.secret", dialect: .tmf630)])
        let scope = EventScope(["customer": .init(mask: mask)])
        try await put(["secret": "canary-1", "name": "a"])
        try await put(["secret": "canary-2", "name": "a"])
        try await put(["secret": "canary-3", "name": "b"])
        try await store.delete(key)
        let events = try await store.allEvents(in: scope)
        #expect(events.map(\.kind) == [.create, .attributeValueChange, .delete])
        #expect(events[1].attributes == ["name"])
        for event in events {
            let shape = EventShape(includesPreviousValues: true)
            #expect(!String(decoding: event.serialized(shape), as: UTF8.self).contains("canary"))
        }
    }

    @Test("A condition that takes too much work is an error, and no event is skipped")
    func limit() async throws {
        try await put(["name": "a"])
        let path = try JSONPath("$..name[?(@..b)]", dialect: .tmf630)
        let scope = EventScope(["customer": .init(rows: .path(path))])
        let rules = EventRules(limits: QueryLimits(visitedNodes: 1))
        await #expect(throws: QueryError.self) { try await store.allEvents(in: scope, rules: rules) }
    }
}
