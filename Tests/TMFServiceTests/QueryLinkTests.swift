import TMForum
import Testing

@Suite("Queries over the URL")
struct QueryLinkTests {
    private static func client(_ configuration: ServiceConfiguration = ServiceConfiguration()) async throws -> Client {
        let client = try Client(configuration: configuration)
        for (number, name) in ["A", "B,C", "D;E", "F&G", "é", "H+I", "A", "J%2CK", "L M", #"N"O"#].enumerated() {
            let body: JSONValue = [
                "name": .string(name),
                "engagedParty": ["id": .string("p\(number % 2)"), "@referredType": "Individual"],
                "rank": .number(JSONNumber(number % 3)),
                "tags": [["key": "a", "value": .string(String(number % 2))], ["key": "b", "value": "1"]],
            ]
            let response = await client.post(Kind.customer.path, String(decoding: body.serialized(), as: UTF8.self))
            try #require(response.status == 201, "\(response.text)")
        }
        return client
    }

    @Test(
        "The links of a list keep filter, sort and fields, however they are written",
        arguments: [
            ("name=A,%C3%A9", ["1", "5", "7"]), ("name=B%2CC", ["2"]), ("name=A;name=D%3BE", ["1", "3", "7"]),
            ("name=A;%C3%A9", ["1", "5", "7"]), ("name=F%26G", ["4"]), ("name=é", ["5"]), ("name=H%2BI", ["6"]),
            ("name=J%252CK", ["8"]), ("name=L+M", ["9"]), ("name=L%20M", ["9"]), ("name=N%22O", ["10"]),
            ("rank%3E0&engagedParty.id=p0", ["3", "5", "9"]),
            ("rank.gte=1;name=A", ["1", "2", "3", "5", "6", "7", "8", "9"]),
            ("name.regex=%5E%5BA-D%5D", ["1", "2", "3", "7"]), ("rank=0,1&name.ne=A", ["2", "4", "5", "8", "10"]),
            ("filter=$%5B?(@.rank==2)%5D", ["3", "6", "9"]),
            ("filter=tags%5B?(@.key=='a'%20%26%26%20@.value=='1')%5D", ["2", "4", "6", "8", "10"]),
            ("filter=$[?(@.name=='B,C'%20%7C%7C%20@.name=='D;E')]", ["2", "3"]),
            ("sort=-rank,name", ["3", "6", "9", "2", "8", "5", "1", "7", "4", "10"]),
            ("sort=%2Brank&name=A", ["1", "7"]),
            ("fields=name&rank=1", ["2", "5", "8"]), ("fields=none", (1...10).map(String.init)),
            ("@type=Customer&rank=2", ["3", "6", "9"]), ("%40type=Customer&rank=2&", ["3", "6", "9"]),
        ])
    func links(query: String, expected: [String]) async throws {
        let client = try await Self.client()
        let whole = await client.get(Kind.customer.path + "?" + query)
        #expect(try whole.ids() == expected, "\(whole.text)")
        #expect(whole.headers[.totalCount] == String(expected.count))
        for limit in 1...3 {
            for paging in ["limit=\(limit)&", "limit=\(limit)&cursor=&"] {
                var response = await client.get(Kind.customer.path + "?" + paging + query)
                var rows = try #require(response.json().arrayValue)
                while let next = response.links["next"] {
                    try #require(rows.count <= expected.count, "\(next)")
                    response = await client.get(next)
                    rows += try #require(response.json().arrayValue, "\(next) \(response.text)")
                    #expect(response.headers[.totalCount] == String(expected.count))
                }
                #expect(JSONValue.array(rows) == (try whole.json()))
                while let previous = response.links["prev"] { response = await client.get(previous) }
                #expect(try response.ids() == Array(expected.prefix(limit)))
            }
        }
    }

    @Test(
        "The links of a list that is cut by the default size keep a filter with semicolons too",
        arguments: ["name=A;%C3%A9", "name=A;name=%C3%A9", "name=A;%C3%A9;D%3BE", "rank=0;name=D%3BE"])
    func semicolons(_ query: String) async throws {
        let client = try await Self.client(ServiceConfiguration(limits: ServiceLimits(defaultPageSize: 1)))
        let expected = try await client.ids(Kind.customer.path + "?limit=100&" + query)
        #expect(expected.count > 2)
        var response = await client.get(Kind.customer.path + "?" + query)
        var ids = try response.ids()
        while let next = response.links["next"] {
            try #require(ids.count <= expected.count)
            response = await client.get(next)
            ids += try response.ids()
        }
        #expect(ids == expected)
    }

    @Test(
        "A link is a URI: nothing in it breaks the header field",
        arguments: ["é", "a>b", "\"", "%3E", "a b", "<", "^|`"])
    func linkSyntax(_ text: String) async throws {
        let client = try Client()
        for _ in 0..<2 { _ = try await client.create(.customer) }
        let response = await client.get(Kind.customer.path + "?limit=1&name.ne=" + text)
        #expect(response.status == 206, "\(response.text)")
        let value = try #require(response.headers[.link])
        #expect(value.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }, "\(value)")
        let next = try #require(response.links["next"])
        #expect(next.contains(/^[!#-;=?-Z\[\]_a-z~]*$/), "\(next)")
        #expect(try await client.ids(next) == ["2"])
    }

    @Test(
        "A query that cannot be answered is refused with the position of what is wrong",
        arguments: [
            ("limit=x", 6), ("name=A&limit=x", 13), ("rank.regex=(", nil), ("name=%zz", 5), ("a=1&filter=$[?(", nil),
            ("sort=a,[,b", nil), ("a=1&b..c=2", nil), ("offset=-1", 7), ("name=A&=x", 7), ("fields=a[", nil),
        ] as [(String, Int?)])
    func positions(query: String, position: Int?) async throws {
        let client = try await Self.client()
        let response = await client.get(Kind.customer.path + "?" + query)
        expectError(response, 400, "28")
        let message = try #require(try response.json()["message"]?.stringValue)
        let offset = try #require(message.firstMatch(of: /offset ([0-9]+)/).flatMap { Int($0.1) }, "\(message)")
        #expect(offset <= query.utf8.count, "\(message)")
        if let position { #expect(offset == position, "\(message)") }
    }

    @Test(
        "An unknown attribute matches nothing, or is refused where queries are taken strictly",
        arguments: [
            (false, nil, false), (false, "handling=strict", true), (false, "handling=lenient", false),
            (true, nil, true), (true, "handling=lenient", false), (true, "handling=strict", true),
            (false, "return=minimal, handling=strict", true), (false, "handling=other", false),
            (false, "handling=strict; x=y", true), (true, "wait=10", true),
        ] as [(Bool, String?, Bool)])
    func handling(configured: Bool, prefer: String?, refused: Bool) async throws {
        let client = try await Self.client(ServiceConfiguration(handlesQueriesStrictly: configured))
        var headers = APIHeaders()
        headers[.prefer] = prefer
        for query in ["unknownThing=x", "engagedParty.unknownThing=x", "name=A;unknownThing=x"] {
            let response = await client.get(Kind.customer.path + "?" + query, headers: headers)
            if refused {
                expectError(response, 400, "28", message: "unknownThing")
            } else {
                #expect(response.status == 200, "\(response.text)")
                #expect(try response.ids() == (query.hasPrefix("name") ? ["1", "7"] : []))
            }
        }
        let known = await client.get(Kind.customer.path + "?engagedParty.id=p1&limit=1", headers: headers)
        #expect(known.status == 206)
        // Who states a preference is told that it counts (RFC 7240 section 3); who states none is told nothing.
        let applied = prefer.flatMap { $0.firstMatch(of: /handling=(strict|lenient)/).map { String($0.0) } }
        #expect(known.headers[.preferenceApplied] == applied)
    }
}
