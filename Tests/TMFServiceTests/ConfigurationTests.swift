import TMForum
import Testing

@Suite("Configuration")
struct ConfigurationTests {
    @Test(
        "A base path may be given with or without slashes at its ends",
        arguments: [
            ("/api/v4", "/api/v4/"), ("api/v4", "/api/v4/"), ("/api/v4/", "/api/v4/"), ("api/v4/", "/api/v4/"),
            ("//api//v4//", "/api/v4/"), ("", "/"), ("/", "/"), ("x", "/x/"),
        ])
    func basePaths(given: String, base: String) async throws {
        let client = try Client(
            resources: [ResourceDescription].standard.map { ResourceDefinition($0.at(given)) })
        for kind in Kind.allCases {
            let collection = base + kind.rawValue
            let response = await client.post(collection, kind.minimum)
            #expect(response.status == 201)
            let href = try #require(response.headers[.location])
            #expect(try response.json()["href"] == .string(href))
            #expect(href.hasPrefix(collection + "/"))
            #expect(await client.get(href).body == response.body)
            #expect(await client.get(collection).text == "[" + response.text + "]")
            #expect(await client.patch(href, #"{"x":1}"#).status == 200)
            #expect(await client.delete(href).status == 204)
            expectError(await client.get(kind.path), 404, "60")
        }
    }

    @Test("The two base paths are independent of each other")
    func independent() async throws {
        let client = try Client(resources: [
            ResourceDefinition(.partyInteractionV4), ResourceDefinition(.customerV4.at("/crm")),
        ])
        #expect(await client.post("/crm/customer", Kind.customer.minimum).status == 201)
        #expect(await client.post(Kind.partyInteraction.path, Kind.partyInteraction.minimum).status == 201)
        expectError(await client.get("/crm/partyInteraction"), 404, "60")
    }

    @Test(
        "href and Location begin with the public URL, and paths do not",
        arguments: ["", "https://api.example.com", "http://localhost:8080/gateway"], Kind.allCases)
    func publicURL(url: String, kind: Kind) async throws {
        let client = try Client(publicURL: url)
        let response = await client.post(kind.path, kind.minimum)
        #expect(response.headers[.location] == url + kind.path + "/1")
        #expect(try response.json()["href"] == .string(url + kind.path + "/1"))
        #expect(await client.get(kind.path + "/1").body == response.body)
        let same = #"{"href":"\#(url + kind.path)/1"}"#
        #expect(await client.patch(kind.path + "/1", same).body == response.body)
    }

    @Test("Services that share a store show the same resources")
    func sharedStore() async throws {
        let store = InMemoryStore()
        let path = try await Client(store: store).create(.customer)
        #expect(await (try Client(store: store)).get(path).status == 200)
        #expect(await (try Client()).get(path).status == 404)
    }

    @Test("The live environment has the present time and random identifiers")
    func live() async throws {
        let before = Timestamp.now()
        let service = APIService(store: InMemoryStore())
        let body = Array(Kind.partyInteraction.minimum.utf8)
        let response = await service.respond(to: APIRequest(.post, Kind.partyInteraction.path, body: body))
        let interaction = try PartyInteraction(parsing: response.body)
        let created = try #require(interaction.creationDate)
        #expect(created >= before && created <= Timestamp.now())
        #expect(interaction.statusChangeDate == created)
        #expect(interaction.interactionDate?.startDateTime == created)
        #expect(Set((0..<1_000).map { _ in service.environment.makeIdentifier() }).count == 1_000)
    }
}
