import TMForum
import Testing

@Suite("Changing")
struct PatchTests {
    @Test(
        "A merge patch of any accepted type is merged",
        arguments: [
            nil, "application/json", "application/merge-patch+json", "application/json; charset=utf-8",
            "application/merge-patch+json;charset=utf-8", "APPLICATION/MERGE-PATCH+JSON",
        ] as [String?])
    func contentTypes(_ type: String?) async throws {
        let client = try Client()
        for kind in Kind.allCases {
            let path = try await client.create(kind, #""x":1.50"#)
            var headers = APIHeaders()
            headers[.contentType] = type
            let before = await client.get(path).text
            let response = await client.patch(path, #"{"x":2.50}"#, headers: headers)
            #expect(response.status == 200)
            #expect(response.headers[.contentType] == "application/json;charset=utf-8")
            #expect(response.text == before.replacing(#""x":1.50"#, with: #""x":2.50"#))
            #expect(await client.get(path).body == response.body)
        }
    }

    @Test(
        "A patch changes what it names and nothing else, byte for byte",
        arguments: [
            ("{}", #""a":{"b":1.0,"c":[1,2]},"d":"/","n":null"#),
            (#"{"d":"x/y"}"#, #""a":{"b":1.0,"c":[1,2]},"d":"x/y","n":null"#),
            (#"{"d":null}"#, #""a":{"b":1.0,"c":[1,2]},"n":null"#),
            (#"{"a":{"b":null}}"#, #""a":{"c":[1,2]},"d":"/","n":null"#),
            (#"{"a":{"c":[3]}}"#, #""a":{"b":1.0,"c":[3]},"d":"/","n":null"#),
            (#"{"a":{"c":[{"k":null}]}}"#, #""a":{"b":1.0,"c":[{"k":null}]},"d":"/","n":null"#),
            (#"{"a":[]}"#, #""a":[],"d":"/","n":null"#), (#"{"a":5e1}"#, #""a":5e1,"d":"/","n":null"#),
            (#"{"d":{"e":{"f":null}}}"#, #""a":{"b":1.0,"c":[1,2]},"d":{"e":{}},"n":null"#),
            (#"{"z":"new","y":null}"#, #""a":{"b":1.0,"c":[1,2]},"d":"/","n":null,"@type":"Customer","z":"new""#),
        ])
    func merging(patch: String, expected: String) async throws {
        let client = try Client()
        let path = try await client.create(.customer, #""a":{"b":1.0,"c":[1,2]},"d":"/","n":null"#)
        let response = await client.patch(path, patch)
        #expect(response.status == 200)
        let head = #"{"id":"1","href":"\#(path)","name":"Ada","engagedParty":{"id":"p1","@referredType":"Individual"},"#
        let tail = expected.contains("@type") ? "}" : #","@type":"Customer"}"#
        #expect(response.text == head + expected + tail)
        #expect(await client.get(path).body == response.body)
        #expect(await client.get(Kind.customer.path).text == "[" + response.text + "]")
    }

    @Test("A patch that changes only the digits of a number changes them")
    func digits() async throws {
        let client = try Client()
        let path = try await client.create(.customer, #""price":1.5"#)
        #expect(await client.patch(path, #"{"price":1.50}"#).text.contains(#""price":1.50,"#))
        #expect(await client.get(path).text.contains(#""price":1.50,"#))
    }

    @Test("A patch leaves the place of a resource in the list and the other resources alone")
    func place() async throws {
        let client = try Client()
        for _ in 0..<3 { _ = try await client.create(.customer) }
        let others = [
            await client.get(Kind.customer.path + "/1").body, await client.get(Kind.customer.path + "/3").body,
        ]
        #expect(await client.patch(Kind.customer.path + "/2", #"{"name":"Bob"}"#).status == 200)
        #expect(try await client.ids(Kind.customer.path) == ["1", "2", "3"])
        #expect(await client.get(Kind.customer.path + "/1").body == others[0])
        #expect(await client.get(Kind.customer.path + "/3").body == others[1])
        #expect(try await client.ids(Kind.customer.path + "?name=Bob") == ["2"])
    }

    @Test("What the server sets may be repeated with its own value", arguments: Kind.allCases)
    func equalValues(_ kind: Kind) async throws {
        let client = try Client()
        let path = try await client.create(kind)
        let whole = await client.get(path)
        let response = await client.patch(path, whole.text)
        #expect(response.status == 200)
        #expect(response.body == whole.body)
        let reason = #"{"id":"1","href":"\#(path)","\#(kind.mandatoryName)":"Other"}"#
        #expect(try await client.patch(path, reason).json()[kind.mandatoryName] == "Other")
    }

    @Test(
        "What must not change is refused by name and nothing changes",
        arguments: [
            (Kind.partyInteraction, #""id":"2""#, "id"), (.partyInteraction, #""href":"/elsewhere""#, "href"),
            (.partyInteraction, #""direction":"outbound""#, "direction"), (.partyInteraction, #""id":null"#, "id"),
            (.partyInteraction, #""href":null"#, "href"), (.partyInteraction, #""direction":null"#, "direction"),
            (.partyInteraction, #""id":1"#, "id"), (.partyInteraction, #""direction":"Inbound""#, "direction"),
            (.customer, #""id":"2""#, "id"), (.customer, #""href":"/1""#, "href"), (.customer, #""id":{}"#, "id"),
        ])
    func notPatchable(kind: Kind, member: String, name: String) async throws {
        let client = try Client()
        let path = try await client.create(kind)
        let before = await client.get(path)
        let response = await client.patch(path, #"{"\#(kind.mandatoryName)":"Other",\#(member)}"#)
        expectError(response, 400, "24", message: name)
        #expect(try response.json()["findings"]?[0]?["pointer"] == .string("/" + name))
        #expect(try response.json()["findings"]?[0]?["message"]?.stringValue?.contains(name) == true)
        #expect(await client.get(path).body == before.body)
        #expect(await client.get(kind.path).text == "[" + before.text + "]")
    }

    @Test("Everything that must not change is named at once")
    func allNotPatchable() async throws {
        let client = try Client()
        let path = try await client.create(.partyInteraction)
        let response = await client.patch(path, #"{"direction":"x","href":"y","id":"z"}"#)
        expectError(response, 400, "24")
        let pointers = try response.json()["findings"]?.arrayValue?.compactMap { $0["pointer"]?.stringValue }
        #expect(Set(pointers ?? []) == ["/direction", "/href", "/id"])
    }

    @Test(
        "A patch that leaves a resource without a mandatory attribute is refused and nothing changes",
        arguments: [
            (Kind.partyInteraction, #"{"reason":null}"#, "23", "/reason"),
            (.partyInteraction, #"{"channel":null}"#, "23", "/channel"),
            (.partyInteraction, #"{"channel":[]}"#, "23", "/channel"),
            (.partyInteraction, #"{"channel":[{"name":"x"}]}"#, "23", "/channel/0/id"),
            (.partyInteraction, #"{"reason":5}"#, "24", "/reason"),
            (.partyInteraction, #"{"channel":{}}"#, "24", "/channel"),
            (.partyInteraction, #"{"creationDate":"yesterday"}"#, "24", "/creationDate"),
            (.partyInteraction, #"{"interactionDate":{"endDateTime":"never"}}"#, "24", "/interactionDate/endDateTime"),
            (.customer, #"{"name":null,"status":"x"}"#, "23", "/name"),
            (.customer, #"{"engagedParty":null}"#, "23", "/engagedParty"),
            (.customer, #"{"engagedParty":{"id":null}}"#, "23", "/engagedParty/id"),
            (.customer, #"{"engagedParty":{"@referredType":null}}"#, "23", "/engagedParty/@referredType"),
            (.customer, #"{"engagedParty":"p2"}"#, "24", "/engagedParty"),
            (.customer, #"{"characteristic":"x"}"#, "24", "/characteristic"),
        ])
    func invalidResults(kind: Kind, patch: String, code: String, pointer: String) async throws {
        let client = try Client()
        let path = try await client.create(kind)
        let before = await client.get(path)
        let response = await client.patch(path, patch)
        expectError(response, 400, code)
        #expect(try response.json()["findings"]?[0]?["pointer"] == .string(pointer))
        #expect(await client.get(path).body == before.body)
    }

    @Test(
        "A change of the status stamps its date, and only that",
        arguments: [
            (#"{"status":"completed"}"#, "2027-01-01T00:00:00Z"), (#"{"status":"open"}"#, Client.instant),
            (#"{"reason":"Other"}"#, Client.instant), ("{}", Client.instant),
            (#"{"status":"completed","statusChangeDate":"2026-12-24T00:00:00Z"}"#, "2026-12-24T00:00:00Z"),
            (#"{"statusChangeDate":"2026-12-24T00:00:00Z"}"#, "2026-12-24T00:00:00Z"),
        ])
    func statusChange(patch: String, expected: String) async throws {
        let store = InMemoryStore()
        let path = try await Client(store: store).create(.partyInteraction)
        let client = try Client(store: store, at: "2027-01-01T00:00:00Z")
        let response = await client.patch(path, patch)
        #expect(response.status == 200)
        #expect(try response.json()["statusChangeDate"] == .string(expected))
        #expect(try response.json()["creationDate"] == .string(Client.instant))
        #expect(await client.get(path).body == response.body)
    }

    @Test("A change of a customer's status needs no date")
    func customerStatus() async throws {
        let client = try Client()
        let path = try await client.create(.customer)
        let response = await client.patch(path, #"{"status":"Approved"}"#)
        #expect(try response.json()["status"] == "Approved")
        #expect(try response.json()["statusChangeDate"] == nil)
    }

    @Test("An unknown resource cannot be changed", arguments: Kind.allCases)
    func unknown(_ kind: Kind) async throws {
        let client = try Client()
        expectError(await client.patch(kind.path + "/1", "{}"), 404, "60")
        #expect(await client.get(kind.path).text == "[]")
    }

    @Test(
        "A patch of another type is refused with the types that are accepted",
        arguments: [
            "application/json-patch", "text/plain", "application/xml", "application/jsonx", "json",
            "application/json, application/json", "application/x-www-form-urlencoded",
        ])
    func unsupportedTypes(_ type: String) async throws {
        let client = try Client()
        let path = try await client.create(.customer)
        let before = await client.get(path)
        let response = await client.patch(path, #"{"name":"Bob"}"#, headers: [.contentType: type])
        expectError(response, 415, "415")
        let accepted = response.headers[.acceptPatch]?.split(separator: ",").map { $0.drop { $0 == " " } }
        let types = ["merge-patch", "json-patch", "json-patch-query"].map { "application/\($0)+json" }
        #expect(accepted?.map(String.init) == ["application/json"] + types)
        #expect(await client.get(path).body == before.body)
    }
}
