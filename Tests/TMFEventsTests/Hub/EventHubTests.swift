import TMFExchange
import TMFJSON
import TMFModels
import TMFQuery
import TMFStore
import Testing

@testable import TMFEvents

@Suite("The hub", .timeLimit(.minutes(1)))
struct EventHubTests {
    private let store = InMemoryStore()
    private let sender = RecordingSender()

    private static var quick: DeliveryPolicy {
        var policy = DeliveryPolicy()
        policy.backOff = .milliseconds(1)...(.milliseconds(4))
        policy.refusalPauses = [.milliseconds(1), .milliseconds(1)]
        policy.checkpointInterval = .milliseconds(5)
        policy.restartSpread = .zero
        return policy
    }

    private func hub(_ sender: RecordingSender, policy: DeliveryPolicy = quick) -> EventHub {
        EventHub(store: store, sender: sender, policy: policy)
    }

    private func create(_ id: String, status: String = "open") async throws {
        try await store.commit(
            [.create(ResourceKey("customer", id), document(["id": .string(id), "status": .string(status)]))],
            note: EventNote(id: "commit-\(id)", time: noteOfTests.time).json)
    }

    private func whileRunning<Value: Sendable>(
        _ hub: EventHub, _ body: () async throws -> Value
    ) async throws -> Value {
        let run = Task { try await hub.run() }
        defer { run.cancel() }
        let value = try await body()
        run.cancel()
        try await run.value
        return value
    }

    private func register(_ hub: EventHub, query: String = "", delivery: JSONValue? = nil) async throws -> Subscription
    {
        try await hub.register(
            SubscriptionRequest(callback: "https://crm.example/listener", query: query, delivery: delivery)
        ).subscription
    }

    /// Waits until the progress of a listener satisfies a condition.
    private func wait(
        _ hub: EventHub, _ id: String, until isMet: (SubscriptionState) -> Bool
    ) async throws -> SubscriptionState {
        while true {
            if let state = try await hub.state(of: id), isMet(state) { return state }
            try await Task.sleep(for: .milliseconds(1))
        }
    }

    // MARK: - Delivery

    @Test("Everything after a registration is delivered in order, signed and numbered, and nothing before it")
    func delivery() async throws {
        let hub = hub(sender)
        try await create("before")
        let subscription = try await register(hub)
        try await create("1")
        try await whileRunning(hub) {
            try await sender.wait(for: 1)
            for number in 2...20 { try await create(String(number)) }
            try await sender.wait(for: 20)
        }
        #expect(sender.sent.map { $0.event["event"]?["customer"]?["id"] } == (1...20).map { .string(String($0)) })
        #expect(sender.sent.map { $0.header("tmf-event-number") } == (1...20).map { String($0) })
        let secret = try await hub.secret(of: subscription)
        for message in sender.sent {
            #expect(message.url.description == "https://crm.example/listener")
            #expect(message.header("tmf-subscription") == subscription.id)
            let id = try StandardWebhooks.verify(
                message.headers, body: message.body, with: [secret], at: .now())
            #expect(id == message.event["eventId"]?.stringValue)
        }
    }

    @Test("After an orderly stop nothing is delivered twice, and what happened meanwhile is delivered")
    func restart() async throws {
        let subscription = try await register(hub(sender))
        try await create("1")
        try await whileRunning(hub(sender)) { try await sender.wait(for: 1) }
        try await create("2")
        try await whileRunning(hub(sender)) { try await sender.wait(for: 2) }
        #expect(sender.sent.map { $0.header("webhook-id") } == ["commit-1-0c", "commit-2-0c"])
        #expect(try await hub(sender).state(of: subscription.id)?.number == 2)
    }

    @Test("A listener that is unavailable gets the same event again, and then the others in order")
    func unavailability() async throws {
        let sender = RecordingSender { _, number in APIResponse(status: number < 5 ? 500 : 200) }
        let hub = hub(sender)
        let subscription = try await register(hub)
        try await whileRunning(hub) {
            for number in 1...3 { try await create(String(number)) }
            try await sender.wait(for: 7)
            _ = try await wait(hub, subscription.id) { $0.status == .active && $0.number == 3 }
        }
        let ids = sender.sent.map { $0.header("webhook-id") ?? "" }
        #expect(ids == Array(repeating: "commit-1-0c", count: 5) + ["commit-2-0c", "commit-3-0c"])
        #expect(Set(sender.sent.prefix(5).map(\.body)).count == 1)
    }

    @Test("An event that a listener refuses is set aside after some attempts, and can be delivered once more")
    func refusal() async throws {
        let sender = RecordingSender { message, number in
            let isPoison = message.header("webhook-id") == "commit-2-0c" && message.header("tmf-delivery") == nil
            return APIResponse(status: isPoison ? 400 : 200)
        }
        let hub = hub(sender)
        let subscription = try await register(hub)
        try await whileRunning(hub) {
            for number in 1...3 { try await create(String(number)) }
            _ = try await wait(hub, subscription.id) { $0.number == 3 }
            let letters = try await hub.deadLetters(of: subscription.id)
            #expect(letters.map(\.eventID) == ["commit-2-0c"])
            #expect(letters.map(\.attempts) == [3])
            #expect(letters.first?.body == sender.sent[1].body)
            try await hub.retryDeadLetter(at: #require(letters.first).cursor, of: subscription.id)
            while !(try await hub.deadLetters(of: subscription.id).isEmpty) {
                try await Task.sleep(for: .milliseconds(1))
            }
        }
        #expect(sender.sent.last?.body == sender.sent[1].body)
    }

    @Test("A listener that is gone gets nothing more until its owner registers it again")
    func gone() async throws {
        let sender = RecordingSender { _, number in APIResponse(status: number == 1 ? 410 : 200) }
        let hub = hub(sender)
        let subscription = try await register(hub)
        try await whileRunning(hub) {
            try await create("1")
            let state = try await wait(hub, subscription.id) { $0.status == .disabled }
            #expect(state.reason == .gone)
            try await create("2")
            let again = try await hub.register(SubscriptionRequest(callback: "https://crm.example/listener"))
            #expect(!again.isNew)
            #expect(again.subscription.id == subscription.id)
            _ = try await wait(hub, subscription.id) { $0.number == 2 }
        }
        #expect(sender.sent.map { $0.header("webhook-id") } == ["commit-1-0c", "commit-1-0c", "commit-2-0c"])
    }

    @Test("A paused listener gets what happened meanwhile when its owner goes on")
    func pause() async throws {
        let hub = hub(sender)
        let subscription = try await register(hub)
        try await whileRunning(hub) {
            try await create("1")
            _ = try await wait(hub, subscription.id) { $0.number == 1 }
            try await hub.setPaused(true, subscription.id)
            for number in 2...4 { try await create(String(number)) }
            try await Task.sleep(for: .milliseconds(20))
            #expect(sender.sent.count == 1)
            try await hub.setPaused(false, subscription.id)
            _ = try await wait(hub, subscription.id) { $0.number == 4 }
        }
        #expect(sender.sent.map { $0.header("tmf-event-number") } == ["1", "2", "3", "4"])
    }

    @Test("A repetition delivers the same events again and says so, and then goes on")
    func replay() async throws {
        let hub = hub(sender)
        let subscription = try await register(hub)
        let start = try #require(try await hub.subscription(subscription.id)?.start)
        try await whileRunning(hub) {
            for number in 1...3 { try await create(String(number)) }
            _ = try await wait(hub, subscription.id) { $0.number == 3 }
            try await hub.replay(subscription.id, after: start)
            try await sender.wait(for: 6)
            try await create("4")
            _ = try await wait(hub, subscription.id) { $0.number == 4 }
        }
        let ids = sender.sent.map { $0.header("webhook-id") }
        #expect(ids[3..<6] == ids[0..<3])
        #expect(sender.sent.map { $0.header("tmf-delivery") } == [nil, nil, nil, "replay", "replay", "replay", nil])
        #expect(sender.sent.map { $0.header("tmf-event-number") } == ["1", "2", "3", nil, nil, nil, "4"])
        #expect(sender.sent[3].body == sender.sent[0].body)
    }

    @Test("Nothing is sent after a listener was removed, and nothing is kept for it")
    func removal() async throws {
        let hub = hub(sender)
        let subscription = try await register(hub)
        try await whileRunning(hub) {
            try await create("1")
            _ = try await wait(hub, subscription.id) { $0.number == 1 }
            try await hub.unregister(subscription.id)
            try await create("2")
            try await Task.sleep(for: .milliseconds(20))
        }
        #expect(sender.sent.count == 1)
        #expect(try await hub.state(of: subscription.id) == nil)
        await #expect(throws: HubError.notFound) { try await hub.unregister(subscription.id) }
    }

    @Test("A second hub takes over, and the first one ends without writing anything more")
    func takeover() async throws {
        let first = hub(sender)
        let subscription = try await register(first)
        let run = Task { try await first.run() }
        try await create("1")
        _ = try await wait(first, subscription.id) { $0.number == 1 }
        let other = RecordingSender()
        let second = hub(other)
        try await whileRunning(second) {
            let result = await run.result
            #expect(throws: HubError.replaced) { try result.get() }
            try await create("2")
            try await other.wait(for: 1)
        }
        #expect(sender.sent.count == 1)
        #expect(other.sent.map { $0.header("webhook-id") } == ["commit-2-0c"])
    }

    @Test("More events than a listener's queue holds are all delivered, in order")
    func backlog() async throws {
        var policy = Self.quick
        policy.queuedEvents = 8
        policy.commitsPerRead = 5
        let hub = hub(sender, policy: policy)
        let subscription = try await register(hub)
        for number in 1...300 { try await create(String(number)) }
        try await whileRunning(hub) {
            for number in 301...400 { try await create(String(number)) }
            _ = try await wait(hub, subscription.id) { $0.number == 400 }
        }
        #expect(sender.sent.map { $0.header("tmf-event-number") } == (1...400).map { String($0) })
        #expect(sender.sent.map { $0.header("webhook-id") } == (1...400).map { "commit-\($0)-0c" })
    }

    @Test("A listener that fell behind what the store keeps is disabled, and told so when it goes on")
    func fellBehind() async throws {
        let store = InMemoryStore(options: StoreOptions(history: 50))
        let hub = EventHub(store: store, sender: sender, policy: Self.quick)
        let subscription = try await register(hub)
        for number in 1...200 {
            try await store.create(document(["id": .string("\(number)")]), at: ResourceKey("customer", "\(number)"))
        }
        try await whileRunning(hub) {
            let state = try await wait(hub, subscription.id) { $0.status == .disabled }
            #expect(state.reason == .fellBehind)
            try await hub.wakeUp(subscription.id)
            let later = try await wait(hub, subscription.id) { $0.status == .active }
            #expect(later.hasMissedEvents)
        }
    }

    // MARK: - Registration

    @Test("The same listener and query are one subscription, however they are written")
    func same() async throws {
        let hub = hub(sender)
        let first = try await register(hub, query: "eventType=CustomerCreateEvent")
        let second = try await hub.register(
            SubscriptionRequest(
                callback: "HTTPS://CRM.example:443/listener", query: "?eventType=CustomerCreationNotification"))
        #expect(!second.isNew)
        #expect(second.subscription.id == first.id)
        #expect(try await hub.subscriptions().count == 1)
    }

    @Test("Registrations at the same time make one subscription")
    func sameAtOnce() async throws {
        let hub = hub(sender)
        let ids = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<10 { group.addTask { try await register(hub).id } }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(ids.count == 1)
        #expect(try await hub.subscriptions().count == 1)
    }

    @Test(
        "A listener at an address that is not permitted is refused",
        arguments: [
            "http://crm.example/", "https://localhost/", "https://127.0.0.1/", "nonsense", "",
        ])
    func callback(text: String) async throws {
        let error = await #expect(throws: HubError.self) {
            try await hub(sender).register(SubscriptionRequest(callback: text))
        }
        guard case .notAllowed(let findings) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(findings.allSatisfy { $0.pointer.description == "/callback" })
    }

    @Test(
        "Options that do not exist are refused with their places",
        arguments: [
            (#"{"payload": "half"}"#, "/delivery/payload"), (#"{"colour": 1}"#, "/delivery/colour"),
            (#"{"concurrency": 65}"#, "/delivery/concurrency"), (#"{"rate": 0}"#, "/delivery/rate"),
            (#"{"headers": {"Host": "a"}}"#, "/delivery/headers/Host"), ("1", "/delivery"),
            (#"{"headers": {"webhook-id": "a"}}"#, "/delivery/headers/webhook-id"),
            (#"{"previousValues": "yes"}"#, "/delivery/previousValues"), (#"{"headers": []}"#, "/delivery/headers"),
        ])
    func options(text: String, place: String) async throws {
        let error = await #expect(throws: HubError.self) {
            try await register(hub(sender), delivery: JSONValue(parsing: text))
        }
        guard case .notAllowed(let findings) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(findings.map(\.pointer.description) == [place])
    }

    @Test("There are no more subscriptions than the policy allows")
    func limits() async throws {
        var policy = Self.quick
        policy.subscriptions = 3
        policy.subscriptionsPerOwner = 2
        let hub = hub(sender, policy: policy)
        func register(_ path: String, _ owner: String) async throws {
            _ = try await hub.register(SubscriptionRequest(callback: "https://a.example/\(path)", owner: owner))
        }
        try await register("1", "x")
        try await register("2", "x")
        await #expect(throws: HubError.tooManySubscriptions(limit: 2)) { try await register("3", "x") }
        try await register("4", "y")
        await #expect(throws: HubError.tooManySubscriptions(limit: 3)) { try await register("5", "z") }
    }

    @Test("A listener cannot ask for a field that is longer than 4,096 bytes", arguments: [4_096, 4_097])
    func fieldLength(_ count: Int) async throws {
        let delivery: JSONValue = ["headers": ["X-Key": .string(String(repeating: "k", count: count))]]
        let isAllowed = (try? await register(hub(sender), delivery: delivery)) != nil
        #expect(isAllowed == (count == 4_096))
    }

    @Test(
        "A change of a subscription that others have changed is a conflict, and one that changes nothing is no commit")
    func updates() async throws {
        let hub = hub(sender)
        let known = try await register(hub)
        var request = SubscriptionRequest(callback: "https://crm.example/other")
        let changed = try await hub.update(known, to: request, isPaused: true)
        #expect(changed.callback.description == "https://crm.example/other")
        #expect(changed.isPaused)
        request.query = "fields=none"
        await #expect(throws: HubError.conflict) { try await hub.update(known, to: request) }
        let before = try await store.resources(in: "customer", matching: ResourceQuery()).sequence
        request.query = ""
        #expect(try await hub.update(changed, to: request) == changed)
        #expect(try await store.resources(in: "customer", matching: ResourceQuery()).sequence == before)
        try await hub.unregister(known.id)
        await #expect(throws: HubError.notFound) { try await hub.update(changed, to: request) }
    }

    @Test("A query whose normal form is longer than the limit of queries survives the way through the store")
    func longQueries() async throws {
        let hub = hub(sender)
        let query = (0..<90).map { "customer.status=\(String(repeating: "x", count: 70))\($0)" }.joined(separator: "&")
        let subscription = try await register(hub, query: query)
        #expect(subscription.query.text.utf8.count > EventRules().limits.length)
        #expect(try await hub.subscription(subscription.id) == subscription)
    }

    @Test("A subscription survives the way through the store")
    func documents() async throws {
        let hub = hub(sender)
        let request = SubscriptionRequest(
            callback: "https://a.example/x?y=1", query: "event.customer.status=Approved&fields=eventId",
            delivery: [
                "payload": "delta", "previousValues": true, "order": "resource", "concurrency": 8, "rate": 200,
                "format": "cloudevents", "target": "eventPath", "headers": ["X-API-Key": "k"],
            ],
            scope: EventScope([
                "customer": .init(
                    rows: .equals("engagedParty.id", .text("42")),
                    mask: AttributeMask([try JSONPath("$.creditProfile", dialect: .tmf630)]))
            ]), owner: "me", basePath: "/b")
        let id = try await hub.register(request).subscription.id
        _ = try await hub.setPaused(true, id)
        _ = try await hub.replay(id, after: EventCursor(after: 0))
        _ = try await hub.rotateSecret(of: id)
        let subscription = try #require(try await hub.subscription(id))
        #expect(subscription.options.payload == .delta)
        #expect(subscription.options.headers["X-API-Key"] == "k")
        #expect(subscription.options.rate == 200)
        #expect(subscription.scope == request.scope)
        #expect(subscription.isPaused)
        #expect(subscription.epoch == 1)
        #expect(subscription.replay == .init(number: 1, cursor: EventCursor(after: 0)))
        #expect(subscription.start == EventCursor(after: 1))
        let stored = try #require(await store.resource(for: ResourceKey(".subscription", id)))
        #expect(try Subscription(stored, EventRules()).json == subscription.json)
    }

    @Test("A listener gets what it asked for: a path for each event, CloudEvents, fields of its own, a former secret")
    func shape() async throws {
        let hub = hub(sender)
        let subscription = try await register(
            hub,
            delivery: ["target": "eventPath", "format": "cloudevents", "headers": ["Authorization": "Bearer x"]])
        let former = try await hub.secret(of: subscription)
        _ = try await hub.rotateSecret(of: subscription.id)
        try await create("1")
        try await whileRunning(hub) { try await sender.wait(for: 1) }
        let message = sender.sent[0]
        #expect(message.url.description == "https://crm.example/listener/customerCreateEvent")
        #expect(message.header("Content-Type") == "application/cloudevents+json")
        #expect(message.header("Authorization") == "Bearer x")
        #expect(message.event["specversion"] == "1.0")
        try StandardWebhooks.verify(message.headers, body: message.body, with: [former], at: .now())
    }
}
