import TMForum
import Testing

@Suite("The parameter of a cursor")
struct CursorParameterTests {
    private static func client(_ names: [String]) async throws -> Client {
        let client = try Client()
        for name in names {
            let body: JSONValue = [
                "name": .string(name), "engagedParty": ["id": "p", "@referredType": "Individual"],
                "list": [["text": .string(name)]],
            ]
            let response = await client.post(Kind.customer.path, String(decoding: body.serialized(), as: UTF8.self))
            try #require(response.status == 201, "\(response.text)")
        }
        return client
    }

    @Test(
        "What looks like a cursor in a literal of a path is no parameter",
        arguments: [
            ("filter=$[?(@.name=='x&cursor=1')]", ["x&cursor=1"]),
            ("filter=$[?(@.name=='x;cursor=1')]", ["x;cursor=1"]),
            ("filter=$[?(@.name=='cursor=1')]", ["cursor=1"]), ("filter=list[?(@.text=='x&cursor=1')]", ["x&cursor=1"]),
            (#"filter=$[?(@.name=="x&cursor=1")]"#, ["x&cursor=1"]),
            ("filter=$[?(@.name==%27x&cursor=1%27)]", ["x&cursor=1"]),
            ("name=cursor%3D1", ["cursor=1"]), ("name=x%26cursor%3D1", ["x&cursor=1"]),
        ])
    func literals(query: String, names: [String]) async throws {
        let client = try await Self.client(["a", "x&cursor=1", "x;cursor=1", "cursor=1", "b"])
        for paging in ["", "limit=5&", "limit=5&cursor=&"] {
            let response = await client.get(Kind.customer.path + "?" + paging + query)
            #expect(response.status == 200, "\(response.text)")
            #expect(try #require(response.json().arrayValue).compactMap { $0["name"]?.stringValue } == names)
        }
        // A cursor that never was is gone, wherever its parameter stands.
        for target in ["cursor=zz&" + query, query + "&cursor=zz", query + "&%63ursor=zz"] {
            expectError(await client.get(Kind.customer.path + "?" + target), 410, "410")
        }
    }

    @Test(
        "A mistake in a query with a cursor is told at its place in the whole query",
        arguments: [
            ("cursor=&name=%zz", 13), ("name=%zz&cursor=", 5), ("a=1&cursor=&limit=x", 18),
            ("cursor=abc&a=1&limit=x", 21), ("a=1;cursor=&limit=x", 18), ("cursor=;limit=x", 14),
            ("cursor=&cursor=&offset=-1", 23), ("%63ursor=&offset=-1", 17), ("limit=1&cursor=x&=x", 17),
            ("name=é&cursor=&limit=x", 22),
        ])
    func positions(query: String, position: Int) async throws {
        let client = try await Self.client(["a"])
        let response = await client.get(Kind.customer.path + "?" + query)
        expectError(response, 400, "28")
        let message = try #require(try response.json()["message"]?.stringValue)
        let offset = try #require(message.firstMatch(of: /offset ([0-9]+)/).flatMap { Int($0.1) }, "\(message)")
        #expect(offset == position, "\(message)")
    }
}
