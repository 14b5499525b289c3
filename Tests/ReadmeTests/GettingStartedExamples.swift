import TMFConformance
import TMFTesting
import TMForum
import Testing

// The Swift examples of the articles for newcomers, block by block; a test looks for each block here. Those of `CallAServer`
// are where the tests have a server.

func modelData() throws -> (isEqual: Bool, text: String, findings: [Finding], found: [String]) {
    var interaction = PartyInteraction(
        direction: .inbound, reason: "Asks for a better tariff", channel: [RelatedChannel(id: "shop-7")])
    interaction.status = .open
    interaction.creationDate = try Timestamp("2026-11-21T09:00:00Z")
    interaction.note = [Note(author: "Ann", text: "Call back on Monday")]

    let bytes = interaction.serialized(options: [.prettyPrinted])
    var copy = try PartyInteraction(parsing: bytes)
    print(copy == interaction)  // true
    let isEqual = copy == interaction

    copy = try PartyInteraction(parsing: Array(#"{"reason": "Asks for a tariff", "x-queue": 7}"#.utf8))
    copy.direction = .inbound
    print(String(decoding: copy.serialized(), as: UTF8.self))
    // {"direction":"inbound","reason":"Asks for a tariff","x-queue":7}
    let text = String(decoding: copy.serialized(), as: UTF8.self)

    for finding in copy.findings(for: .create) { print(finding.pointer, finding.message) }  // /channel channel is mandatory

    let lines = [#"{"id": "1", "city": "Bonn"}"#, #"{"id": "2", "city": "Ulm"}"#]
    let branches = try lines.map { try JSONDocument(parsing: $0) }
    let query = Query<Branch>().filter { $0.city == "Ulm" }.page(limit: 10)
    for branch in try query.evaluate(over: branches).documents { print(try Branch(branch.root).id ?? "") }  // 2
    let found = try query.evaluate(over: branches).documents.map { try Branch($0.root).id ?? "" }
    return (isEqual, text, copy.findings(for: .create), found)
}

struct Branch: Model {
    var id: String?
    var city: String?
    var manager: RelatedParty?
    var desks: Int?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \Branch.id, .setByServer)
        let city = Attribute("city", \Branch.city, .mandatory)
        let manager = Attribute("manager", \Branch.manager)
        let desks = Attribute("desks", \Branch.desks)
    }
    static let attributes = AttributeSet<Branch>(Attributes())
}

func embedAService(
    in directory: String
) async throws -> (created: APIResponse, listed: APIResponse, services: [APIService]) {
    let service = APIService(store: InMemoryStore())

    let store = try FileStore(at: directory)
    let durable = APIService(store: store)

    let path = "/tmf-api/partyInteraction/v4/partyInteraction"
    let interaction = PartyInteraction(
        direction: .inbound, reason: "Asks for a better tariff", channel: [RelatedChannel(id: "shop-7")])
    let created = await service.respond(to: APIRequest(.post, path, body: interaction))
    print(created.status, created.headers[.location] ?? "")  // 201, and the address of the new resource
    let listed = await service.respond(to: APIRequest(.get, path + "?direction=inbound&fields=id,reason"))
    print(String(decoding: listed.body, as: UTF8.self))

    let guarded = APIService(store: store, access: .parties(challenge: "Bearer"))

    var interactions = ResourceDefinition(.partyInteractionV4)
    interactions.transitions = StatusTransitions(["open": ["inProgress", "closed"], "inProgress": ["closed"]])
    let strict = APIService(store: store, resources: [interactions, ResourceDefinition(.customerV4)])
    return (created, listed, [durable, guarded, strict])
}

@Suite("The service")
struct ServiceTests {
    private let service = APIService(store: InMemoryStore())

    @Test("It passes the certification kit for interactions")
    func interactions() async {
        await expectConformance(of: { await service.respond(to: $0) }, to: .partyInteractionV4)
    }

    @Test("It keeps to the sound standard for customers")
    func customers() async {
        await expectConformance(of: { await service.respond(to: $0) }, to: .customerV4, by: .sound)
    }
}
