import TMForum
import Testing

@Suite("Listing and reading")
struct ListTests {
    @Test("An empty collection is a bare empty array", arguments: Kind.allCases)
    func empty(_ kind: Kind) async throws {
        let client = try Client()
        for target in [kind.path, kind.path + "/", kind.path + "?", kind.path + "?limit=10", kind.path + "?offset=3"] {
            let response = await client.get(target)
            #expect(response.status == 200, "\(target)")
            #expect(response.text == "[]")
            #expect(response.headers[.totalCount] == "0")
            #expect(response.headers[.resultCount] == "0")
            #expect(response.headers[.contentType] == "application/json;charset=utf-8")
        }
    }

    @Test("A list has every resource in full in the order of creation, and only those of its collection")
    func all() async throws {
        let client = try Client()
        var bodies: [String] = []
        for number in 0..<3 {
            bodies.append(await client.post(Kind.customer.path, Kind.customer.minimum(and: "\"n\":\(number)")).text)
            _ = try await client.create(.partyInteraction)
        }
        let response = await client.get(Kind.customer.path)
        #expect(response.status == 200)
        #expect(response.text == "[" + bodies.joined(separator: ",") + "]")
        #expect(response.headers[.totalCount] == "3")
        #expect(response.headers[.resultCount] == "3")
    }

    @Test(
        "A filter finds what equals it",
        arguments: [
            ("status=open", ["1", "3", "4"]), ("status=closed", ["2"]), ("status=Open", []), ("status=", []),
            ("status=open&status=closed", ["1", "2", "3", "4"]), ("status=open,closed", ["1", "2", "3", "4"]),
            ("status=open&reason=A%20b%2Fc", ["1"]), ("reason=A+b/c", ["1"]), ("reason=%C3%A9", ["2"]),
            ("reason=e%CC%81", []), ("id=3", ["3"]), ("id=2&id=4", ["2", "4"]), ("%40type=Call", ["3"]),
            ("@type=PartyInteraction", ["1", "2", "4"]),
            ("href=/tmf-api/partyInteraction/v4/partyInteraction/2", ["2"]),
            ("href=%2Ftmf-api%2FpartyInteraction%2Fv4%2FpartyInteraction%2F2", ["2"]), ("count=1", ["1", "2"]),
            ("flag=true", ["4"]), ("tags=b", ["4"]), ("nothing=x", []), ("empty=null", []), ("empty=", []),
            ("channel=c1", []), ("creationDate=2026-11-21T09:30:00Z", ["1", "2", "3", "4"]), ("&status=closed&", ["2"]),
        ])
    func filters(query: String, expected: [String]) async throws {
        let client = try Client()
        for members in [
            #""status":"open","reason":"A b/c","count":1.0"#, #""status":"closed","reason":"é","count":1"#,
            #""@type":"Call","reason":"x","count":"one""#, #""flag":true,"tags":["a","b"],"reason":"y","empty":null"#,
        ] {
            let body = #"{"channel":[{"id":"c1"}],"direction":"inbound",\#(members)}"#
            #expect(await client.post(Kind.partyInteraction.path, body).status == 201)
        }
        let response = await client.get(Kind.partyInteraction.path + "?" + query)
        #expect(response.status == 200)
        #expect(try response.json().arrayValue?.compactMap { $0["id"]?.stringValue } == expected)
        #expect(response.headers[.totalCount] == String(expected.count))
        #expect(response.headers[.resultCount] == String(expected.count))
    }

    @Test("A filter finds an href with a host")
    func hrefWithHost() async throws {
        let client = try Client(publicURL: "https://api.example.com:8443")
        let href = try await client.create(.customer)
        _ = try await client.create(.customer)
        #expect(try await client.ids(Kind.customer.path + "?href=" + href) == ["1"])
    }

    @Test(
        "Only the selected attributes are returned, and always id, href and @type",
        arguments: [
            ("fields=name", ["id", "href", "name", "@type"]), ("fields=none", ["id", "href", "@type"]),
            ("fields=,none", ["id", "href", "@type"]), ("fields=id", ["id", "href", "@type"]),
            ("fields=status,name", ["id", "href", "name", "status", "@type"]),
            ("fields=name&fields=status", ["id", "href", "name", "status", "@type"]),
            ("fields=%40type,na%6De", ["id", "href", "name", "@type"]),
            ("fields=unknown", ["id", "href", "@type"]), ("fields=Name", ["id", "href", "@type"]),
        ])
    func fields(query: String, expected: [String]) async throws {
        let client = try Client()
        let path = try await client.create(.customer, #""status":"new","price":1.50"#)
        let single = await client.get(path + "?" + query)
        #expect(single.status == 200)
        #expect(try single.json().objectValue?.names == expected)
        let list = await client.get(Kind.customer.path + "?" + query)
        #expect(list.status == 200)
        #expect(list.text == "[" + single.text + "]")
    }

    @Test("A selected attribute keeps its bytes")
    func fieldBytes() async throws {
        let client = try Client()
        let path = try await client.create(.customer, #""x":{"b":1.50,"a":[null,"a/b"]}"#)
        let expected = #"{"id":"1","href":"\#(path)","x":{"b":1.50,"a":[null,"a/b"]},"@type":"Customer"}"#
        #expect(await client.get(path + "?fields=x").text == expected)
    }

    @Test(
        "A page is 206 only where the client asked for one and it is a part that is there",
        arguments: [
            ("", 200, ["1", "2", "3", "4", "5"]), ("limit=2", 206, ["1", "2"]), ("offset=2", 206, ["3", "4", "5"]),
            ("offset=1&limit=2", 206, ["2", "3"]), ("limit=5", 200, ["1", "2", "3", "4", "5"]),
            ("limit=100", 200, ["1", "2", "3", "4", "5"]), ("offset=0", 200, ["1", "2", "3", "4", "5"]),
            ("limit=0", 206, []), ("offset=5", 200, []), ("offset=2147483647", 200, []),
            ("offset=4&limit=2147483647", 206, ["5"]), ("limit=005", 200, ["1", "2", "3", "4", "5"]),
            ("offset=%31&limit=1", 206, ["2"]),
        ])
    func pages(query: String, status: Int, expected: [String]) async throws {
        let client = try Client()
        for _ in 0..<5 { _ = try await client.create(.customer) }
        for filter in ["", "&name=Ada"] {
            let response = await client.get(Kind.customer.path + "?" + query + filter)
            #expect(response.status == status)
            #expect(try response.json().arrayValue?.compactMap { $0["id"]?.stringValue } == expected)
            #expect(response.headers[.totalCount] == "5")
            #expect(response.headers[.resultCount] == String(expected.count))
        }
    }

    @Test(
        "A query that cannot be answered is refused, on lists and on single resources",
        arguments: [
            "limit=-1", "limit=ten", "limit=1.0", "limit=2147483648", "offset=-1", "offset=x",
            "offset=%2B1", "name.exact=x", "name.x=1", "creditProfile.creditProfileDate=1", "filter=name[", "depth=1",
            "expand=x", "engagedParty..id=p1",
            "validFor.startDateTime.gt=2020-02-30", "validFor.startDateTime=today", "name.regex=(", "name~=x", "flag",
            "=x", "name=%", "name=%zz", "name=%FF",
            "%FF=x", "fields=%zz", "fields=a[", "sort=a[",
        ])
    func refusedQueries(_ query: String) async throws {
        let client = try Client()
        let path = try await client.create(.customer)
        expectError(await client.get(Kind.customer.path + "?" + query), 400, "28")
        expectError(await client.get(path + "?" + query), 400, "28")
    }

    @Test("A list is filtered, sorted and cut as the query says")
    func fullQueries() async throws {
        let client = try Client()
        for number in 1...4 {
            _ = try await client.create(
                .customer, #""rank":\#(number % 2),"owner":[{"id":"p\#(number)","name":"N"}]"#)
        }
        let response = await client.get(
            Kind.customer.path + "?owner.id.ne=p4&sort=-rank,-owner.id&fields=owner.id&limit=2")
        #expect(response.status == 206)
        #expect(response.headers[.totalCount] == "3")
        #expect(try response.json()[0]?["owner"] == [["id": "p3"]])
        #expect(try response.json()[1]?["owner"] == [["id": "p1"]])
    }

    @Test("A query beyond its limits is refused")
    func queryLimits() async throws {
        let configuration = ServiceConfiguration(limits: ServiceLimits(query: QueryLimits(length: 20, terms: 2)))
        let client = try Client(configuration: configuration)
        expectError(await client.get(Kind.customer.path + "?a=1&b=2&c=3"), 400, "28")
        expectError(await client.get(Kind.customer.path + "?name=aaaaaaaaaaaaaaaa"), 400, "28")
        #expect(await client.get(Kind.customer.path + "?name=aaaaaaaaaaaaaaa").status == 200)
    }

    @Test("A GET tolerates a Content-Type header and a body", arguments: Kind.allCases)
    func tolerance(_ kind: Kind) async throws {
        let client = try Client()
        let path = try await client.create(kind)
        for target in [kind.path, path] {
            for type in ["application/json", "text/html", "", "nonsense;;"] {
                let response = await client.send(.get, target, headers: [.contentType: type], body: "{not JSON")
                #expect(response.status == 200)
                #expect(response.body == (await client.get(target)).body)
            }
        }
    }

    @Test("A resource is read by its id, and another one is not found", arguments: Kind.allCases)
    func read(_ kind: Kind) async throws {
        let client = try Client()
        let path = try await client.create(kind)
        let response = await client.get(path)
        #expect(response.status == 200)
        #expect(response.headers[.contentType] == "application/json;charset=utf-8")
        #expect(response.headers[.totalCount] == nil)
        #expect(try response.json()["id"] == "1")
        expectError(await client.get(kind.path + "/2"), 404, "60", message: "2")
        let other: Kind = kind == .customer ? .partyInteraction : .customer
        expectError(await client.get(other.path + "/1"), 404, "60")
    }
}
