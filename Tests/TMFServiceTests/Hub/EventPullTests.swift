import Synchronization
import TMForum
import Testing

/// A service whose events can be read, and the store of both.
private struct EventFixture {
    static let path = Kind.customer.base + "/event"

    let store: InMemoryStore
    let client: Client

    init(
        store: InMemoryStore = InMemoryStore(), limits: ServiceLimits = .default, servesEvents: Bool = true,
        hub: EventHub? = nil, publicURL: String = "", access: any AccessPolicy = .open,
        observer: ServiceObserver? = nil
    ) throws {
        self.store = store
        client = try Client(
            store: store, hub: hub,
            configuration: ServiceConfiguration(
                ignoredParameters: ["apikey"], clientIdentifiers: .accepted, servesEvents: servesEvents,
                limits: limits),
            publicURL: publicURL, access: access, observer: observer)
    }

    /// Creates customers 1 to a number, changes the status of the first and deletes the last.
    func change(_ count: Int = 2) async throws {
        for id in 1...count {
            let body = #"{"id":"\#(id)","name":"N\#(id)","engagedParty":{"id":"p\#(id)","@referredType":"Individual"}}"#
            try #require(await client.post(Kind.customer.path, body).status == 201)
        }
        try #require(await client.patch(Kind.customer.path + "/1", #"{"status":"Approved"}"#).status == 200)
        try #require(await client.send(.delete, Kind.customer.path + "/\(count)").status == 204)
    }

    func read(_ query: String, headers: APIHeaders = [:]) async -> APIResponse {
        await client.send(.get, Self.path + (query.isEmpty ? "" : "?\(query)"), headers: headers)
    }
}

extension APIResponse {
    fileprivate var cursor: String { headers["tmf-cursor"] ?? "" }
    /// The types of the events in an array, without what all of them have in common.
    fileprivate func types() throws -> [String] {
        let events = try #require(JSONValue(parsing: body).arrayValue)
        return try events.map { event in
            try #require(event["eventType"]?.stringValue).replacing("Customer", with: "").replacing("Event", with: "")
        }
    }
}

@Suite("Events that clients read")
struct EventPullTests {
    @Test("Events are read from the beginning, page by page, by the link to the next ones")
    func pages() async throws {
        let fixture = try EventFixture(publicURL: "https://api.example.com")
        try await fixture.change()
        let all = await fixture.read("after=0")
        #expect(all.status == 200)
        #expect(try all.types() == ["Create", "Create", "StateChange", "Delete"])

        var types: [String] = []
        var target = EventFixture.path + "?after=0&limit=1"
        for _ in 1...4 {
            let response = await fixture.client.get(target)
            types += try response.types()
            let next = try #require(LinkHeader(response.headers[.link] ?? "")["next"])
            #expect(next.hasPrefix("https://api.example.com/"))
            target = String(next.dropFirst("https://api.example.com".count))
        }
        #expect(types == ["Create", "Create", "StateChange", "Delete"])
        let last = await fixture.client.get(target)
        #expect(last.text == "[]")
        #expect(last.cursor == all.cursor)
    }

    @Test("Without a position, only what happens from now on is read")
    func fromNow() async throws {
        let fixture = try EventFixture()
        try await fixture.change()
        let start = await fixture.read("")
        #expect(start.text == "[]")
        try #require(await fixture.client.patch(Kind.customer.path + "/1", #"{"name":"M"}"#).status == 200)
        let response = await fixture.read("after=\(start.cursor)")
        #expect(try response.types() == ["AttributeValueChange"])
    }

    @Test("An event that is read is the one that the hub sends")
    func sameEvent() async throws {
        let store = InMemoryStore()
        let sender = MessageLog()
        let hub = EventHub.ofTests(store, sender: sender)
        _ = try await hub.register(SubscriptionRequest(callback: HubFixture.callback))
        let fixture = try EventFixture(store: store, hub: hub)
        try await fixture.change()
        let run = Task { try await hub.run() }
        while sender.messages.count < 4 { try await Task.sleep(for: .milliseconds(5)) }
        run.cancel()
        _ = try? await run.value
        let sent = try sender.messages.map { try JSONValue(parsing: $0.body) }
        let read = try JSONValue(parsing: await fixture.read("after=0").body)
        #expect(read == .array(sent))
    }

    @Test("A query chooses events as that of a subscription does")
    func query() async throws {
        let fixture = try EventFixture()
        try await fixture.change()
        #expect(try await fixture.read("after=0&eventType=CustomerCreateEvent").types() == ["Create", "Create"])
        #expect(try await fixture.read("after=0&customer.status=Approved").types() == ["StateChange"])
        #expect(try await fixture.read("after=0&apikey=7&customer.id=2").types() == ["Create", "Delete"])
        let response = await fixture.read("after=0&limit=1&fields=eventType")
        #expect(!response.text.contains("engagedParty"))
        #expect(LinkHeader(response.headers[.link] ?? "")["next"]?.hasSuffix("&limit=1&fields=eventType") == true)
    }

    @Test(
        "A request that cannot be understood is refused",
        arguments: [
            "after=x", "after=-1", "after=1-2-3", "after=", "limit=0", "limit=-1", "limit=x", "sort=eventType",
            "offset=1", "eventType=None", "nme=x", "filter=[",
        ])
    func malformed(_ query: String) async throws {
        expectError(try await EventFixture().read(query), 400, "28")
    }

    @Test("Last-Event-ID comes before the parameter, and is checked as well")
    func lastEventID() async throws {
        let fixture = try EventFixture()
        try await fixture.change()
        #expect(try await fixture.read("after=4", headers: [.lastEventID: "3"]).types() == ["Delete"])
        expectError(await fixture.read("after=4", headers: [.lastEventID: "x"]), 400, "26")
    }

    @Test("Positions before the oldest event, and after the newest one, are gone, with the position to go on after")
    func gone() async throws {
        let store = InMemoryStore(options: StoreOptions(history: 2))
        let fixture = try EventFixture(store: store)
        try await fixture.change()
        let early = await fixture.read("after=0")
        expectError(early, 410, "410")
        #expect(try await fixture.read("after=\(early.cursor)").types().last == "Delete")
        let late = await fixture.read("after=99")
        expectError(late, 410, "410")
        #expect(late.cursor == early.cursor)
    }

    @Test("A client reads the events of what it may see, as it sees it")
    func access() async throws {
        let fixture = try EventFixture(access: .parties(challenge: "Bearer"))
        let admin = try EventFixture(store: fixture.store)
        try await admin.change(3)
        expectError(await fixture.read("after=0"), 401, "40")
        let own = await fixture.client.send(.get, EventFixture.path + "?after=0", as: "p1")
        #expect(try own.types() == ["Create", "StateChange"])
        // The position moves over the events of others.
        #expect(own.cursor == (await admin.read("after=0")).cursor)
    }

    @Test("A page ends before it becomes too long, and loses nothing")
    func longPages() async throws {
        let fixture = try EventFixture(limits: ServiceLimits(pageBytes: 10))
        try await fixture.change()
        var types: [String] = []
        var cursor = "0"
        for _ in 1...4 {
            let response = await fixture.read("after=\(cursor)")
            #expect(try response.types().count == 1)
            types += try response.types()
            cursor = response.cursor
        }
        #expect(types == ["Create", "Create", "StateChange", "Delete"])
    }

    @Test("The path does not exist unless it is asked for, and has no other methods")
    func routing() async throws {
        expectError(try await EventFixture(servesEvents: false).read(""), 404, "60")
        let fixture = try EventFixture()
        let refused = await fixture.client.send(.post, EventFixture.path, body: "{}")
        expectError(refused, 405, "61")
        #expect(refused.headers[.allow] == "GET, HEAD, OPTIONS")
        #expect(await fixture.client.send(.options, EventFixture.path).status == 204)
        let head = await fixture.client.send(.head, EventFixture.path + "?after=0")
        #expect(head.status == 200 && head.body.isEmpty && head.headers[.contentLength] == "2")
        expectError(await fixture.read("", headers: [.accept: "text/html"]), 406, "406")
    }

    @Test("Without a hub, changes have a note as well, so that events have a time")
    func notes() async throws {
        let fixture = try EventFixture()
        try await fixture.change()
        let events = try JSONValue(parsing: await fixture.read("after=0").body)
        #expect(events[0]?["eventTime"] == .string(Client.instant))
    }
}

@Suite("Waiting for events")
struct EventWaitTests {
    /// A service in whose environment waiting ends when a test says so.
    private static func service(
        _ store: InMemoryStore, limits: ServiceLimits = .default,
        sleep: @escaping @Sendable (Duration) async throws -> Void
    ) -> APIService {
        APIService(
            store: store, configuration: ServiceConfiguration(servesEvents: true, limits: limits),
            environment: ServiceEnvironment(sleep: sleep))
    }

    private static let create = APIRequest(
        .post, Kind.customer.path, headers: [.contentType: "application/json"],
        body: Array(#"{"name":"N","engagedParty":{"id":"p","@referredType":"Individual"}}"#.utf8))

    @Test("A request that is ready to wait gets the next event as soon as it happens")
    func arrival() async throws {
        let store = InMemoryStore()
        let service = Self.service(store) { _ in try await Task.sleep(for: .seconds(600)) }
        async let response = service.respond(
            to: APIRequest(.get, EventFixture.path + "?after=0", headers: [.prefer: "wait=5"]))
        // The event may happen before or after the request begins to wait.
        try #require(await service.respond(to: Self.create).status == 201)
        #expect(try await response.types() == ["Create"])
        #expect(await response.headers[.preferenceApplied] == "wait=5")
    }

    @Test("When the time is over, the response has no events")
    func timeout() async throws {
        let asked = Mutex<[Duration]>([])
        let limits = ServiceLimits(longestWait: .seconds(7))
        let service = Self.service(InMemoryStore(), limits: limits) { time in asked.withLock { $0.append(time) } }
        for (prefer, wait) in [("wait=5", 5), ("wait=60", 7), ("wait=0", nil), ("wait=x", nil), ("wait=-1", nil)] {
            let response = await service.respond(
                to: APIRequest(.get, EventFixture.path + "?after=0", headers: [.prefer: prefer]))
            #expect(response.text == "[]")
            #expect(response.headers[.preferenceApplied] == wait.map { "wait=\($0)" }, "\(prefer)")
        }
        #expect(asked.withLock { $0 } == [.seconds(5), .seconds(7)])
    }

    @Test("More requests than may wait get their response at once")
    func limit() async throws {
        let asked = Mutex(0)
        let limits = ServiceLimits(waitingRequests: 0)
        let service = Self.service(InMemoryStore(), limits: limits) { _ in asked.withLock { $0 += 1 } }
        let response = await service.respond(
            to: APIRequest(.get, EventFixture.path + "?after=0", headers: [.prefer: "wait=5"]))
        #expect(response.text == "[]")
        #expect(asked.withLock { $0 } == 0)
    }
}

@Suite("Events as a stream")
struct EventStreamTests {
    private static let accept: APIHeaders = [.accept: "text/event-stream"]

    @Test("Each event is a block with its position, its name and its text, and the last block moves the position")
    func blocks() async throws {
        let fixture = try EventFixture()
        try await fixture.change()
        let response = await fixture.read("after=0", headers: Self.accept)
        #expect(response.headers[.contentType] == "text/event-stream")
        #expect(response.headers[.cacheControl] == "no-store")
        let blocks = response.text.split(separator: "\n\n").map { $0.split(separator: "\n") }
        #expect(blocks.count == 5)
        let events = try JSONValue(parsing: await fixture.read("after=0").body)
        for (place, block) in blocks.dropLast().enumerated() {
            #expect(block.count == 3)
            #expect(block[0] == "id: \(place + 1)-0")
            #expect(block[1] == "event: \(events[place]?["eventType"]?.stringValue ?? "")")
            #expect(try JSONValue(parsing: Array(block[2].dropFirst(6).utf8)) == events[place])
        }
        #expect(blocks.last == ["id: \(response.cursor)"])
    }

    @Test("A stream goes on where it was, and ends when the client may no longer see the events")
    func continuation() async throws {
        let isRevoked = Mutex(false)
        let policy = RevocablePolicy { isRevoked.withLock { $0 } }
        let fixture = try EventFixture(access: policy)
        try await fixture.change()
        let service = fixture.client.service
        let request = APIRequest(.get, EventFixture.path + "?after=2", headers: Self.accept)
        let first = await service.respond(to: request)
        #expect(first.text.contains("CustomerStateChangeEvent"))
        let idle = try #require(await service.continuation(of: first, to: request))
        #expect(idle.text == "id: \(first.cursor)\n\n")
        try #require(await fixture.client.patch(Kind.customer.path + "/1", #"{"name":"M"}"#).status == 200)
        let second = try #require(await service.continuation(of: idle, to: request))
        #expect(second.text.contains("CustomerAttributeValueChangeEvent"))
        #expect(!second.text.contains("CustomerStateChangeEvent"))
        isRevoked.withLock { $0 = true }
        #expect(await service.continuation(of: second, to: request) == nil)
    }

    @Test("What is no stream has no continuation")
    func noStream() async throws {
        let fixture = try EventFixture()
        let none: APIHeaders = [:]
        for (target, headers) in [(EventFixture.path, none), (Kind.customer.path, none), ("/none", Self.accept)] {
            let request = APIRequest(.get, target, headers: headers)
            let response = await fixture.client.service.respond(to: request)
            #expect(await fixture.client.service.continuation(of: response, to: request) == nil)
        }
    }
}

/// A policy that refuses everything from a moment on.
private struct RevocablePolicy: AccessPolicy {
    let isRevoked: @Sendable () -> Bool

    func decision(
        on request: APIRequest, _ operation: ServiceOperation, of resource: ResourceDefinition
    ) async throws -> AccessDecision {
        isRevoked() && operation == .list ? .refused(ServiceError(.accessDenied)) : .allowed
    }
}
