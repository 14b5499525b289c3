import Synchronization
import TMForum
import Testing

@Suite("Access to the hub")
struct HubAccessTests {
    /// Both APIs at one base path.
    private static let joined = [
        ResourceDefinition(.customerV4.at("/crm")), ResourceDefinition(.partyInteractionV4.at("/crm")),
    ]

    private static func register(_ fixture: HubFixture, as identity: String?) async -> APIResponse {
        await fixture.client.send(
            .post, "/crm/hub", as: identity, body: #"{"callback":"https://crm.example/listener"}"#)
    }

    @Test("A subscription exists for its owner only", arguments: Kind.allCases)
    func owners(_ kind: Kind) async throws {
        let fixture = try HubFixture()
        let path = try await fixture.registered(kind, as: "ada")
        for identity in ["bob", "", nil] {
            #expect(try await fixture.ids(kind, as: identity) == [])
            for (method, body) in [(APIMethod.get, ""), (.patch, "{}"), (.delete, "")] {
                expectError(await fixture.client.send(method, path, as: identity, body: body), 404, "60")
            }
        }
        #expect(try await fixture.ids(kind, as: "ada") == ["s1"])
        #expect(await fixture.client.send(.patch, path, as: "ada", body: #"{"status":"paused"}"#).status == 200)
        #expect(await fixture.client.send(.delete, path, as: "ada").status == 204)
    }

    @Test("Clients without an identity share the subscriptions without an owner")
    func nobody() async throws {
        let fixture = try HubFixture()
        let path = try await fixture.registered(.customer)
        #expect(await fixture.client.get(path).status == 200)
        #expect(try await fixture.ids(.customer, as: "ada") == [])
    }

    @Test("A party subscribes to what is its own, without what is hidden from it", arguments: Kind.allCases)
    func parties(_ kind: Kind) async throws {
        let fixture = try HubFixture(access: .parties(challenge: "Bearer"))
        let path = try await fixture.registered(kind, as: "ada")
        let expected = EventScope([
            kind.collection: .init(rows: .equals(kind.owner, .text("ada")), mask: .internalNotes)
        ])
        #expect(try await fixture.subscription(path).scope == expected)
        #expect(try await fixture.subscription(path).owner == "ada")
        // The same party again is the same subscription, another party is not.
        #expect(try await fixture.registered(kind, as: "ada") == path)
        #expect(try await fixture.registered(kind, as: "bob") != path)
        let refused = await fixture.register(kind)
        expectError(refused, 401, "40")
        #expect(refused.headers[.wwwAuthenticate] == "Bearer")
        #expect(try await fixture.ids(kind) == [])
    }

    /// A policy whose decisions a test changes.
    private final class Clearance: SubscriberPolicy {
        private let decisions = Mutex<[String: AccessDecision]>([:])

        func set(_ decision: AccessDecision, for identity: String) { decisions.withLock { $0[identity] = decision } }

        func decision(
            on request: APIRequest, _ operation: ServiceOperation, of resource: ResourceDefinition
        ) async throws -> AccessDecision {
            decisions.withLock { $0[request.identity ?? ""] } ?? .allowed
        }
    }

    @Test("A review ends the delivery to those who may see nothing anymore, and gives it back to them")
    func review() async throws {
        let (policy, sender) = (Clearance(), MessageLog())
        let fixture = try HubFixture(access: policy, sender: sender)
        let (ada, bob) = (
            try await fixture.registered(.customer, as: "ada"), try await fixture.registered(.customer, as: "bob")
        )
        let service = fixture.client.service
        #expect(try await service.reviewSubscriptions() == [])

        policy.set(.forbidden(), for: "ada")
        #expect(try await service.reviewSubscriptions() == ["s1"])
        #expect(try await service.reviewSubscriptions() == [])
        let run = Task { try await fixture.hub.run() }
        func create() async throws {
            let body = #"{"name":"N","engagedParty":{"id":"p","@referredType":"Individual"}}"#
            try #require(await fixture.client.send(.post, Kind.customer.path, as: "eve", body: body).status == 201)
        }
        try await create()
        while sender.messages.count < 1 { try await Task.sleep(for: .milliseconds(2)) }
        #expect(sender.messages.map { $0.headers["tmf-subscription"] } == ["s2"])
        func state(_ id: String) async throws -> SubscriptionState? { try await fixture.hub.state(of: id) }
        while try await state("s1")?.reason != .accessRevoked { try await Task.sleep(for: .milliseconds(2)) }

        policy.set(.restricted(to: .equals("name", .text("N")), hiding: .none), for: "ada")
        #expect(try await service.reviewSubscriptions() == ["s1"])
        try await create()
        while sender.messages.count < 4 { try await Task.sleep(for: .milliseconds(2)) }
        #expect(sender.messages.count { $0.headers["tmf-subscription"] == "s1" } == 2)
        run.cancel()
        try await run.value
        _ = (ada, bob)
    }

    @Test("A policy that fails, or needs more than the identity, ends no delivery")
    func failingReview() async throws {
        let policy = Clearance()
        let fixture = try HubFixture(access: policy)
        _ = try await fixture.registered(.customer, as: "ada")
        policy.set(.refused(ServiceError(.unavailable)), for: "ada")
        await #expect(throws: ServiceError.self) { try await fixture.client.service.reviewSubscriptions() }
        #expect(try await fixture.hub.subscription("s1")?.scope.parts?.isEmpty == false)

        struct ByToken: AccessPolicy {
            func decision(
                on request: APIRequest, _ operation: ServiceOperation, of resource: ResourceDefinition
            ) async throws -> AccessDecision {
                request.headers[.authorization] == nil && operation == .list ? .forbidden() : .allowed
            }
        }
        let other = try Client(store: fixture.store, hub: fixture.hub, access: ByToken())
        #expect(try await other.service.reviewSubscriptions() == [])
    }

    @Test("A party gets the events of its own resources, and no hidden part")
    func delivery() async throws {
        let sender = MessageLog()
        let fixture = try HubFixture(access: .parties(challenge: "Bearer"), sender: sender)
        _ = try await fixture.registered(.customer, as: "ada")
        let admin = try Client(
            store: fixture.store, hub: fixture.hub, configuration: ServiceConfiguration(clientIdentifiers: .required))
        for (id, party) in [("1", "bob"), ("2", "ada"), ("3", "bob"), ("4", "ada")] {
            let body = """
                {"id":"\(id)","name":"N","engagedParty":{"id":"\(party)","@referredType":"Individual"},\
                "note":[{"text":"s3cret","@type":"InternalNote"}]}
                """
            #expect(await admin.post(Kind.customer.path, body).status == 201)
        }
        let run = Task { try await fixture.hub.run() }
        while sender.messages.count < 2 { try await Task.sleep(for: .milliseconds(1)) }
        run.cancel()
        try await run.value
        let events = try sender.messages.map { try JSONValue(parsing: $0.body) }
        #expect(events.map { $0["event"]?["customer"]?["id"] } == ["2", "4"])
        #expect(sender.messages.allSatisfy { !String(decoding: $0.body, as: UTF8.self).contains("s3cret") })
    }

    @Test("The policy is asked whether the client may subscribe to, and list, every type of the API")
    func questions() async throws {
        let log = TextLog()
        let policy = ClosurePolicy { request, operation, resource in
            log.add("\(request.method) \(operation) \(resource.name)")
            return .allowed
        }
        let fixture = try HubFixture(resources: Self.joined, access: policy)
        #expect(await Self.register(fixture, as: "ada").status == 201)
        #expect(
            log.take() == [
                "POST subscribe customer", "POST list customer", "POST subscribe partyInteraction",
                "POST list partyInteraction",
            ])
        _ = await fixture.client.send(.patch, "/crm/hub/s1", as: "ada", body: "{}")
        #expect(log.take().map { $0.prefix(5) } == ["PATCH", "PATCH", "PATCH", "PATCH"])
        for (method, target) in [
            (APIMethod.get, "/crm/hub"), (.get, "/crm/hub/s1"), (.delete, "/crm/hub/s1"), (.options, "/crm/hub"),
        ] {
            _ = await fixture.client.send(method, target, as: "ada")
        }
        // What is not one's own is not found, before any question.
        _ = await fixture.client.send(.patch, "/crm/hub/s1", as: "bob", body: "{}")
        #expect(log.take() == [])
    }

    @Test(
        "A type that may not be subscribed to, or not be listed, is left out; if none is left, the refusal is the answer",
        arguments: [ServiceOperation.subscribe, .list])
    func refusals(_ refused: ServiceOperation) async throws {
        let policy = ClosurePolicy { request, operation, resource in
            guard operation == refused else { return .allowed }
            if request.identity == "eve" {
                return .refused(ServiceError(.forbiddenUser, "Not \(resource.name)."))
            }
            return resource.name == "customer" ? .forbidden() : .allowed
        }
        let fixture = try HubFixture(resources: Self.joined, access: policy)
        #expect(await Self.register(fixture, as: "ada").status == 201)
        #expect(try await fixture.subscription("s1").scope == EventScope(["partyInteraction": .init()]))
        // The events of the type that is left out cannot match.
        let query = #"{"callback":"https://a.example","query":"eventType=CustomerCreateEvent"}"#
        expectError(await fixture.client.send(.post, "/crm/hub", as: "ada", body: query), 400, "28")
        expectError(await Self.register(fixture, as: "eve"), 403, "52", message: "Not customer.")
        #expect(try await fixture.hub.subscriptions().count == 1)
    }

    @Test("Conditions of both questions are joined by AND, and masks are united")
    func restrictions() async throws {
        func mask(_ paths: String...) throws -> AttributeMask {
            AttributeMask(try paths.map { try JSONPath($0, dialect: .tmf630) })
        }
        let masks = try (
            mask("$.note", "$.account"), mask("$.account", "$.status"), mask("$.note", "$.account", "$.status")
        )
        let policy = ClosurePolicy { request, operation, _ in
            switch request.identity {
            case "both":
                operation == .subscribe
                    ? .restricted(to: .equals("a", .text("1")), hiding: masks.0)
                    : .restricted(to: .equals("b", .text("2")), hiding: masks.1)
            case "subscribe": operation == .subscribe ? .restricted(to: .equals("a", .text("1"))) : .allowed
            case "list": operation == .list ? .restricted(to: .equals("a", .text("1"))) : .allowed
            case "nothing": .restricted(to: .any([]))
            default: .restricted(to: .equals("a", .text("1")))
            }
        }
        let fixture = try HubFixture(access: policy)
        func part(_ identity: String) async throws -> EventScope.Part? {
            let path = try await fixture.registered(.customer, as: identity)
            return try await fixture.subscription(path).scope.parts?["customer"]
        }
        let both = Filter.all([.equals("a", .text("1")), .equals("b", .text("2"))])
        #expect(try await part("both") == .init(rows: both, mask: masks.2))
        for identity in ["subscribe", "list", "same"] {
            #expect(try await part(identity) == .init(rows: .equals("a", .text("1"))), "\(identity)")
        }
    }

    @Test(
        "Any condition of a policy survives the way through the store: the subscription is found again",
        arguments: [
            Filter.not(.equals("a", .text("1"))),
            .any([.equals("a", .text("1")), .all([.exists("b"), .exists("c.d")])]),
            .equals("a", anyOf: (0..<500).map { .text("party-\($0)") }), .equals("a", .text("a&b=c;d,e%\"'|*+ ")),
            .anyElement("a", .all([.equals("b", .text("1")), .equals("c", .text("2"))])), .any([]),
            .compare("a", .greater, .number(5)), .equals("a", .text("5")), .equals("a", .text("")),
            .any((0..<200).map { .all([.equals("a", .text("\($0)")), .exists("b")]) }),
        ])
    func conditions(_ filter: Filter) async throws {
        let fixture = try HubFixture(access: ClosurePolicy { _, _, _ in .restricted(to: filter) })
        let path = try await fixture.registered(.customer)
        #expect(try await fixture.registered(.customer) == path)
        let rows = try #require(try await fixture.subscription(path).scope.parts?["customer"]?.rows)
        for text in [
            "{}", #"{"a":"1"}"#, #"{"a":"2","b":1}"#, #"{"a":["party-7"]}"#, #"{"a":5}"#, #"{"a":"5"}"#, #"{"a":6}"#,
            #"{"a":[{"b":"1","c":"2"}]}"#, #"{"a":[{"b":"1"},{"c":"2"}]}"#, #"{"b":1,"c":{"d":1}}"#,
            #"{"a":"a&b=c;d,e%\"'|*+ "}"#, #"{"a":""}"#,
        ] {
            let document = try JSONDocument(parsing: text)
            #expect(
                try CompiledQuery(ResourceQuery(filter: rows)).matches(document)
                    == CompiledQuery(ResourceQuery(filter: filter)).matches(document), "\(text)")
        }
    }

    @Test("PATCH is judged as a registration is: the subscription has what its owner may see then")
    func patches() async throws {
        let store = InMemoryStore()
        let open = try HubFixture(store: store)
        let path = try await open.registered(.customer, as: "ada")
        #expect(try await open.subscription(path).scope == EventScope(["customer": .init()]))
        let restricted = try HubFixture(store: store, access: .parties(challenge: "Bearer"))
        #expect(await restricted.client.send(.patch, path, as: "ada", body: "{}").status == 200)
        let rows = try await open.subscription(path).scope.parts?["customer"]?.rows
        #expect(rows == .equals("engagedParty.id", .text("ada")))
        let closed = try HubFixture(store: store, access: ClosurePolicy { _, _, _ in .forbidden() })
        expectError(await closed.client.send(.patch, path, as: "ada", body: "{}"), 403, "50")
        // What a client has registered, it may still see and remove.
        #expect(await closed.client.send(.get, path, as: "ada").status == 200)
        #expect(await closed.client.send(.delete, path, as: "ada").status == 204)
    }

    @Test("A policy that fails is an internal error, and one that throws a refusal refuses")
    func failures() async throws {
        struct Failure: Error {}
        let failing = try HubFixture(access: ClosurePolicy { _, _, _ in throw Failure() })
        expectError(await failing.register(.customer), 500, "1")
        let refusing = try HubFixture(
            access: ClosurePolicy { _, _, _ in throw ServiceError(.expiredCredentials, "Old.") })
        expectError(await refusing.register(.customer), 401, "42")
    }
}
