import TMFJSON
import TMFModels
import TMFQuery
import TMFStore
import Testing
import _TMFTestSupport

@testable import TMFEvents

@Suite("Queries for events")
struct EventQueryTests {
    struct Row: CustomTestStringConvertible {
        let json: JSONValue
        var text: String { json["text"]?.stringValue ?? "" }
        var testDescription: String { text }
    }

    static let rows = ((try? corpus("eventQueries"))?.arrayValue ?? []).map { Row(json: $0) }

    @Test("The table was read")
    func table() { #expect(Self.rows.count >= 50) }

    @Test("A query has one normal form, and matches the types of events that can satisfy it", arguments: rows)
    func normalForm(row: Row) throws {
        guard let types = row.json["types"]?.numberValue else { return }
        let query = try EventQuery(parsing: row.text)
        #expect(query.types.count == Int(types.text))
        #expect(try EventQuery(parsing: query.text) == query)
        if let same = row.json["same"]?.stringValue {
            #expect(try EventQuery(parsing: same) == query)
            #expect(try EventQuery(parsing: same).text == query.text)
        }
    }

    @Test("A query that can never match is refused, with what was probably meant", arguments: rows)
    func refusal(row: Row) throws {
        guard let expected = row.json["error"]?.stringValue else { return }
        let error = #expect(throws: QueryError.self) { try EventQuery(parsing: row.text) }
        #expect(error?.description.contains(expected) == true, "\(error?.description ?? "")")
    }

    @Test("The error for a name tells where it is in the text")
    func place() {
        let text = "eventType=CustomerCreateEvent&status=open"
        let error = #expect(throws: QueryError.self) { try EventQuery(parsing: text) }
        #expect(error?.offset == 30)
        #expect(error?.parameter == "status")
    }

    // MARK: - Matching

    /// A history with all kinds of events of both APIs.
    private func history(_ seed: UInt64) async throws -> InMemoryStore {
        var random = SplitMix64(seed: seed)
        let store = InMemoryStore()
        for _ in 0..<60 {
            let collection: CollectionName = random.once(in: 2) ? "customer" : "partyInteraction"
            let key = ResourceKey(collection, String(random.below(3)))
            let exists = await store.resource(for: key) != nil
            if exists, random.once(in: 4) {
                try await store.delete(key)
                continue
            }
            let document = try document([
                "id": .string(key.id), "status": .string(random.once(in: 2) ? "open" : "closed"),
                "name": .string(String(random.below(3))), "reason": .string(String(random.below(3))),
            ])
            let change: StoreChange = exists ? .replace(key, document, revision: nil) : .create(key, document)
            try await store.commit([change], note: noteOfTests.json)
        }
        return store
    }

    @Test("A query matches the events whose text a list with the same filter would find", arguments: rows)
    func matching(row: Row) async throws {
        guard row.json["types"]?.numberValue != nil else { return }
        let query = try EventQuery(parsing: row.text)
        let seed: UInt64 = 11
        for event in try await history(seed).allEvents() {
            let text = try JSONDocument(parsing: event.serialized(EventShape(includesPreviousValues: true)))
            let isListed = try CompiledQuery(ResourceQuery(filter: query.query.filter)).matches(text)
            #expect(query.matches(event) == isListed, "seed \(seed), \(event.type) \(event.cursor)")
        }
    }

    @Test("The types that a query may match are those of all events that it matches")
    func types() async throws {
        let events = try await history(12).allEvents()
        #expect(Set(events.map(\.type)).count == 8)
        for row in Self.rows {
            guard let query = try? EventQuery(parsing: row.text) else { continue }
            for event in events where query.matches(event) { #expect(query.types.contains(event.type)) }
        }
    }

    @Test("A deletion is compared with the last state, a change with the state after it, and previous values as such")
    func states() async throws {
        let store = InMemoryStore()
        let key = ResourceKey("customer", "1")
        try await store.create(document(["id": "1", "status": "a"]), at: key)
        try await store.replace(key, with: document(["id": "1", "status": "b"]))
        try await store.delete(key)
        func kinds(_ text: String) async throws -> [PublishedEvent.Kind] {
            try await store.allEvents(matching: EventQuery(parsing: text)).map(\.kind)
        }
        #expect(try await kinds("event.customer.status=b") == [.statusChange, .delete])
        #expect(try await kinds("event.customer.status=a") == [.create])
        #expect(try await kinds("previous.customer.status=a") == [.statusChange])
        #expect(try await kinds("previous.customer.status=b") == [])
    }

    @Test("An event on which the condition takes too much work is delivered")
    func limit() async throws {
        let store = try await history(13)
        let rules = EventRules(limits: QueryLimits(visitedNodes: 1))
        let query = try EventQuery(parsing: "filter=$.event.customer..name[?(@..b=='x')]", of: rules)
        #expect(try await store.allEvents(matching: query).contains { $0.key.collection == "customer" })
    }

    @Test("Random texts are queries or errors")
    func randomTexts() {
        var random = SplitMix64(seed: 14)
        let parts = [
            "eventType", "=", "CustomerCreateEvent", "event", ".", "customer", "status", "&", ";", "filter", "$",
            "[?(@",
            ")]", "fields", ",", "%3D", "?", "*", "previous", "'", "ne", "~", "é", "\u{301}",
        ]
        for _ in 0..<5_000 {
            let text = (0..<random.below(9)).map { _ in parts[random.below(parts.count)] }.joined()
            guard let query = try? EventQuery(parsing: text) else { continue }
            #expect((try? EventQuery(parsing: query.text)) == query, "seed 14: \(text)")
        }
    }
}
