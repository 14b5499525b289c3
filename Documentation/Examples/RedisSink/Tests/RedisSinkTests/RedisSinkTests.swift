import RedisSink
import TMForum
import Testing

@Suite("A sink for Redis", .timeLimit(.minutes(2)), .serialized)
struct RedisSinkTests {
    private let server: RedisServer
    private let store = InMemoryStore()
    private let sink: RedisSink
    private let relay: EventRelay

    init() async throws {
        server = try RedisServer()
        sink = RedisSink(port: server.port, stream: "events", timeout: .seconds(2))
        relay = EventRelay(
            "redis", from: store, to: sink, batch: 50, backOff: .milliseconds(10)...(.milliseconds(50)))
        try await relay.start(after: EventCursor(after: 0))
    }

    private func create(_ ids: ClosedRange<Int>) async throws {
        for id in ids {
            let document = try JSONDocument(parsing: #"{"id":"\#(id)","name":"N"}"#)
            try await store.create(document, at: ResourceKey("customer", "\(id)"))
        }
    }

    /// Runs the relay until the stream has so many entries.
    private func run(until count: Int) async throws {
        let run = Task { [relay] in try await relay.run() }
        while try server.command("XLEN", "events") != "\(count)" { try await Task.sleep(for: .milliseconds(20)) }
        run.cancel()
        try await run.value
    }

    @Test("Events arrive in order, each with its identifier, its type, its key and its text")
    func arrival() async throws {
        try await create(1...120)
        try await run(until: 120)
        #expect(try server.values("key", of: "events") == (1...120).map { "customer/\($0)" })
        #expect(try Set(server.values("type", of: "events")) == ["CustomerCreateEvent"])
        let ids = try server.values("id", of: "events")
        for (id, text) in try zip(ids, server.values("data", of: "events")) {
            #expect(try JSONValue(parsing: text)["eventId"] == .string(id))
        }
    }

    @Test("An event that comes again is not added again")
    func repetition() async throws {
        try await create(1...10)
        try await run(until: 10)
        try await relay.start(after: EventCursor(after: 5))
        try await create(11...11)
        try await run(until: 11)
        #expect(try server.values("key", of: "events") == (1...11).map { "customer/\($0)" })
    }

    @Test("Events of another store with the same positions are not taken for published ones")
    func otherHistory() async throws {
        try await create(1...3)
        try await run(until: 3)
        let other = InMemoryStore()
        try await other.create(JSONDocument(parsing: #"{"id":"x"}"#), at: ResourceKey("customer", "x"))
        var iterator = try await other.events(after: EventCursor(after: 0)).makeAsyncIterator()
        let event = try #require(try await iterator.next())
        await #expect(throws: RedisError.self) { try await sink.publish([event]) }
        #expect(try server.command("XLEN", "events") == "3")
    }

    @Test("A server that is killed and starts again gets every event, in order and once")
    func kills() async throws {
        let run = Task { [relay] in try await relay.run() }
        for round in 0..<5 {
            try await create((round * 200 + 1)...(round * 200 + 200))
            try await Task.sleep(for: .milliseconds(.random(in: 1...60)))
            server.kill()
            try await create((1_001 + round * 10)...(1_010 + round * 10))
            try server.start()
        }
        while try server.command("XLEN", "events") != "1050" { try await Task.sleep(for: .milliseconds(20)) }
        run.cancel()
        try await run.value
        let created = try await created()
        #expect(try server.values("key", of: "events") == created)
    }

    /// Returns the keys of the customers in the order of their creation.
    private func created() async throws -> [String] {
        var iterator = try await store.events(after: EventCursor(after: 0)).makeAsyncIterator()
        var keys: [String] = []
        while keys.count < 1_050, let event = try await iterator.next() { keys.append("customer/\(event.key.id)") }
        return keys
    }
}
