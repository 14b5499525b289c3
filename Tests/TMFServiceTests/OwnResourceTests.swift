import TMForum
import Testing

/// An individual of TMF632 in miniature, as a user of the library writes it.
private struct Individual: Model {
    var id: String?
    var href: String?
    var givenName: String?
    var familyName: String?
    var birthDate: Timestamp?
    var nickname: [String] = []
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \Individual.id, .setByServer)
        let href = Attribute("href", \Individual.href, .setByServer)
        let givenName = Attribute("givenName", \Individual.givenName, .mandatory)
        let familyName = Attribute("familyName", \Individual.familyName, [.mandatory, .notPatchable])
        let birthDate = Attribute("birthDate", \Individual.birthDate)
        let nickname = Attribute("nickname", \Individual.nickname)
    }
    static let attributes = AttributeSet<Individual>(Attributes())
}

@Suite("A resource type of one's own")
struct OwnResourceTests {
    private static let path = "/tmf-api/party/v4/individual"

    private static func client(
        log: EventLog = EventLog(), _ change: (inout ResourceDescription) -> Void = { _ in },
        transitions: StatusTransitions? = nil,
        check: (@Sendable (JSONElement, ValidationOperation) -> [Finding])? = nil
    ) throws -> Client {
        let events = EventNames(
            create: "IndividualCreateEvent", attributeValueChange: "IndividualAttributeValueChangeEvent",
            statusChange: "IndividualStateChangeEvent", delete: "IndividualDeleteEvent")
        var individual = ResourceDescription(Individual.self, basePath: "/tmf-api/party/v4", events: events)
        change(&individual)
        let individuals = ResourceDefinition(individual, transitions: transitions, check: check)
        return try Client(resources: .standard + [individuals], observer: log.observer)
    }

    private static let ada = #"{"givenName":"Ada","familyName":"Lovelace","birthDate":"1815-12-10T00:00:00Z","x":1.0}"#
    private static let alan = #"{"givenName":"Alan","familyName":"Turing","nickname":["Prof"]}"#

    @Test("It is created, read, listed, filtered, changed and deleted by the same code")
    func life() async throws {
        let log = EventLog()
        let client = try Self.client(log: log)
        let created = await client.post(Self.path, Self.ada)
        #expect(created.status == 201)
        #expect(created.headers[.location] == Self.path + "/1")
        #expect(
            created.text == #"{"id":"1","href":"\#(Self.path)/1","# + Self.ada.dropFirst().dropLast()
                + #","@type":"Individual"}"#)
        #expect(try log.only().events == ["IndividualCreateEvent"])
        #expect(await client.get(Self.path + "/1").body == created.body)
        #expect(await client.post(Self.path, Self.alan).status == 201)
        #expect(try await client.ids(Self.path) == ["1", "2"])
        #expect(try await client.ids(Self.path + "?givenName=Ada") == ["1"])
        #expect(try await client.ids(Self.path + "?birthDate.lt=1900-01-01") == ["1"])
        #expect(try await client.ids(Self.path + "?nickname=Prof") == ["2"])
        #expect(try await client.ids(Self.path + "?sort=-familyName&limit=1") == ["2"])
        let patched = await client.patch(Self.path + "/2", #"{"givenName":"Alan Mathison"}"#)
        #expect(patched.status == 200)
        #expect(try patched.json()["givenName"] == "Alan Mathison")
        let query = #"[{"op":"add","path":"/nickname","value":"Fellow"}]"#
        let appended = await client.patch(Self.path + "/2", PatchType.query, query)
        #expect(try appended.json()["nickname"] == ["Prof", "Fellow"])
        #expect(await client.delete(Self.path + "/1").status == 204)
        expectError(await client.get(Self.path + "/1"), 404, "60", message: "1")
        #expect(await client.get(Kind.customer.path).text == "[]")
    }

    @Test(
        "Its rules are checked on create",
        arguments: [
            ("{}", "23", ["missing /givenName", "missing /familyName"]),
            (#"{"givenName":1,"familyName":"x"}"#, "24", ["typeMismatch /givenName"]),
            (#"{"givenName":"x","familyName":"y","id":"1"}"#, "24", ["setByServer /id"]),
            (#"{"givenName":"x","familyName":"y","birthDate":"soon"}"#, "24", ["invalidFormat /birthDate"]),
            (#"{"givenName":"x","familyName":"y","nickname":"z"}"#, "24", ["cardinality /nickname"]),
        ])
    func creating(body: String, code: String, findings: [String]) async throws {
        let client = try Self.client()
        let response = await client.post(Self.path, body)
        expectError(response, 400, code)
        #expect(response.findings == findings)
        #expect(await client.get(Self.path).text == "[]")
    }

    @Test(
        "Its rules are checked on PATCH",
        arguments: [
            (#"{"givenName":null}"#, "23", "missing /givenName"),
            (#"{"familyName":"Byron"}"#, "24", "notPatchable /familyName"), (#"{"id":"2"}"#, "24", "notPatchable /id"),
        ])
    func changing(patch: String, code: String, finding: String) async throws {
        let client = try Self.client()
        let created = await client.post(Self.path, Self.ada)
        let response = await client.patch(Self.path + "/1", patch)
        expectError(response, 400, code)
        #expect(response.findings == [finding])
        #expect(await client.get(Self.path + "/1").body == created.body)
    }

    @Test("Defaults and a check of one's own count as much as those of the model")
    func ownRules() async throws {
        let client = try Self.client(
            {
                $0.defaults = ["status": "initialized"]
                $0.creationDates = ["created"]
                $0.statusDateAttribute = "since"
            }, transitions: StatusTransitions(["initialized": ["validated"]]),
            check: { individual, _ in
                guard individual["familyName"]?.stringValue == individual["givenName"]?.stringValue else { return [] }
                return [Finding(.custom("sameName"), at: JSONPointer().appending("familyName"), "the names are alike")]
            })
        let created = await client.post(Self.path, Self.ada)
        #expect(try created.json()["status"] == "initialized")
        #expect(try created.json()["created"] == .string(Client.instant))
        let alike = await client.post(Self.path, #"{"givenName":"x","familyName":"x"}"#)
        expectError(alike, 400, "24", message: "alike")
        #expect(alike.findings == ["sameName /familyName"])
        let patched = await client.patch(Self.path + "/1", #"{"givenName":"Lovelace"}"#)
        #expect(patched.findings == ["sameName /familyName"])
        expectError(await client.patch(Self.path + "/1", #"{"status":"closed"}"#), 409, "409")
        let validated = await client.patch(Self.path + "/1", #"{"status":"validated"}"#)
        #expect(try validated.json()["since"] == .string(Client.instant))
    }

    @Test("Names of attributes that it has not are refused where queries are taken strictly")
    func strictQueries() async throws {
        let client = try Self.client()
        let headers: APIHeaders = [.prefer: "handling=strict"]
        #expect(await client.get(Self.path + "?givenName=x&nickname=y", headers: headers).status == 200)
        expectError(await client.get(Self.path + "?name=x", headers: headers), 400, "28", message: "name")
    }
}
