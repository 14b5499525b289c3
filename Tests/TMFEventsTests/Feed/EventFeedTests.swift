import TMFEvents
import TMFJSON
import TMFModels
import TMFStore
import Testing

@Suite("The feed of events")
struct EventFeedTests {
    private let store = InMemoryStore()

    /// Makes commits with two events, one event, and none, in turn.
    private func fill() async throws {
        let key = ResourceKey("customer", "1")
        try await store.create(document(["id": "1", "status": "a", "name": "a"]), at: key)
        try await store.replace(key, with: document(["id": "1", "status": "b", "name": "b"]))
        try await store.create(document([:]), at: ResourceKey("other", "1"))
        try await store.replace(key, with: document(["id": "1", "status": "c", "name": "c"]))
        try await store.delete(key)
    }

    private func read(_ count: Int, after cursor: EventCursor) async throws -> [PublishedEvent] {
        var feed = try await store.events(after: cursor).makeAsyncIterator()
        var found: [PublishedEvent] = []
        while found.count < count, let event = try await feed.next() { found.append(event) }
        return found
    }

    @Test("A reader that resumes at the cursor of any event misses nothing and repeats nothing")
    func resumption() async throws {
        try await fill()
        let all = try await read(6, after: EventCursor(after: 0))
        #expect(all.map(\.cursor.description) == ["1-0", "2-0", "2-1", "4-0", "4-1", "5-0"])
        for (place, event) in all.enumerated().dropLast() {
            let rest = try await read(all.count - place - 1, after: event.cursor)
            #expect(rest.map(\.id) == all[(place + 1)...].map(\.id))
        }
        // A cursor that is written and read again.
        let text = try #require(EventCursor(all[1].cursor.description))
        #expect(try await read(1, after: text).map(\.cursor) == [all[2].cursor])
    }

    @Test("A reader moves past commits without events that it wants")
    func progress() async throws {
        try await fill()
        let query = try EventQuery(parsing: "eventType=CustomerDeleteEvent")
        var feed = try await store.events(after: EventCursor(after: 0), matching: query).makeAsyncIterator()
        #expect(try await feed.next()?.kind == .delete)
        #expect(feed.cursor == EventCursor(after: 5))
    }

    @Test("A reader waits for the next event, and ends when its task is cancelled")
    func waiting() async throws {
        let store = store
        let reader = Task {
            var types: [String] = []
            for try await event in try await store.events(after: EventCursor(after: 0)) { types.append(event.type) }
            return types
        }
        try await fill()
        while try await read(6, after: EventCursor(after: 0)).count < 6 {}
        reader.cancel()
        let types = try await reader.value
        #expect(types.count <= 6)
    }

    @Test("A reader without a cursor gets only what happens from now on")
    func fromNowOn() async throws {
        try await fill()
        var feed = try await store.events().makeAsyncIterator()
        #expect(feed.cursor == EventCursor(after: 5))
        try await store.create(document(["id": "2"]), at: ResourceKey("customer", "2"))
        #expect(try await feed.next()?.cursor.description == "6-0")
    }

    @Test("A reader that is too late gets an error")
    func expiry() async throws {
        let store = InMemoryStore(options: StoreOptions(history: 2))
        for number in 0..<5 { try await store.create(document([:]), at: ResourceKey("customer", "\(number)")) }
        let error = await #expect(throws: StoreError.self) { try await store.events(after: EventCursor(after: 1)) }
        #expect(error?.code == .changesExpired)
    }

    @Test("An event is read as the model of its type")
    func models() async throws {
        try await fill()
        let events = try await read(6, after: EventCursor(after: 0))
        let created = try CustomerCreateEvent(parsing: events[0].serialized())
        #expect(created.event?.customer?.status == "a")
        let changed = try CustomerAttributeValueChangeEvent(parsing: events[2].serialized())
        #expect(changed.fieldPath == "name")
        #expect(changed.event?.customer?.name == "b")
    }
}
