import TMForum
import Testing

@Suite("Paths of the hub")
struct HubRoutingTests {
    private static let registration = #"{"callback":"https://crm.example/listener"}"#

    @Test("Without a hub there are no such paths", arguments: Kind.allCases)
    func none(_ kind: Kind) async throws {
        let client = try Client()
        for (method, target) in [
            (APIMethod.post, kind.hub), (.get, kind.hub), (.options, kind.hub), (.get, kind.hub + "/1"),
            (.delete, kind.hub + "/1"), (.put, kind.hub),
        ] {
            expectError(await client.send(method, target, body: Self.registration), 404, "60")
        }
    }

    @Test("The subscriptions of one API do not exist at another", arguments: Kind.allCases)
    func apart(_ kind: Kind) async throws {
        let fixture = try HubFixture()
        let own = try await fixture.registered(kind)
        let other = try await fixture.registered(kind.other)
        #expect(try await fixture.ids(kind) == ["s1"])
        #expect(try await fixture.ids(kind.other) == ["s2"])
        let foreign = kind.other.hub + "/s1"
        for (method, body) in [(APIMethod.get, ""), (.patch, "{}"), (.delete, "")] {
            expectError(await fixture.client.send(method, foreign, body: body), 404, "60")
        }
        for path in [own, other] { #expect(await fixture.client.get(path).status == 200) }
        // A query about the resources of another API can never match.
        let query = #"{"callback":"https://a.example","query":"eventType=\#(kind.other.typeName)CreateEvent"}"#
        expectError(await fixture.register(kind, query), 400, "28")
    }

    @Test(
        "A path is understood as that of a resource is",
        arguments: [
            "/tmf-api/customerManagement/v4/hub/", "/tmf-api/customer%4Danagement/v4/hub",
            "/tmf-api/customerManagement/v4/%68ub",
        ])
    func spelling(_ path: String) async throws {
        let fixture = try HubFixture()
        #expect(await fixture.client.send(.get, path).status == 200)
        _ = try await fixture.registered(.customer)
        let item = (path.hasSuffix("/") ? path : path + "/") + "s1"
        #expect(await fixture.client.send(.get, item).status == 200)
        #expect(await fixture.client.send(.get, item + "/").status == 200)
    }

    @Test("Resources at one base path have one hub; each base path has its own, and those without events have none")
    func bases() async throws {
        let fixture = try HubFixture(
            resources: [
                ResourceDefinition(.customerV4.at("crm/a b")),
                ResourceDefinition(.partyInteractionV4.at("/crm/a%20b/")),
                ResourceDefinition(Described.visit),
            ])
        let response = await fixture.client.post("/crm/a%20b/hub", Self.registration)
        #expect(response.headers[.location] == "/crm/a%20b/hub/s1")
        #expect(await fixture.client.get("/crm/a%20b/hub/s1").status == 200)
        let subscription = try await fixture.subscription("s1")
        #expect(subscription.basePath == "/crm/a%20b")
        #expect(subscription.scope == EventScope(["customer": .init(), "partyInteraction": .init()]))
        expectError(await fixture.client.get("/own/v1/hub"), 404, "60")
        expectError(await fixture.client.get("/hub"), 404, "60")
    }

    @Test("A type of resource that the hub does not know has no events")
    func unknown() async throws {
        let fixture = try HubFixture(rules: EventRules(resources: [.customerV4]))
        #expect(await fixture.register(.customer).status == 201)
        expectError(await fixture.register(.partyInteraction), 404, "60")
    }

    @Test("An API without a base path has its hub at the root")
    func root() async throws {
        let fixture = try HubFixture(resources: [ResourceDefinition(.customerV4.at(""))])
        #expect(await fixture.client.post("/hub", Self.registration).headers[.location] == "/hub/s1")
        #expect(await fixture.client.get("/hub/s1").status == 200)
    }

    @Test("A type of resource with the path of the hub takes its place")
    func taken() async throws {
        let service = Described.hubOfOne.service
        let response = await service.respond(to: APIRequest(.options, Kind.customer.hub))
        #expect(response.headers[.acceptPost] == "application/json")
        #expect(await service.respond(to: APIRequest(.get, Kind.customer.hub)).headers[.link] != nil)
        #expect(await service.respond(to: APIRequest(.get, Kind.partyInteraction.hub)).headers[.link] == nil)
    }

    @Test("The observer and the middleware see requests to the hub like all others")
    func observation() async throws {
        let (log, texts) = (EventLog(), TextLog())
        let fixture = try HubFixture(
            middleware: [
                { request, next in
                    texts.add("\(request.method) \(request.target)")
                    return await next(request)
                }
            ], observer: log.observer)
        let requests: [(APIMethod, String, String, ServiceOperation?, String?, Int)] = [
            (.post, "", Self.registration, .subscribe, "s1", 201), (.get, "", "", .list, nil, 200),
            (.head, "/s1", "", .read, "s1", 200), (.patch, "/s1", "{}", .patch, "s1", 200),
            (.options, "", "", .describe, nil, 204), (.post, "", "{", .subscribe, nil, 400),
            (.delete, "/s1", "", .delete, "s1", 204), (.delete, "/s1", "", .delete, "s1", 404),
        ]
        for (method, end, body, operation, id, status) in requests {
            _ = await fixture.client.send(method, Kind.customer.hub + end, body: body)
            let summary = try log.only()
            #expect(summary.operation == operation)
            #expect(summary.resource == "hub")
            #expect(summary.id == id, "\(method) \(end)")
            #expect(summary.status == status)
            #expect(summary.events.isEmpty)
            #expect(texts.take() == ["\(method) \(Kind.customer.hub)\(end)"])
        }
        _ = await fixture.client.send(.put, Kind.customer.hub)
        #expect(try log.only().operation == nil)
    }
}
