import TMForum
import Testing

@Suite("Entity tags and conditions")
struct EntityTagTests {
    @Test("GET, HEAD, POST and PATCH tell one tag, and lists none", arguments: Kind.allCases)
    func places(_ kind: Kind) async throws {
        let client = try Client()
        let created = await client.post(kind.path, kind.minimum)
        let path = kind.path + "/1"
        let tag = try created.tag()
        for response in [
            await client.get(path), await client.send(.head, path), await client.get(path + "?fields=none"),
            await client.patch(path, "{}"),
        ] { #expect(response.headers[.eTag] == tag) }
        let patched = await client.patch(path, #"{"x":1}"#)
        #expect(try patched.tag() != tag)
        #expect(try await client.get(path).tag() == patched.tag())
        #expect(await client.get(kind.path).headers[.eTag] == nil)
        #expect(await client.delete(path).headers[.eTag] == nil)
    }

    @Test("A tag changes with every change and only then", arguments: Kind.allCases)
    func changes(_ kind: Kind) async throws {
        let client = try Client()
        let path = try await client.create(kind, #""x":1.0"#)
        var tags: Set<String> = [try await client.get(path).tag()]
        let changes: [(String, String, Bool)] = [
            (PatchType.merge, "{}", false), (PatchType.merge, #"{"x":1.0}"#, false),
            (PatchType.merge, #"{"x":2}"#, true), (PatchType.patch, "[]", false),
            (PatchType.patch, #"[{"op":"test","path":"/x","value":2}]"#, false),
            (PatchType.patch, #"[{"op":"replace","path":"/x","value":2}]"#, false),
            (PatchType.patch, #"[{"op":"add","path":"/y","value":1},{"op":"remove","path":"/y"}]"#, false),
            (PatchType.patch, #"[{"op":"add","path":"/y","value":1}]"#, true),
            (PatchType.merge, #"{"y":null}"#, true), (PatchType.merge, #"{"id":"other"}"#, false),
            (PatchType.merge, #"{"\#(kind.mandatoryName)":null}"#, false),
        ]
        for (type, body, changes) in changes {
            let before = try await client.get(path).tag()
            _ = await client.patch(path, type, body)
            let after = try await client.get(path).tag()
            #expect((after != before) == changes, "\(body)")
            #expect(tags.insert(after).inserted == changes, "\(body)")
            _ = await client.get(kind.path)
            _ = try await client.create(kind)
            #expect(try await client.get(path).tag() == after)
        }
    }

    @Test("A resource that was deleted and created again has another tag", arguments: Kind.allCases)
    func again(_ kind: Kind) async throws {
        let client = try Client(configuration: ServiceConfiguration(clientIdentifiers: .required))
        let body = kind.minimum(and: #""id":"a""#)
        let first = await client.post(kind.path, body)
        #expect(await client.delete(kind.path + "/a").status == 204)
        let second = await client.post(kind.path, body)
        #expect(second.status == 201)
        #expect(try second.tag() != first.tag())
        let headers: APIHeaders = [.ifMatch: try first.tag()]
        expectError(await client.delete(kind.path + "/a", headers: headers), 412, "412")
    }

    /// Conditions with `@` in the place of the present tag, and whether they hold something that matches.
    private static let conditions: [(String, weak: Bool, strong: Bool)] = [
        ("@", true, true), ("*", true, true), (#""none", @"#, true, true), (#"@, "none""#, true, true),
        (#""none""#, false, false), (#""none","other""#, false, false), ("W/@", true, false),
        (#"W/"none""#, false, false), (#""none", W/@"#, true, false), ("W/@, @", true, true), (" @ ", true, true),
        (#", @ ,"#, true, true), (#""a,b", @"#, true, true), (#""""#, false, false),
    ]

    @Test("If-None-Match compares weakly: GET and HEAD answer 304 without a body", arguments: conditions, Kind.allCases)
    func ifNoneMatch(condition: (value: String, weak: Bool, strong: Bool), kind: Kind) async throws {
        let client = try Client()
        let path = try await client.create(kind)
        let tag = try await client.get(path).tag()
        let headers: APIHeaders = [.ifNoneMatch: condition.value.replacing("@", with: tag)]
        for method in [APIMethod.get, .head] {
            let response = await client.send(method, path, headers: headers)
            #expect(response.status == (condition.weak ? 304 : 200))
            #expect(response.headers[.eTag] == tag)
            if condition.weak { #expect(response.body.isEmpty) }
        }
        expectError(await client.get(kind.path + "/none", headers: headers), 404, "60")
    }

    @Test("If-Match compares strongly: PATCH and DELETE are refused with 412", arguments: conditions, Kind.allCases)
    func ifMatch(condition: (value: String, weak: Bool, strong: Bool), kind: Kind) async throws {
        let client = try Client()
        let path = try await client.create(kind)
        let before = await client.get(path)
        var headers: APIHeaders = [.ifMatch: condition.value.replacing("@", with: try before.tag())]
        if !condition.strong {
            expectError(await client.patch(path, #"{"x":1}"#, headers: headers), 412, "412")
            expectError(await client.patch(path, "{}", headers: headers), 412, "412")
            expectError(await client.delete(path, headers: headers), 412, "412")
            #expect(await client.get(path) == before)
            return
        }
        let patched = await client.patch(path, #"{"x":1}"#, headers: headers)
        #expect(patched.status == 200)
        headers = ["If-Match": condition.value.replacing("@", with: try patched.tag())]
        #expect(await client.delete(path, headers: headers).status == 204)
    }

    @Test("If-Match in several header fields is one list", arguments: Kind.allCases)
    func severalFields(_ kind: Kind) async throws {
        let client = try Client()
        let path = try await client.create(kind)
        var headers = APIHeaders()
        headers.add(.ifMatch, #""none""#)
        headers.add(.ifMatch, try await client.get(path).tag())
        #expect(await client.delete(path, headers: headers).status == 204)
    }

    @Test(
        "A condition that is none is refused",
        arguments: ["x", "\"", "\"a", "a\"", "1", "W/x", "w/\"a\"", "\"a\" \"b\"", "*, \"a\"", "**", "'a'"])
    func malformed(_ condition: String) async throws {
        let client = try Client()
        for kind in Kind.allCases {
            let path = try await client.create(kind)
            let before = await client.get(path)
            let headers: APIHeaders = [.ifMatch: condition]
            expectError(await client.patch(path, #"{"x":1}"#, headers: headers), 400, "26", message: "If-Match")
            expectError(await client.delete(path, headers: headers), 400, "26", message: "If-Match")
            let none: APIHeaders = [.ifNoneMatch: condition]
            expectError(await client.get(path, headers: none), 400, "26", message: "If-None-Match")
            #expect(await client.get(path) == before)
        }
    }

    @Test("What is not there matches nothing: it is not found", arguments: ["*", #""x""#], Kind.allCases)
    func notThere(condition: String, kind: Kind) async throws {
        let client = try Client()
        let headers: APIHeaders = [.ifMatch: condition]
        // RFC 9110 section 13.2.1: conditions are not looked at where the answer would be an error without them.
        expectError(await client.patch(kind.path + "/1", "{}", headers: headers), 404, "60")
        expectError(await client.delete(kind.path + "/1", headers: headers), 404, "60")
    }

    @Test("A change without a condition is refused by configuration", arguments: Kind.allCases)
    func required(_ kind: Kind) async throws {
        let client = try Client(configuration: ServiceConfiguration(requiresIfMatch: true))
        let path = try await client.create(kind)
        let before = await client.get(path)
        expectError(await client.patch(path, #"{"x":1}"#), 428, "428", message: "If-Match")
        expectError(await client.delete(path), 428, "428", message: "If-Match")
        #expect(await client.get(path) == before)
        let patched = await client.patch(path, #"{"x":1}"#, headers: [.ifMatch: try before.tag()])
        #expect(patched.status == 200)
        #expect(await client.delete(path, headers: [.ifMatch: "*"]).status == 204)
    }

    @Test("Of two clients that change what both have read, the second one is told", arguments: Kind.allCases)
    func lostUpdate(_ kind: Kind) async throws {
        let client = try Client()
        let path = try await client.create(kind, #""balance":100"#)
        let seen = try await client.get(path).tag()
        let first = await client.patch(path, #"{"balance":90}"#, headers: [.ifMatch: seen])
        #expect(first.status == 200)
        expectError(await client.patch(path, #"{"balance":80}"#, headers: [.ifMatch: seen]), 412, "412")
        expectError(await client.delete(path, headers: [.ifMatch: seen]), 412, "412")
        #expect(try await client.get(path).json()["balance"] == 90)
        let again = await client.patch(path, #"{"balance":70}"#, headers: [.ifMatch: try first.tag()])
        #expect(again.status == 200)
    }

    @Test("Of many clients that change one state at once, one succeeds", arguments: Kind.allCases)
    func race(_ kind: Kind) async throws {
        let client = try Client(store: YieldingStore())
        let path = try await client.create(kind)
        let seen = try await client.get(path).tag()
        let statuses = await withTaskGroup(of: Int.self) { group in
            for number in 0..<32 {
                group.addTask { await client.patch(path, #"{"x":\#(number)}"#, headers: [.ifMatch: seen]).status }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses.count { $0 == 200 } == 1)
        #expect(statuses.count { $0 == 412 } == 31)
    }
}
