import TMForum
import Testing

/// Runs the Swift examples of the guide to the service that none of its exchanges goes to.
@Suite("The examples of the guide to the service")
struct ServiceExampleTests {
    private static let customers = "/tmf-api/customerManagement/v4/customer"

    private func send(
        _ method: APIMethod, _ target: String, _ body: String = "", as identity: String? = nil, to service: APIService
    ) async -> APIResponse {
        await service.respond(to: APIRequest(method, target, body: Array(body.utf8), identity: identity))
    }

    private func customer(_ members: String = "") -> String {
        #"{"name":"Ann","engagedParty":{"id":"7","@referredType":"Individual"}\#(members)}"#
    }

    @Test("The smallest service answers with an empty list")
    func smallestService() async {
        let answer = await smallest()
        #expect(answer.status == 200)
        #expect(answer.body == Array("[]".utf8))
    }

    @Test("Base paths say where resources are, and nothing is at the others")
    func basePaths() async {
        let service = elsewhere(InMemoryStore())
        #expect(await send(.get, "/crm/v4/customer", to: service).status == 200)
        #expect(await send(.get, "/contacts/v4/partyInteraction", to: service).status == 200)
        #expect(await send(.get, Self.customers, to: service).status == 404)
    }

    @Test("The configuration of the example demands If-Match and bounds pages")
    func configuration() async {
        let service = configured(InMemoryStore())
        #expect(await send(.delete, Self.customers + "/1", to: service).status == 428)
        let links = await send(.get, Self.customers + "?limit=1000", to: service).headers[.link]
        #expect(links?.contains("limit=500") == true)
    }

    @Test("The environment of the example makes addresses and identifiers")
    func environment() async {
        let location = await send(.post, Self.customers, customer(), to: addressed(InMemoryStore())).headers[.location]
        #expect(location?.hasPrefix("https://api.example.com\(Self.customers)/B-") == true)
    }

    @Test("Tolerated references refuse nobody, and a client without identity is asked who it is")
    func accessAndReferences() async {
        let service = guarded(InMemoryStore(), [])
        #expect(await send(.post, Self.customers, customer(), to: service).status == 401)
        #expect(await send(.post, Self.customers, customer(), as: "7", to: service).status == 201)
    }

    @Test("Rows of tenants are apart: for reading, creating and changing")
    func tenantRows() async throws {
        let service = APIService(
            store: InMemoryStore(), environment: .fixed(try Timestamp("2026-11-21T09:00:00Z")),
            access: TenantRows(tenantOfUser: ["ann": "north", "bob": "south"]))
        #expect(await send(.post, Self.customers, customer(), as: "ann", to: service).status == 403)
        let body = customer(#","tenant":"north""#)
        #expect(await send(.post, Self.customers, body, as: "bob", to: service).status == 403)
        #expect(await send(.post, Self.customers, body, as: "ann", to: service).status == 201)
        #expect(await send(.post, Self.customers, body, as: "eve", to: service).status == 403)
        let location = Self.customers + "/3"
        #expect(await send(.get, location, as: "ann", to: service).status == 200)
        #expect(await send(.get, location, as: "bob", to: service).status == 404)
        #expect(await send(.delete, location, as: "bob", to: service).status == 404)
        #expect(await send(.get, Self.customers, as: "bob", to: service).headers[.totalCount] == "0")
        for tenant in [#""south""#, "null"] {
            #expect(await send(.patch, location, #"{"tenant":\#(tenant)}"#, as: "ann", to: service).status == 403)
        }
    }

    @Test("Stores of tenants are apart, and a tenant without one is refused")
    func tenantStores() async {
        let tenants = Tenants(services: [
            "north": APIService(store: InMemoryStore()), "south": APIService(store: InMemoryStore()),
        ])
        let create = APIRequest(.post, Self.customers, body: Array(customer().utf8))
        #expect(await tenants.respond(to: create, of: "north").status == 201)
        let list = APIRequest(.get, Self.customers)
        #expect(await tenants.respond(to: list, of: "north").headers[.totalCount] == "1")
        #expect(await tenants.respond(to: list, of: "south").headers[.totalCount] == "0")
        #expect(await tenants.respond(to: list, of: "east").status == 403)
    }

    @Test("A mask of one's own hides what it names, and types without owners are refused to parties")
    func ownMask() async throws {
        let store = InMemoryStore()
        let profile = #","creditProfile":[{"creditProfileDate":"2026-01-01T00:00:00Z","validFor":{}}]"#
        let open = APIService(store: store)
        #expect(await send(.post, Self.customers, customer(profile), to: open).status == 201)
        var unowned = ResourceDescription.partyInteractionV4
        unowned.owners = []
        let service = APIService(
            store: store, resources: [ResourceDefinition(.customerV4), ResourceDefinition(unowned)],
            access: try masked())
        let list = await send(.get, Self.customers, as: "7", to: service)
        #expect(list.headers[.totalCount] == "1")
        #expect(!String(decoding: list.body, as: UTF8.self).contains("creditProfile"))
        let interactions = "/tmf-api/partyInteraction/v4/partyInteraction"
        #expect(await send(.get, interactions, as: "7", to: service).status == 403)
    }
}
