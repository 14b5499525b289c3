import TMForum
import Testing

@Suite("Identifiers that clients choose")
struct ClientIdentifierTests {
    private static let odd = [
        "a/b", "/", "//", "100%", "%2F", "a b", " ", "é", "e\u{301}", "😀", "...", "..a", "a.b", "?x=1", "#", "+",
        "a;b", "a,b", "\"", "\\", "~", "-", "'", "<>", "a\nb", "\u{1}", "\u{0}", "a/", "id", "1", "none", "*",
        String(repeating: "x", count: 255), String(repeating: "é", count: 127) + "x",
    ]

    private static func client(_ identifiers: ServiceConfiguration.ClientIdentifiers) throws -> Client {
        try Client(configuration: ServiceConfiguration(clientIdentifiers: identifiers))
    }

    private static func body(_ kind: Kind, id: String) -> String {
        let text = String(decoding: JSONValue.string(id).serialized(), as: UTF8.self)
        return kind.minimum(and: #""id":"# + text)
    }

    @Test("An identifier is refused where clients may not choose one", arguments: Kind.allCases)
    func refused(_ kind: Kind) async throws {
        let client = try Self.client(.refused)
        let response = await client.post(kind.path, kind.minimum(and: #""id":"mine""#))
        expectError(response, 400, "24", message: "id")
        #expect(response.findings == ["setByServer /id"])
        #expect(await client.post(kind.path, kind.minimum).status == 201)
    }

    @Test("An identifier is taken where clients may choose one, and made where they do not", arguments: Kind.allCases)
    func accepted(_ kind: Kind) async throws {
        let client = try Self.client(.accepted)
        #expect(
            await client.post(kind.path, kind.minimum(and: #""id":"mine""#)).headers[.location] == kind.path + "/mine")
        let made = await client.post(kind.path, kind.minimum)
        #expect(made.status == 201)
        #expect(try await client.ids(kind.path) == ["mine", "1"])
    }

    @Test("A body without an identifier is refused where there must be one", arguments: Kind.allCases)
    func required(_ kind: Kind) async throws {
        let client = try Self.client(.required)
        for body in [kind.minimum, kind.minimum(and: #""id":null"#)] {
            let response = await client.post(kind.path, body)
            expectError(response, 400, "23", message: "id")
            #expect(response.findings == ["missing /id"])
        }
        #expect(await client.post(kind.path, kind.minimum(and: #""id":"mine""#)).status == 201)
        #expect(try await client.ids(kind.path) == ["mine"])
    }

    @Test(
        "An identifier that is taken is a conflict and changes nothing; other collections have identifiers of their own",
        arguments: Kind.allCases, [ServiceConfiguration.ClientIdentifiers.accepted, .required])
    func duplicate(kind: Kind, identifiers: ServiceConfiguration.ClientIdentifiers) async throws {
        let client = try Self.client(identifiers)
        let first = await client.post(kind.path, Self.body(kind, id: "é"))
        #expect(first.status == 201)
        expectError(await client.post(kind.path, Self.body(kind, id: "é")), 409, "409")
        #expect(await client.get(kind.path).text == "[" + first.text + "]")
        // The same text to the eye, but other code points.
        #expect(await client.post(kind.path, Self.body(kind, id: "e\u{301}")).status == 201)
        let other: Kind = kind == .customer ? .partyInteraction : .customer
        #expect(await client.post(other.path, Self.body(other, id: "é")).status == 201)
    }

    @Test("An identifier of any characters is reached by its Location", arguments: odd)
    func oddIdentifiers(_ id: String) async throws {
        for kind in Kind.allCases {
            let client = try Self.client(.accepted)
            let created = await client.post(kind.path, Self.body(kind, id: id))
            #expect(created.status == 201, "\(created.text)")
            let location = try #require(created.headers[.location])
            #expect(location.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "\(location)")
            #expect(try created.json()["id"] == .string(id))
            #expect(try created.json()["href"] == .string(location))
            #expect(await client.get(location).body == created.body)
            let patched = await client.patch(location, #"{"x":1}"#)
            #expect(patched.status == 200)
            #expect(await client.get(location).body == patched.body)
            #expect(await client.delete(location).status == 204)
            expectError(await client.get(location), 404, "60")
        }
    }

    // A path cannot end in a dot segment: every client takes it away (RFC 3986 section 5.2.4).
    @Test(
        "An identifier that no resource can have is refused",
        arguments: [
            #""""#, #"".""#, #""..""#, "1", "true", "[]", "{}", #"["a"]"#,
            "\"" + String(repeating: "x", count: 256) + "\"",
            "\"" + String(repeating: "é", count: 128) + "\"",
        ], [ServiceConfiguration.ClientIdentifiers.accepted, .required])
    func impossible(id: String, identifiers: ServiceConfiguration.ClientIdentifiers) async throws {
        let client = try Self.client(identifiers)
        for kind in Kind.allCases {
            let response = await client.post(kind.path, kind.minimum(and: #""id":"# + id))
            #expect(response.status == 400, "\(response.text)")
            #expect(response.findings.contains { $0.hasSuffix(" /id") }, "\(response.text)")
            #expect(await client.get(kind.path).text == "[]")
        }
    }

    @Test("Of an identifier that is given twice the last one counts", arguments: Kind.allCases)
    func repeated(_ kind: Kind) async throws {
        let client = try Self.client(.required)
        let response = await client.post(kind.path, kind.minimum(and: #""id":"a","x":1,"id":"b""#))
        #expect(response.headers[.location] == kind.path + "/b")
        #expect(try response.json()["id"] == "b")
        #expect(try await client.ids(kind.path) == ["b"])
        expectError(await client.post(kind.path, kind.minimum(and: #""id":"b","id":null"#)), 400, "23")
    }

    @Test("An address is the server's business even where identifiers are the client's", arguments: Kind.allCases)
    func address(_ kind: Kind) async throws {
        let client = try Self.client(.accepted)
        let response = await client.post(kind.path, kind.minimum(and: #""id":"a","href":"https://elsewhere/a""#))
        expectError(response, 400, "24", message: "href")
        #expect(response.findings == ["setByServer /href"])
    }

    @Test("Of 32 clients that choose the same identifier at once one gets it", arguments: Kind.allCases)
    func concurrentDuplicates(_ kind: Kind) async throws {
        let client = try Client(
            store: YieldingStore(), configuration: ServiceConfiguration(clientIdentifiers: .accepted))
        let statuses = await withTaskGroup(of: Int.self) { group in
            for number in 0..<32 {
                group.addTask { await client.post(kind.path, kind.minimum(and: #""id":"a","n":\#(number)"#)).status }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.count { $0 == 201 } == 1)
        #expect(statuses.count { $0 == 409 } == 31)
    }
}
