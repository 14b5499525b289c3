import Synchronization
import TMFEvents
import TMFExchange
import TMFJSON
import TMFModels
import TMFQuery
import TMFStore
import Testing
import _TMFTestSupport

@Suite("Events that were seen")
struct SeenEventsTests {
    private let hub = Hub()
    private let handled = Log<String>()

    private struct Crash: Error {}

    /// A store that fails before or after a commit, as if the process had ended there.
    private final class CrashingStore: ResourceStore {
        enum Moment {
            case beforeCommit, afterCommit, reading
        }

        let base = InMemoryStore()
        let next = Mutex<Moment?>(nil)

        /// Fails if the next failure is planned for this moment.
        private func pass(_ moment: Moment) throws {
            try next.withLock { next in
                guard next == moment else { return }
                next = nil
                throw Crash()
            }
        }

        func resource(for key: ResourceKey) async throws -> StoredResource? {
            try pass(.reading)
            return await base.resource(for: key)
        }

        func resources(in collection: CollectionName, matching query: ResourceQuery) async throws -> StorePage {
            try await base.resources(in: collection, matching: query)
        }

        func commit(_ transaction: StoreTransaction) async throws -> StoreCommit {
            try pass(.beforeCommit)
            let commit = try await base.commit(transaction)
            try pass(.afterCommit)
            return commit
        }

        func changes(after sequence: UInt64) async throws -> StoreChanges { try await base.changes(after: sequence) }
        func feedRange() async throws -> ClosedRange<UInt64> { try await base.feedRange() }
    }

    private static let counter = ResourceKey("counter", "1")

    /// A listener that counts events in a store.
    private func counting(_ store: any ResourceStore, at path: String = Hub.path) -> EventListener {
        EventListener(at: path, secrets: [Hub.secret], seen: StoredSeenEvents(in: store), now: { Hub.now })
            .committing(on: CustomerCreateEvent.self) { [handled] event in
                handled.add(event.eventId ?? "")
                guard let found = try await store.resource(for: Self.counter) else {
                    return [.create(Self.counter, try JSONDocument(parsing: "1"))]
                }
                let count = found.document.root.numberValue?.intValue ?? 0
                return [.replace(Self.counter, try JSONDocument(parsing: "\(count + 1)"), revision: found.revision)]
            }
    }

    private func count(_ store: any ResourceStore) async throws -> Int {
        try await store.resource(for: Self.counter)?.document.root.numberValue?.intValue ?? 0
    }

    private static func marks(_ store: any ResourceStore) async throws -> [String] {
        try await store.resources(in: ".seenEvent", matching: ResourceQuery()).resources.map(\.key.id).sorted()
    }

    // MARK: - Identifiers

    @Test("An event is recognized by its header field, or else by its eventId, byte by byte")
    func identifiers() async throws {
        let listener = EventListener.unsigned(at: Hub.path).on(CustomerCreateEvent.self) { [handled] in
            handled.add($0.eventId ?? "")
        }
        func deliver(header: String?, eventID: JSONValue?) async -> Int {
            var event: JSONObject = ["eventType": "CustomerCreateEvent"]
            event["eventId"] = eventID
            var request = APIRequest(.post, Hub.path, body: JSONValue.object(event).serialized())
            request.headers[.webhookID] = header
            #expect(await listener.respond(to: request).status == 204)
            return handled.count
        }
        #expect(await deliver(header: "a", eventID: "1") == 1)
        #expect(await deliver(header: "a", eventID: "2") == 1)
        #expect(await deliver(header: " a ", eventID: nil) == 1)
        #expect(await deliver(header: nil, eventID: "a") == 1)
        #expect(await deliver(header: nil, eventID: "1") == 2)
        #expect(await deliver(header: "", eventID: "1") == 2)
        #expect(await deliver(header: "b", eventID: "1") == 3)
        #expect(await deliver(header: nil, eventID: "\u{E9}") == 4)
        #expect(await deliver(header: nil, eventID: "e\u{301}") == 5)
        #expect(await deliver(header: nil, eventID: "e\u{301}") == 5)
        // Without an identifier, an event cannot be recognized.
        for (number, eventID) in ([nil, nil, "", "", 7, 7, .null] as [JSONValue?]).enumerated() {
            #expect(await deliver(header: nil, eventID: eventID) == 6 + number)
        }
    }

    @Test("An identifier of more than 255 bytes is answered with 400")
    func longIdentifiers() async throws {
        let signed = Hub.listener().on(CustomerCreateEvent.self) { _ in }
        let unsigned = EventListener.unsigned(at: Hub.path).on(CustomerCreateEvent.self) { _ in }
        for (length, isValid) in [(255, true), (256, false), (10_000, false)] {
            let id = String(repeating: "x", count: length)
            let response = await signed.respond(to: try hub.request(Hub.created, id: id))
            if isValid { #expect(response.status == 204) } else { expectRefusal(response, 400, "26") }
            let event: JSONValue = ["eventType": "CustomerCreateEvent", "eventId": .string(id)]
            let other = await unsigned.respond(to: APIRequest(.post, Hub.path, body: event.serialized()))
            if isValid { #expect(other.status == 204) } else { expectRefusal(other, 400, "24") }
        }
    }

    @Test("Listeners at different paths that share a memory handle the same event, each of them once")
    func paths() async throws {
        let store = InMemoryStore()
        let listeners = [counting(store, at: "/a"), counting(store, at: "/b")]
        for _ in 0..<2 {
            for (listener, path) in zip(listeners, ["/a", "/b"]) {
                #expect(await listener.respond(to: try hub.request(Hub.created, to: path)).status == 204)
            }
        }
        #expect(try await count(store) == 2)
        #expect(try await Self.marks(store) == ["/a 6f0c-0s", "/b 6f0c-0s"])
    }

    // MARK: - At once

    @Test("The second of two deliveries at once is answered with 503, and with 204 once the first is done")
    func atOnce() async throws {
        let (entered, enter) = AsyncStream.makeStream(of: Void.self)
        let (released, release) = AsyncStream.makeStream(of: Void.self)
        let listener = Hub.listener().on(CustomerCreateEvent.self) { [handled] _ in
            enter.yield()
            for await _ in released { break }
            handled.add("")
        }
        let request = try hub.request(Hub.created)
        async let first = listener.respond(to: request)
        for await _ in entered { break }
        let second = await listener.respond(to: request)
        #expect(expectRefusal(second, 503, "503") == "The event is being handled.")
        // Another event is not held up.
        #expect(
            await listener.onUnknown { _ in }.respond(to: try hub.request(["eventType": "X"], id: "2")).status == 204)
        release.yield()
        #expect(await first.status == 204)
        #expect(await listener.respond(to: request).status == 204)
        #expect(handled.count == 1)
    }

    @Test("Of many deliveries at once, exactly one is handled, with either memory", arguments: [false, true])
    func manyAtOnce(isStored: Bool) async throws {
        let store = InMemoryStore()
        let listener = Hub.listener(seen: isStored ? StoredSeenEvents(in: store) : InMemorySeenEvents())
            .on(CustomerCreateEvent.self) { [handled] event in
                await Task.yield()
                handled.add(event.eventId ?? "")
            }
        let hub = hub
        for id in 0..<20 {
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<20 {
                    group.addTask { await listener.respond(to: try hub.request(Hub.created, id: "\(id)")).status }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(statuses.contains(204))
            #expect(statuses.allSatisfy { $0 == 204 || $0 == 503 })
            #expect(handled.count == id + 1)
        }
    }

    // MARK: - Exactly once

    @Test("Changes are made exactly once, wherever the process ends")
    func crashes() async throws {
        let store = CrashingStore()
        let moments: [CrashingStore.Moment?] = [nil, .reading, .beforeCommit, .afterCommit]
        for (number, moment) in moments.enumerated() {
            store.next.withLock { $0 = moment }
            // Every attempt is that of a process of its own.
            let request = try hub.request(Hub.created, id: "\(number)")
            #expect(await counting(store).respond(to: request).status == (moment == nil ? 204 : 500))
            #expect(await counting(store).respond(to: request).status == 204)
            #expect(await counting(store).respond(to: request).status == 204)
            #expect(try await count(store) == number + 1, "\(String(describing: moment))")
        }
        #expect(try await Self.marks(store).count == 4)
    }

    @Test("With a memory of the process, an event is handled again after a crash, and never lost")
    func restart() async throws {
        for attempt in 1...2 {
            let listener = Hub.listener().on(CustomerCreateEvent.self) { [handled] _ in handled.add("") }
            for _ in 0..<2 { #expect(await listener.respond(to: try hub.request(Hub.created)).status == 204) }
            #expect(handled.count == attempt)
        }
    }

    @Test("Two processes that handle an event at once change the store once")
    func processes() async throws {
        let store = InMemoryStore()
        let (entered, enter) = AsyncStream.makeStream(of: Void.self)
        let slow = EventListener(
            at: Hub.path, secrets: [Hub.secret], seen: StoredSeenEvents(in: store), now: { Hub.now }
        ).committing(on: CustomerCreateEvent.self) { [self] _ in
            // Meanwhile, another process handles the event.
            #expect(await counting(store).respond(to: try hub.request(Hub.created)).status == 204)
            enter.yield()
            return [.create(ResourceKey("counter", "2"), try JSONDocument(parsing: "2"))]
        }
        #expect(await slow.respond(to: try hub.request(Hub.created)).status == 204)
        for await _ in entered { break }
        #expect(try await count(store) == 1)
        #expect(await store.resource(for: ResourceKey("counter", "2")) == nil)
    }

    @Test("A change that cannot be made undoes all others, and the event is handled when it comes again")
    func conflicts() async throws {
        let store = InMemoryStore()
        let request = try hub.request(Hub.created)
        let listener = Hub.listener(seen: StoredSeenEvents(in: store))
        let document = try JSONDocument(parsing: "{}")
        let stale = listener.on(CustomerCreateEvent.self) { _ in }
            .committing(on: CustomerCreateEvent.self) { _ in [.create(ResourceKey("a", "1"), document)] }
            .committing(on: CustomerCreateEvent.self) { _ in [.replace(Self.counter, document, revision: 7)] }
        expectRefusal(await stale.respond(to: request), 500, "1")
        try await store.create(document, at: Self.counter)
        expectRefusal(await stale.respond(to: request), 503, "503")
        #expect(await store.resource(for: ResourceKey("a", "1")) == nil)
        #expect(try await Self.marks(store).isEmpty)
        #expect(await counting(store).respond(to: request).status == 204)
        #expect(try await count(store) == 1)
    }

    @Test("A handler without changes only marks the event, and one that fails marks nothing")
    func marks() async throws {
        let store = InMemoryStore()
        let listener = Hub.listener(seen: StoredSeenEvents(in: store))
        let failing = listener.on(CustomerCreateEvent.self) { _ in throw EventRejection("no") }
        #expect(await failing.respond(to: try hub.request(Hub.created)).status == 422)
        #expect(try await Self.marks(store).isEmpty)
        #expect(await listener.respond(to: try hub.request(Hub.created)).status == 204)
        #expect(try await Self.marks(store).isEmpty, "an event without a handler needs no mark")
        let successful = listener.on(CustomerCreateEvent.self) { _ in }
        #expect(await successful.respond(to: try hub.request(Hub.created)).status == 204)
        #expect(try await Self.marks(store) == ["/tmf/listener 6f0c-0s"])
    }

    @Test("Without a store, changes cannot be made")
    func changesInMemory() async throws {
        let observed = Log<String>()
        let document = try JSONDocument(parsing: "{}")
        let listener = Hub.listener(observer: observed).committing(on: CustomerCreateEvent.self) { _ in
            [.create(Self.counter, document)]
        }
        for _ in 0..<2 { expectRefusal(await listener.respond(to: try hub.request(Hub.created)), 503, "503") }
        #expect(observed.values.first == "the store cannot be used")
    }

    // MARK: - Memories

    @Test("Both memories keep to the protocol", arguments: [false, true])
    func contract(isStored: Bool) async throws {
        let seen: any SeenEvents = isStored ? StoredSeenEvents(in: InMemoryStore()) : InMemorySeenEvents()
        for id in ["a", "", "A", "\u{E9}", "e\u{301}", "a\0", "/x a"] {
            #expect(try await !seen.contains(id))
            #expect(try await seen.insert(id, with: []))
            #expect(try await seen.contains(id))
            #expect(try await !seen.insert(id, with: []))
        }
    }

    @Test("The memory of a process keeps the events that came last", arguments: [1, 2, 10, 1_000])
    func capacity(capacity: Int) throws {
        let seen = InMemorySeenEvents(capacity: capacity)
        let count = 5 * capacity + 3
        for number in 0..<count {
            #expect(try seen.insert("\(number)", with: []))
            // This one comes again and again.
            if number > 0 { #expect(seen.contains("0") || capacity == 1) }
        }
        // Asking counts as a use, so the latest come first.
        for number in ((count - capacity + 1)..<count).reversed() { #expect(seen.contains("\(number)")) }
        for number in 1..<3 * capacity { #expect(!seen.contains("\(number)")) }
    }

    @Test("A memory without room keeps one event", arguments: [0, -1, Int.min])
    func smallestCapacity(capacity: Int) throws {
        let seen = InMemorySeenEvents(capacity: capacity)
        for number in 0..<10 {
            #expect(try seen.insert("\(number)", with: []))
            #expect(seen.contains("\(number)"))
        }
        #expect(!seen.contains("0"))
        #expect(try InMemorySeenEvents(capacity: .max).insert("0", with: []))
    }

    @Test("Old marks are deleted while new ones are inserted, but no young ones")
    func sweeping() async throws {
        let store = InMemoryStore()
        let time = Mutex(Hub.now)
        let seen = StoredSeenEvents(in: store, lifetime: .seconds(100), now: { time.withLock { $0 } })
        for number in 0..<50 { #expect(try await seen.insert("old \(number)", with: [])) }
        time.withLock { $0 += .seconds(99) }
        for number in 0..<40 { #expect(try await seen.insert("young \(number)", with: [])) }
        #expect(try await Self.marks(store).count == 90)
        time.withLock { $0 += .seconds(1) }
        for number in 0..<32 { #expect(try await seen.insert("new \(number)", with: [])) }
        #expect(try await Self.marks(store).count == 72)
        #expect(try await !seen.contains("old 0"))
        #expect(try await seen.contains("young 0"))
    }

    @Test("A failure to delete old marks does not matter")
    func failedSweep() async throws {
        let store = CrashingStore()
        let time = Mutex(Hub.now)
        let first = StoredSeenEvents(in: store, lifetime: .seconds(100), now: { time.withLock { $0 } })
        #expect(try await first.insert("old", with: []))
        time.withLock { $0 += .seconds(101) }
        let second = StoredSeenEvents(in: FailingSweeps(base: store.base), now: { time.withLock { $0 } })
        #expect(try await second.insert("new", with: []))
        #expect(try await Self.marks(store) == ["new", "old"])
    }

    /// A store that cannot answer queries.
    private struct FailingSweeps: ResourceStore {
        let base: InMemoryStore

        func resource(for key: ResourceKey) async throws -> StoredResource? { await base.resource(for: key) }
        func resources(in collection: CollectionName, matching query: ResourceQuery) async throws -> StorePage {
            throw Crash()
        }
        func commit(_ transaction: StoreTransaction) async throws -> StoreCommit { try await base.commit(transaction) }
        func changes(after sequence: UInt64) async throws -> StoreChanges { try await base.changes(after: sequence) }
        func feedRange() async throws -> ClosedRange<UInt64> { try await base.feedRange() }
    }
}
