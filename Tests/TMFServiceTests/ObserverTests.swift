import Synchronization
import TMForum
import Testing

@Suite("Observation")
struct ObserverTests {
    @Test("Every request has one event that says what it was about", arguments: Kind.allCases)
    func operations(_ kind: Kind) async throws {
        let log = EventLog()
        let client = try Client(observer: log.observer, step: .milliseconds(5))
        let requests: [(APIMethod, String, String, ServiceOperation?, String?, Int)] = [
            (.post, kind.path, kind.minimum, .create, "1", 201), (.get, kind.path, "", .list, nil, 200),
            (.head, kind.path, "", .list, nil, 200), (.get, kind.path + "/1", "", .read, "1", 200),
            (.head, kind.path + "/1", "", .read, "1", 200), (.patch, kind.path + "/1", #"{"x":1}"#, .patch, "1", 200),
            (.options, kind.path, "", .describe, nil, 204), (.get, kind.path + "/a%2Fb", "", .read, "a/b", 404),
            (.post, kind.path, "{", .create, nil, 400), (.get, kind.path + "?limit=x", "", .list, nil, 400),
            (.delete, kind.path + "/1", "", .delete, "1", 204), (.delete, kind.path + "/1", "", .delete, "1", 404),
        ]
        for (method, target, body, operation, id, status) in requests {
            let response = await client.send(method, target, body: body)
            let event = try log.only()
            #expect(event.method == method)
            #expect(event.target == target)
            #expect(event.operation == operation, "\(method) \(target)")
            #expect(event.resource == kind.rawValue)
            #expect(event.id == id, "\(method) \(target)")
            #expect(event.status == status, "\(method) \(target)")
            #expect(event.requestSize == body.utf8.count)
            #expect(event.responseSize == response.body.count)
            #expect(event.errorID == nil && event.internalError == nil)
            #expect(event.duration == .milliseconds(5))
        }
    }

    @Test(
        "A request that no resource is for has an event too", arguments: ["/nowhere", "", Kind.customer.path + "/1/2"])
    func elsewhere(_ target: String) async throws {
        let log = EventLog()
        let client = try Client(observer: log.observer)
        _ = await client.get(target)
        let event = try log.only()
        #expect(event.status == 404)
        #expect(event.resource == nil)
        #expect(event.operation == nil)
        #expect(event.id == nil)
    }

    @Test("The total and the plan are those of a list only", arguments: Kind.allCases)
    func lists(_ kind: Kind) async throws {
        let log = EventLog()
        let client = try Client(observer: log.observer)
        for number in 0..<5 {
            _ = try await client.create(kind, #""n":\#(number)"#)
            let event = try log.only()
            #expect(event.total == nil && event.plan == nil)
        }
        _ = await client.get(kind.path + "?n.gte=2&limit=1")
        var event = try log.only()
        #expect(event.total == 3)
        #expect(event.plan != nil)
        _ = await client.get(kind.path + "/1")
        event = try log.only()
        #expect(event.total == nil && event.plan == nil)
        _ = await client.get(kind.path + "?id=3")
        let byID = try log.only()
        _ = await client.get(kind.path + "?unindexed.thing=3")
        let byNothing = try log.only()
        #expect(byID.plan != byNothing.plan)
    }

    @Test(
        "The names of events are those of what changed",
        arguments: [
            (Kind.partyInteraction, #"{"reason":"x"}"#, ["PartyInteractionAttributeValueChangeEvent"]),
            (.partyInteraction, #"{"status":"completed"}"#, ["PartyInteractionStatusChangeEvent"]),
            (
                .partyInteraction, #"{"status":"completed","reason":"x"}"#,
                ["PartyInteractionStatusChangeEvent", "PartyInteractionAttributeValueChangeEvent"]
            ),
            (.partyInteraction, #"{"status":"open"}"#, []), (.partyInteraction, "{}", []),
            (.partyInteraction, #"{"reason":null}"#, []), (.customer, #"{"status":"x"}"#, ["CustomerStateChangeEvent"]),
            (.customer, #"{"name":"B"}"#, ["CustomerAttributeValueChangeEvent"]), (.customer, #"{"name":"Ada"}"#, []),
            (
                .customer, #"{"status":"x","name":"B"}"#,
                ["CustomerStateChangeEvent", "CustomerAttributeValueChangeEvent"]
            ),
        ])
    func eventNames(kind: Kind, patch: String, expected: [String]) async throws {
        let log = EventLog()
        let client = try Client(observer: log.observer)
        let path = try await client.create(kind)
        #expect(try log.only().events == [kind.typeName + "CreateEvent"])
        _ = await client.patch(path, patch)
        #expect(try Set(log.only().events) == Set(expected))
        _ = await client.get(path)
        #expect(try log.only().events.isEmpty)
        _ = await client.delete(path)
        #expect(try log.only().events == [kind.typeName + "DeleteEvent"])
        _ = await client.delete(path)
        #expect(try log.only().events.isEmpty)
    }

    @Test("A repeated request under an idempotency key gives rise to no event", arguments: Kind.allCases)
    func idempotency(_ kind: Kind) async throws {
        let log = EventLog()
        let client = try Client(observer: log.observer)
        let headers: APIHeaders = [.idempotencyKey: "k"]
        _ = await client.post(kind.path, kind.minimum, headers: headers)
        #expect(try log.only().events.count == 1)
        _ = await client.post(kind.path, kind.minimum, headers: headers)
        let event = try log.only()
        #expect(event.events.isEmpty)
        #expect(event.status == 201)
        #expect(event.id == "1")
    }

    @Test("The duration is measured by the clock of the environment")
    func duration() async throws {
        let log = EventLog()
        let time = Mutex(Duration.zero)
        let environment = ServiceEnvironment(monotonicTime: {
            time.withLock { time in
                time += .milliseconds(5)
                return time
            }
        })
        let service = APIService(store: InMemoryStore(), environment: environment, observer: log.observer)
        _ = await Client(of: service).get(Kind.customer.path)
        #expect(try log.only().duration == .milliseconds(5))
    }

    @Test("What a client hears of HEAD is measured without the body")
    func headSize() async throws {
        let log = EventLog()
        let client = try Client(observer: log.observer)
        let path = try await client.create(.customer)
        _ = try log.only()
        _ = await client.send(.head, path)
        #expect(try log.only().responseSize == 0)
    }
}
