import TMForum
import Testing

@Suite("Bodies that are refused")
struct BodyErrorTests {
    @Test("A missing body is refused", arguments: Kind.allCases)
    func missing(_ kind: Kind) async throws {
        let client = try Client()
        expectError(await client.post(kind.path, ""), 400, "21")
        let path = try await client.create(kind)
        expectError(await client.patch(path, ""), 400, "21")
    }

    @Test(
        "A body that is not JSON is refused with the place of the problem",
        arguments: [
            (" ", "line 1, column 2"), ("{", "line 1, column 2"), (#"{"name":}"#, "line 1, column 9"),
            ("{\n  \"name\": nope\n}", "line 2, column 12"), (#"{"name":"Ada",}"#, "line 1, column 15"),
            ("{} {}", "line 1, column 4"), ("{\"é\":x}", "line 1, column 6"), ("\u{FEFF}{}", "line 1, column 1"),
            ("<customer/>", "line 1, column 1"), (#"{"a":01}"#, "line 1, column"), (#"{"a":"\x"}"#, "line 1, column 7"),
        ])
    func notJSON(body: String, place: String) async throws {
        let client = try Client()
        expectError(await client.post(Kind.customer.path, body), 400, "22", message: place)
        let path = try await client.create(.customer)
        expectError(await client.patch(path, body), 400, "22", message: place)
        #expect(try await client.ids(Kind.customer.path) == ["1"])
    }

    @Test("A body that is not UTF-8 is refused")
    func notUTF8() async throws {
        let client = try Client()
        let body: [UInt8] = Array(#"{"name":""#.utf8) + [0xFF] + Array(#""}"#.utf8)
        let response = await client.service.respond(to: APIRequest(.post, Kind.customer.path, body: body))
        expectError(response, 400, "22", message: "line 1, column 10")
    }

    @Test(
        "A body that is not an object is refused", arguments: ["[]", "null", "true", "42", #""text""#, "[{}]"],
        Kind.allCases)
    func notAnObject(body: String, kind: Kind) async throws {
        let client = try Client()
        expectError(await client.post(kind.path, body), 400, "22", message: "object")
        let path = try await client.create(kind)
        expectError(await client.patch(path, body), 400, "22", message: "object")
    }

    @Test(
        "Missing and wrong attributes are refused, each named with its place",
        arguments: [
            (Kind.partyInteraction, "{}", "23", ["/direction", "/reason", "/channel"]),
            (.partyInteraction, #"{"direction":"inbound","reason":"x","channel":[]}"#, "23", ["/channel"]),
            (.partyInteraction, #"{"direction":"inbound","reason":null,"channel":[{"id":"1"}]}"#, "23", ["/reason"]),
            (
                .partyInteraction, #"{"direction":"inbound","reason":"x","channel":[{"id":"1"},{"name":"y"}]}"#, "23",
                ["/channel/1/id"]
            ),
            (.partyInteraction, #"{"direction":"inbound","reason":"x","channel":["c"]}"#, "24", ["/channel/0"]),
            (.partyInteraction, #"{"direction":1,"reason":"x","channel":[{"id":"1"}]}"#, "24", ["/direction"]),
            (
                .partyInteraction,
                #"{"direction":"in","reason":"x","channel":[{"id":"1"}],"note":[{"date":"x"}],"status":1}"#, "24",
                ["/status", "/note/0/date"]
            ),
            (.customer, "{}", "23", ["/name", "/engagedParty"]),
            (.customer, #"{"name":"x","engagedParty":{}}"#, "23", ["/engagedParty/id", "/engagedParty/@referredType"]),
            (.customer, #"{"name":"x","engagedParty":[]}"#, "24", ["/engagedParty"]),
            (.customer, #"{"name":["x"],"engagedParty":{"id":"1","@referredType":"y"}}"#, "24", ["/name"]),
            (.customer, #"{"name":"x","engagedParty":{"id":1,"@referredType":"y"}}"#, "24", ["/engagedParty/id"]),
        ])
    func attributes(kind: Kind, body: String, code: String, pointers: [String]) async throws {
        let client = try Client()
        let response = await client.post(kind.path, body)
        expectError(response, 400, code)
        let findings = try #require(try response.json()["findings"]?.arrayValue)
        #expect(findings.compactMap { $0["pointer"]?.stringValue } == pointers)
        for finding in findings {
            #expect(finding.objectValue?.names == ["code", "pointer", "message"])
            #expect(finding["code"]?.stringValue?.isEmpty == false)
            #expect(finding["message"]?.stringValue?.isEmpty == false)
        }
        let message = try #require(try response.json()["message"]?.stringValue)
        #expect(message.hasPrefix(try #require(pointers.first) + ": "))
        #expect(await client.get(kind.path).text == "[]")
    }

    @Test(
        "What only the server sets is refused from a client, whatever its type",
        arguments: [#""id":"42""#, #""href":"/x""#, #""id":42"#, #""id":"""#, #""href":{}"#], Kind.allCases)
    func setByServer(member: String, kind: Kind) async throws {
        let client = try Client()
        let response = await client.post(kind.path, kind.minimum(and: member))
        let name = member.contains("id") ? "id" : "href"
        expectError(response, 400, "24", message: name)
        #expect(try response.json()["findings"]?[0]?["pointer"] == .string("/" + name))
        #expect(await client.get(kind.path).text == "[]")
    }

    @Test("An error is written in one order, byte for byte")
    func bytes() async throws {
        let response = await (try Client()).post(
            Kind.customer.path, #"{"engagedParty":{"id":"p","@referredType":"x"}}"#)
        #expect(
            response.text == """
                {"code":"23","reason":"Missing body field","message":"/name: name is mandatory","status":"400",\
                "@type":"Error","findings":[{"code":"missing","pointer":"/name","message":"name is mandatory"}]}
                """)
    }

    @Test("A body beyond the limit is too large, and one at the limit is not")
    func tooLarge() async throws {
        let size = Kind.customer.minimum.utf8.count
        let exact = try Client(
            configuration: ServiceConfiguration(limits: ServiceLimits(body: JSONLimits(bytes: size))))
        #expect(await exact.post(Kind.customer.path, Kind.customer.minimum).status == 201)
        expectError(await exact.post(Kind.customer.path, Kind.customer.minimum + " "), 413, "413")
        let long = #"{"x":"\#(String(repeating: "x", count: size))"}"#
        expectError(await exact.patch(Kind.customer.path + "/1", long), 413, "413")
        let standard = try Client()
        let padding = String(repeating: " ", count: 4 << 20)
        expectError(await standard.post(Kind.customer.path, Kind.customer.minimum + padding), 413, "413")
        #expect(await standard.get(Kind.customer.path).text == "[]")
    }

    @Test("A body that is nested or wide beyond the limits is refused, and one at the limits is not")
    func limits() async throws {
        func body(_ depth: Int) -> String {
            Kind.customer.minimum(
                and: #""x":"# + String(repeating: "[", count: depth) + String(repeating: "]", count: depth))
        }
        let client = try Client()
        #expect(await client.post(Kind.customer.path, body(127)).status == 201)
        expectError(await client.post(Kind.customer.path, body(128)), 400, "22")
        expectError(await client.post(Kind.customer.path, body(100_000)), 400, "22")
        let narrow = try Client(
            configuration: ServiceConfiguration(limits: ServiceLimits(body: JSONLimits(members: 2))))
        #expect(await narrow.post(Kind.customer.path, Kind.customer.minimum).status == 201)
        expectError(await narrow.post(Kind.customer.path, Kind.customer.minimum(and: #""x":1"#)), 400, "22")
    }
}
