import Synchronization
import TMFEvents
import TMFJSON
import TMFStore
import Testing

/// A sink that keeps what it is given, unless it is told to fail.
private final class Shelf: EventSink {
    struct Refusal: Error {}

    private let state = Mutex<(ids: [String], batches: [Int], failures: Int)>(([], [], 0))

    var ids: [String] { state.withLock { $0.ids } }
    var batches: [Int] { state.withLock { $0.batches } }
    func fail(_ times: Int) { state.withLock { $0.failures = times } }

    func publish(_ events: [PublishedEvent]) async throws {
        try state.withLock { state in
            // It is not certain how much of a batch arrives when the destination fails.
            state.ids += events.map(\.key.id)
            guard state.failures == 0 else {
                state.failures -= 1
                throw Refusal()
            }
            state.batches.append(events.count)
        }
    }

    /// Waits until so many events have arrived.
    func holds(_ count: Int) async throws {
        while ids.count < count { try await Task.sleep(for: .milliseconds(2)) }
    }
}

@Suite("A relay to a sink", .timeLimit(.minutes(1)))
struct EventRelayTests {
    private let store = InMemoryStore()
    private let shelf = Shelf()

    /// Creates customers with the identifiers.
    private func create(_ ids: ClosedRange<Int>, in store: InMemoryStore? = nil) async throws {
        for id in ids {
            let document = try JSONDocument(parsing: #"{"id":"\#(id)","name":"N"}"#)
            try await (store ?? self.store).create(document, at: ResourceKey("customer", "\(id)"))
        }
    }

    private func relay(
        _ store: InMemoryStore? = nil, matching query: EventQuery? = nil, batch: Int = 100,
        environment: HubEnvironment = .live, observer: (@Sendable (EventRelay.Step) -> Void)? = nil
    ) -> EventRelay {
        EventRelay(
            "shelf", from: store ?? self.store, to: shelf, matching: query, batch: batch,
            backOff: .milliseconds(1)...(.milliseconds(2)), environment: environment, observer: observer)
    }

    /// Runs a relay until so many events have arrived, and stops it.
    private func run(_ relay: EventRelay, until count: Int) async throws {
        let run = Task { try await relay.run() }
        try await shelf.holds(count)
        run.cancel()
        try await run.value
    }

    @Test("The first run starts with what happens from then on, and a later one goes on without a repetition")
    func resuming() async throws {
        try await create(1...3)
        let relay = relay()
        let first = Task { try await relay.run() }
        while try await relay.position() == nil { try await Task.sleep(for: .milliseconds(2)) }
        try await create(4...6)
        try await shelf.holds(3)
        first.cancel()
        try await first.value
        try await create(7...8)
        try await run(relay, until: 5)
        #expect(shelf.ids == ["4", "5", "6", "7", "8"])
    }

    @Test("Past events are published from the position that is set, in batches")
    func past() async throws {
        try await create(1...25)
        let relay = relay(batch: 10)
        try await relay.start(after: EventCursor(after: 5))
        try await run(relay, until: 20)
        #expect(shelf.ids == (6...25).map(String.init))
        #expect(shelf.batches == [10, 10])
        #expect(try #require(await relay.position()).commit >= 25)
    }

    @Test("Events that could not be published come again, in order, until the sink has them")
    func failures() async throws {
        try await create(1...2)
        let failures = Mutex<[Int]>([])
        let relay = relay { step in
            if case .failed(_, let attempts) = step { failures.withLock { $0.append(attempts) } }
        }
        shelf.fail(3)
        try await relay.start(after: EventCursor(after: 0))
        try await run(relay, until: 8)
        #expect(shelf.ids == ["1", "2", "1", "2", "1", "2", "1", "2"])
        #expect(failures.withLock { $0 } == [1, 2, 3])
    }

    @Test("A relay that is stopped while its sink fails has not passed over anything")
    func stopAmidFailures() async throws {
        try await create(1...2)
        shelf.fail(.max)
        let relay = relay()
        try await relay.start(after: EventCursor(after: 0))
        try await run(relay, until: 4)
        #expect(try await relay.position() == EventCursor(after: 0))
        shelf.fail(0)
        let published = shelf.ids.count
        try await run(relay, until: published + 2)
        #expect(Array(shelf.ids.dropFirst(published)) == ["1", "2"])
    }

    @Test("Only the events that the query chooses are published")
    func query() async throws {
        try await create(1...9)
        let relay = relay(matching: try EventQuery(parsing: "customer.id=3,7"))
        try await relay.start(after: EventCursor(after: 0))
        try await run(relay, until: 2)
        #expect(shelf.ids == ["3", "7"])
    }

    @Test("Of two relays with one name, the first one ends")
    func replacement() async throws {
        let (first, second) = (relay(), relay())
        let run = Task { try await first.run() }
        while try await first.position() == nil { try await Task.sleep(for: .milliseconds(2)) }
        try await second.start(after: EventCursor(after: 0))
        try await create(1...1)
        try await shelf.holds(1)
        run.cancel()
        await #expect(throws: EventRelay.Replaced.self) { try await run.value }
        #expect(try await second.position() == EventCursor(after: 0))
    }

    @Test("Events that the store no longer keeps end the relay")
    func expiry() async throws {
        let store = InMemoryStore(options: StoreOptions(history: 2))
        let relay = relay(store)
        try await relay.start(after: EventCursor(after: 0))
        try await create(1...5, in: store)
        await #expect { try await relay.run() } throws: { ($0 as? StoreError)?.code == .changesExpired }
        #expect(shelf.ids == [])
    }

    @Test("While events keep coming, the position is written at most once a second")
    func pace() async throws {
        let time = Mutex(Duration.zero)
        let environment = HubEnvironment(
            monotonicTime: { time.withLock { $0 } }, sleep: { _ in try await Task.sleep(for: .seconds(600)) })
        let relay = relay(environment: environment)
        try await relay.start(after: EventCursor(after: 0))
        let start = try await store.feedRange().upperBound
        let run = Task { try await relay.run() }
        for id in 1...50 {
            try await create(id...id)
            try await shelf.holds(id)
        }
        // The relay has taken the position over, and nothing else.
        #expect(try await store.feedRange().upperBound == start + 51)
        time.withLock { $0 = .seconds(2) }
        try await create(51...51)
        while try await relay.position()?.commit ?? 0 < start + 51 { try await Task.sleep(for: .milliseconds(2)) }
        run.cancel()
        try await run.value
    }

    @Test("The position is written soon after the last event, although nothing else happens")
    func idleWrite() async throws {
        let relay = relay(environment: HubEnvironment(sleep: { _ in }))
        try await relay.start(after: EventCursor(after: 0))
        let run = Task { try await relay.run() }
        try await create(1...1)
        try await shelf.holds(1)
        while try await relay.position()?.commit ?? 0 == 0 { try await Task.sleep(for: .milliseconds(2)) }
        run.cancel()
        try await run.value
    }
}
