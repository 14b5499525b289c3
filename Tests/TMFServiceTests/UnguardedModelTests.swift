import TMForum
import Testing

/// A model that leaves `id` and `href` to the service.
private struct Plain: Model {
    var name: String?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let name = Attribute("name", \Plain.name, .mandatory)
    }
    static let attributes = AttributeSet<Plain>(Attributes())
}

/// A model that has `id` and `href`, and no rules for them.
private struct Loose: Model {
    var id: String?
    var href: String?
    var name: String?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \Loose.id)
        let href = Attribute("href", \Loose.href)
        let name = Attribute("name", \Loose.name, .mandatory)
    }
    static let attributes = AttributeSet<Loose>(Attributes())
}

/// A resource whose identifier is mandatory, and set by the server.
private struct Numbered: Model {
    var id: String?
    var name: String?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \Numbered.id, [.setByServer, .mandatory])
        let name = Attribute("name", \Numbered.name, .mandatory)
    }
    static let attributes = AttributeSet<Numbered>(Attributes())
}

@Suite("Models that do not declare what the server sets")
struct UnguardedModelTests {
    private static let paths = ["/own/plain", "/own/loose"]

    private static func client(_ configuration: ServiceConfiguration = ServiceConfiguration()) throws -> Client {
        try Client(
            resources: [
                ResourceDefinition(ResourceDescription(Plain.self, basePath: "/own")),
                ResourceDefinition(ResourceDescription(Loose.self, basePath: "/own")),
            ], configuration: configuration)
    }

    @Test(
        "A client cannot say what id and href are to be",
        arguments: [
            (#""id":"mine""#, ["setByServer /id"]), (#""href":"/mine""#, ["setByServer /href"]),
            (#""id":5"#, ["setByServer /id"]), (#""href":["mine"]"#, ["setByServer /href"]),
            (#""id":"mine","href":"/mine""#, ["setByServer /id", "setByServer /href"]),
        ], paths)
    func create(_ given: (members: String, findings: [String]), path: String) async throws {
        let client = try Self.client()
        let response = await client.post(path, #"{"name":"x",\#(given.members)}"#)
        expectError(response, 400, "24")
        // A model may add what it thinks of the value.
        #expect(Set(response.findings.filter { $0.hasPrefix("setByServer") }) == Set(given.findings))
        #expect(await client.get(path).text == "[]")
        let created = await client.post(path, #"{"name":"x","id":null,"href":null}"#)
        #expect(created.status == 201, "\(created.text)")
        #expect(try created.json()["id"] == "1")
        #expect(try created.json()["href"] == .string(path + "/1"))
    }

    @Test("A client chooses an identifier only where it may, and never an address", arguments: paths)
    func chosen(_ path: String) async throws {
        let client = try Self.client(ServiceConfiguration(clientIdentifiers: .accepted))
        let created = await client.post(path, #"{"name":"x","id":"mine"}"#)
        #expect(created.headers[.location] == path + "/mine")
        #expect(try created.json()["id"] == "mine")
        let refused = await client.post(path, #"{"name":"x","id":"other","href":"/mine"}"#)
        expectError(refused, 400, "24", message: "href")
        #expect(try await client.ids(path) == ["mine"])
    }

    @Test(
        "A client cannot change id and href",
        arguments: [
            (PatchType.merge, #"{"id":"2"}"#, "id"), (PatchType.merge, #"{"href":"/x"}"#, "href"),
            (PatchType.json, #"{"id":null}"#, "id"), (PatchType.merge, #"{"id":5,"name":"y"}"#, "id"),
            (PatchType.patch, #"[{"op":"replace","path":"/id","value":"2"}]"#, "id"),
            (PatchType.patch, #"[{"op":"remove","path":"/href"}]"#, "href"),
            (PatchType.patch, #"[{"op":"move","from":"/id","path":"/x"}]"#, "id"),
            (PatchType.query, #"[{"op":"replace","path":"/href","value":"/x"}]"#, "href"),
            (PatchType.query, #"[{"op":"remove","path":"$.id"}]"#, "id"),
        ], paths)
    func patch(_ patch: (type: String, body: String, name: String), path: String) async throws {
        let client = try Self.client()
        #expect(await client.post(path, #"{"name":"x"}"#).status == 201)
        let before = await client.get(path + "/1")
        let response = await client.patch(path + "/1", patch.type, patch.body)
        expectError(response, 400, "24", message: patch.name)
        #expect(response.findings == ["notPatchable /" + patch.name])
        #expect(await client.get(path + "/1") == before)
        #expect(await client.patch(path + "/1", #"{"id":"1","name":"y"}"#).status == 200)
    }

    @Test("What the server sets may be mandatory, and a client need not give it")
    func mandatory() async throws {
        let client = try Client(resources: [ResourceDefinition(ResourceDescription(Numbered.self, basePath: "/own"))])
        #expect(await client.post("/own/numbered", #"{"name":"x"}"#).status == 201)
        #expect(await client.post("/own/numbered", "{}").findings == ["missing /name"])
        #expect(await client.post("/own/numbered", #"{"name":"x","id":"y"}"#).findings == ["setByServer /id"])
        #expect(await client.patch("/own/numbered/1", #"{"name":"z"}"#).status == 200)
    }
}
