import TMFConformance
import TMFTesting
import TMForum
import Testing

// The Swift examples of the overviews of the modules, block by block; a test looks for each block here.

func landingPage() async {
    let service = APIService(store: InMemoryStore())
    let customers = "/tmf-api/customerManagement/v4/customer"
    let response = await service.respond(to: APIRequest(.get, customers))
    print(response.status, String(decoding: response.body, as: UTF8.self))
}

func overviewOfJSON() throws -> [UInt8] {
    let value = try JSONValue(parsing: #"{"price": 0.010, "tags": ["new"]}"#)
    let tag = JSONPointer(tokens: ["tags", "0"]).value(in: value)
    let path = try JSONPath("$.tags[?(@=='new')]")
    print(tag?.stringValue ?? "", path.nodes(in: value).count)
    print(String(decoding: value.serialized(), as: UTF8.self))  // {"price":0.010,"tags":["new"]}
    return value.serialized()
}

func overviewOfExchange() async throws -> APIResponse {
    let handler: APIHandler = { request in
        guard request.method == .get else { return APIResponse(status: 405, headers: [.allow: "GET"]) }
        return APIResponse(status: 200, headers: [.contentType: "application/json"], body: Array("[]".utf8))
    }
    let response = try await handler(APIRequest(.get, "/customer?limit=1", headers: [.accept: "application/json"]))
    print(response.status, response.headers[.contentType] ?? "")
    return response
}

func overviewOfModels() throws -> [ResourceFinding] {
    var interaction = try PartyInteraction(parsing: Array(#"{"reason": "Asks for a tariff", "x-queue": 7}"#.utf8))
    interaction.status = .open
    interaction.channel = [RelatedChannel(id: "shop-7")]
    print(interaction.additionalMembers["x-queue"] ?? .null)
    print(String(decoding: interaction.serialized(), as: UTF8.self))

    let validator = ResourceValidator(resource: .partyInteractionV4)
    for finding in validator.findings(in: interaction.serialized()) { print(finding) }
    return validator.findings(in: interaction.serialized())
}

func overviewOfQueries(_ documents: [JSONDocument]) throws -> Int {
    let query = Query<PartyInteraction>()
        .filter { $0.status == .open && $0.relatedParty.any { $0.id == "42" && $0.role == "user" } }
        .sorted { [$0.creationDate.descending] }
        .selecting { [$0.id, $0.reason] }
        .page(limit: 20)
    print(query.text)  // the query string of a request

    let parsed = try ResourceQuery(parsing: "status=open&sort=-creationDate&limit=20")
    let result = try parsed.evaluate(over: documents)
    print(result.total, result.documents.count)
    return result.total
}

func overviewOfStores() async throws -> StorePage {
    let store = InMemoryStore()
    let key = ResourceKey("customer", "42")
    let created = try await store.create(JSONDocument(parsing: #"{"id":"42","name":"Ann"}"#), at: key)
    try await store.replace(key, with: JSONDocument(parsing: #"{"id":"42","name":"Bob"}"#), revision: created.revision)
    let page = try await store.resources(in: "customer", matching: ResourceQuery(parsing: "name=Bob&limit=20"))
    print(page.total, page.resources.map(\.key.id))
    return page
}

func overviewOfService() async -> APIResponse {
    let service = APIService(store: InMemoryStore())
    let customers = "/tmf-api/customerManagement/v4/customer"
    let body = #"{"name": "Ann", "engagedParty": {"id": "7", "@referredType": "Individual"}}"#
    let answer = await service.respond(
        to: APIRequest(.post, customers, headers: [.contentType: "application/json"], body: Array(body.utf8)))
    print(answer.status, answer.headers[.location] ?? "")
    return answer
}

func overviewOfConformance() async -> [UInt8] {
    let service = APIService(store: InMemoryStore())
    let report = await ConformanceKit.customerV4.run(against: { await service.respond(to: $0) }, by: .sound)
    print(report.verdict, report.assertions.total, report.warnings)
    let page = ConformanceReport.rendered([report], as: .html)
    return page
}

@Suite("The unit tests of the overview of TMFTesting")
struct OverviewOfTesting {
    @Test("The service passes the certification kit")
    func certification() async {
        let service = APIService(store: InMemoryStore())
        await expectConformance(of: { await service.respond(to: $0) }, to: .customerV4)
    }

    @Test(arguments: StoreContract.allCases)
    func contract(_ behavior: StoreContract) async throws {
        try await behavior.verify { InMemoryStore() }
    }
}
