import TMForum
import Testing

@Suite("Hidden attributes")
struct MaskTests {
    private static let hidden =
        #""secret":"s3cret","rank":7,"note":[{"id":"n1","text":"public"},"#
        + #"{"id":"n2","text":"s3cret","kind":"internal"}],"deep":{"seen":1,"unseen":"s3cret"}"#

    /// Who has a name does not see `secret`, `rank`, internal notes, nor what `unseen` holds.
    private static func client(
        store: any ResourceStore = InMemoryStore(), log: EventLog = EventLog(), bulk: Bool = false
    ) throws -> Client {
        let mask = AttributeMask(
            try ["$.secret", "$.rank", "$.note[?(@.kind=='internal')]", "$.deep.unseen"]
                .map { try JSONPath($0, dialect: .tmf630) })
        let policy = ClosurePolicy { request, _, _ in
            request.identity == nil ? .allowed : .restricted(to: .all([]), hiding: mask)
        }
        return try Client(
            store: store, resources: .standard { if bulk { $0.operations.insert(.bulk) } }, access: policy,
            observer: log.observer)
    }

    private static func expectMasked(_ response: APIResponse, sourceLocation: SourceLocation = #_sourceLocation) {
        for word in ["secret", "s3cret", "rank", "internal", "unseen", "n2"] {
            #expect(!response.text.contains(word), "\(response.text)", sourceLocation: sourceLocation)
        }
    }

    @Test("What is hidden is in no answer", arguments: Kind.allCases)
    func answers(_ kind: Kind) async throws {
        let client = try Self.client()
        let path = try await client.create(kind, Self.hidden)
        for target in [
            path, kind.path, path + "?fields=secret,rank,note,deep", kind.path + "?fields=note.text,deep.unseen,secret",
            kind.path + "?fields=$.note[?(@.kind=='internal')].text", kind.path + "?sort=secret&limit=1",
            kind.path + "?cursor=&limit=1", path + "?fields=none",
        ] {
            let response = await client.send(.get, target, as: "a")
            #expect(response.status < 300, "\(target) \(response.text)")
            Self.expectMasked(response)
        }
        let seen = try await client.send(.get, path, as: "a").json()
        #expect(seen["note"] == [["id": "n1", "text": "public"]])
        #expect(seen["deep"] == ["seen": 1])
        let body = kind.minimum(and: Self.hidden)
        Self.expectMasked(await client.send(.post, kind.path, as: "a", body: body))
        Self.expectMasked(await client.send(.patch, path, as: "a", body: #"{"x":1}"#))
        Self.expectMasked(await client.send(.patch, path, as: "a", body: "{}"))
        #expect(await client.get(path).text.contains("s3cret"))
    }

    @Test(
        "No filter finds a resource by what is hidden",
        arguments: [
            "secret=s3cret", "secret.regex=%5Es3", "rank=7", "rank.gt=6", "rank.lte=7", "note.kind=internal",
            "note.id=n2", "note.text=s3cret", "deep.unseen=s3cret", "filter=$[?(@.secret=='s3cret')]",
            "filter=$.note[?(@.kind=='internal')]", "filter=note[1]", "filter=$..[?(@.unseen)]", "filter=$.secret",
            "filter=$..unseen", "filter=$.*[?(@=='s3cret')]", "filter=$['secret']", "name=none;secret=s3cret",
            "name=none;note.id=n2", "filter=$[?(length(@.note)==2)]", "filter=$.note[-2]",
        ], Kind.allCases)
    func filters(query: String, kind: Kind) async throws {
        let client = try Self.client()
        _ = try await client.create(kind, Self.hidden)
        let response = await client.send(.get, kind.path + "?" + query, as: "a")
        if response.status >= 400 { return expectError(response, 400, "28") }
        #expect(try response.ids() == [])
        #expect(response.headers[.totalCount] == "0")
    }

    @Test("The opposite of a hidden value is no oracle either", arguments: Kind.allCases)
    func opposites(_ kind: Kind) async throws {
        let client = try Self.client()
        _ = try await client.create(kind, Self.hidden)
        for query in ["secret.ne=s3cret", "secret.ne=x", "rank.ne=7", "filter=$[?(!@.secret)]"] {
            #expect(try await client.send(.get, kind.path + "?" + query, as: "a").ids() == ["1"], "\(query)")
        }
    }

    @Test(
        "The order of a list does not tell what is hidden",
        arguments: ["secret", "-secret", "rank", "-rank", "deep.unseen", "note.text", "-$.note[1].text", "$..secret"])
    func order(_ sort: String) async throws {
        for kind in Kind.allCases {
            var orders: [[String]] = []
            for ranks in [[1, 2, 3], [3, 2, 1], [2, 3, 1]] {
                let client = try Self.client()
                for rank in ranks {
                    let notes = #""note":[{"text":"x"},{"text":"\#(rank)","kind":"internal"}]"#
                    let members = #""secret":"\#(rank)","rank":\#(rank),"deep":{"unseen":\#(rank)},"# + notes
                    _ = try await client.create(kind, members)
                }
                orders.append(try await client.send(.get, kind.path + "?sort=" + sort, as: "a").ids())
            }
            #expect(Set(orders).count == 1, "\(orders)")
        }
    }

    @Test(
        "A patch of something else leaves what is hidden as it was",
        arguments: [
            (PatchType.merge, #"{"x":1}"#), (PatchType.json, #"{"x":1,"y":{"seen":2}}"#),
            (PatchType.patch, #"[{"op":"add","path":"/x","value":1}]"#),
            (PatchType.query, #"[{"op":"add","path":"/x","value":1}]"#), (PatchType.merge, "{}"),
            (PatchType.patch, "[]"), (PatchType.patch, #"[{"op":"test","path":"/deep/seen","value":1}]"#),
            (PatchType.merge, #"{"deep":{"seen":1}}"#),
        ], Kind.allCases)
    func kept(_ patch: (type: String, body: String), kind: Kind) async throws {
        let client = try Self.client()
        let path = try await client.create(kind, Self.hidden)
        let before = try await client.get(path).json()
        let headers: APIHeaders = [.contentType: patch.type]
        let response = await client.send(.patch, path, as: "a", headers: headers, body: patch.body)
        #expect(response.status == 200, "\(response.text)")
        Self.expectMasked(response)
        let after = try await client.get(path).json()
        for name in ["secret", "rank", "note", "deep"] { #expect(after[name] == before[name]) }
        #expect((after["x"] == 1) == patch.body.contains("x"))
    }

    @Test(
        "A patch of what stands beside something hidden is made without touching that, or refused",
        arguments: [
            (PatchType.merge, #"{"deep":{"seen":2}}"#),
            (PatchType.patch, #"[{"op":"replace","path":"/deep/seen","value":2}]"#),
            (PatchType.query, #"[{"op":"replace","path":"/deep/seen","value":2}]"#),
        ], Kind.allCases)
    func beside(_ patch: (type: String, body: String), kind: Kind) async throws {
        let client = try Self.client()
        let path = try await client.create(kind, Self.hidden)
        let headers: APIHeaders = [.contentType: patch.type]
        let response = await client.send(.patch, path, as: "a", headers: headers, body: patch.body)
        if response.status != 200 { expectError(response, 403, "50") }
        let expected: JSONValue = ["seen": response.status == 200 ? 2 : 1, "unseen": "s3cret"]
        #expect(try await client.get(path).json()["deep"] == expected)
    }

    @Test(
        "What is hidden stays where the client replaces or removes what it sees around it",
        arguments: [
            (PatchType.merge, #"{"note":[]}"#, "[]", #"{"seen":1}"#),
            (PatchType.merge, #"{"note":null}"#, "[]", #"{"seen":1}"#),
            (PatchType.merge, #"{"note":[{"id":"n1","text":"new"}]}"#, #"[{"id":"n1","text":"new"}]"#, #"{"seen":1}"#),
            (PatchType.patch, #"[{"op":"remove","path":"/note"}]"#, "[]", #"{"seen":1}"#),
            (PatchType.query, #"[{"op":"remove","path":"$.note"}]"#, "[]", #"{"seen":1}"#),
            (
                PatchType.patch, #"[{"op":"add","path":"/note/-","value":{"id":"n3"}}]"#,
                #"[{"id":"n1","text":"public"},{"id":"n3"}]"#, #"{"seen":1}"#
            ),
            (
                PatchType.patch, #"[{"op":"add","path":"/note/0","value":{"id":"n0"}}]"#,
                #"[{"id":"n0"},{"id":"n1","text":"public"}]"#, #"{"seen":1}"#
            ),
            (PatchType.merge, #"{"deep":null}"#, #"[{"id":"n1","text":"public"}]"#, "{}"),
            (
                PatchType.patch, #"[{"op":"replace","path":"/deep","value":{"other":2}}]"#,
                #"[{"id":"n1","text":"public"}]"#, #"{"other":2}"#
            ),
        ], Kind.allCases)
    func around(_ patch: (type: String, body: String, note: String, deep: String), kind: Kind) async throws {
        let client = try Self.client()
        let path = try await client.create(kind, Self.hidden)
        let headers: APIHeaders = [.contentType: patch.type]
        let response = await client.send(.patch, path, as: "a", headers: headers, body: patch.body)
        #expect(response.status == 200, "\(response.text)")
        Self.expectMasked(response)
        #expect(try response.json()["note"] == JSONValue(parsing: patch.note))
        #expect(try response.json()["deep"] == JSONValue(parsing: patch.deep))
        let after = try await client.get(path).json()
        #expect(after["secret"] == "s3cret" && after["rank"] == 7 && after["deep"]?["unseen"] == "s3cret")
        let notes = after["note"]?.arrayValue?.filter { $0["kind"] == "internal" }
        #expect(notes == [["id": "n2", "text": "s3cret", "kind": "internal"]])
    }

    @Test(
        "A patch that takes away what holds something hidden is refused, and nothing changes",
        arguments: [#"{"deep":5}"#, #"{"deep":[]}"#, #"{"note":"none"}"#, #"{"note":{}}"#], Kind.allCases)
    func takenAway(body: String, kind: Kind) async throws {
        let client = try Self.client()
        let path = try await client.create(kind, Self.hidden)
        let before = await client.get(path)
        let headers: APIHeaders = [.contentType: PatchType.merge]
        expectError(await client.send(.patch, path, as: "a", headers: headers, body: body), 403, "50")
        #expect(await client.get(path) == before)
    }

    @Test(
        "Whatever a patch tries with what is hidden, it changes nothing of it and tells nothing of it",
        arguments: [
            (PatchType.merge, #"{"secret":"mine"}"#), (PatchType.merge, #"{"secret":null}"#),
            (PatchType.merge, #"{"rank":1,"x":1}"#), (PatchType.merge, #"{"deep":{"unseen":"mine"}}"#),
            (PatchType.patch, #"[{"op":"add","path":"/secret","value":"mine"}]"#),
            (PatchType.patch, #"[{"op":"remove","path":"/secret"}]"#),
            (PatchType.patch, #"[{"op":"test","path":"/secret","value":"s3cret"}]"#),
            (PatchType.patch, #"[{"op":"copy","from":"/secret","path":"/x"}]"#),
            (PatchType.patch, #"[{"op":"move","from":"/secret","path":"/x"}]"#),
            (PatchType.patch, #"[{"op":"copy","from":"/deep","path":"/x"}]"#),
            (PatchType.patch, #"[{"op":"copy","from":"/note","path":"/x"}]"#),
            (PatchType.patch, #"[{"op":"copy","from":"","path":"/x"}]"#),
            (PatchType.patch, #"[{"op":"copy","from":"/note/1","path":"/x"}]"#),
            (PatchType.patch, #"[{"op":"remove","path":"/note/1"}]"#),
            (PatchType.patch, #"[{"op":"add","path":"/note/-","value":{"id":"n3"}}]"#),
            (PatchType.query, #"[{"op":"remove","path":"/note?note.kind=internal"}]"#),
            (PatchType.query, #"[{"op":"remove","path":"$..unseen"}]"#),
            (PatchType.query, #"[{"op":"replace","path":"$.note[*].text","value":"x"}]"#),
        ], Kind.allCases)
    func attempts(_ patch: (type: String, body: String), kind: Kind) async throws {
        let client = try Self.client()
        let path = try await client.create(kind, Self.hidden)
        let headers: APIHeaders = [.contentType: patch.type]
        let response = await client.send(.patch, path, as: "a", headers: headers, body: patch.body)
        #expect([200, 400, 403, 409].contains(response.status), "\(response.status) \(response.text)")
        if response.status == 200 { Self.expectMasked(response) }
        Self.expectMasked(await client.send(.get, path, as: "a"))
        let after = try await client.get(path).json()
        #expect(after["secret"] == "s3cret")
        #expect(after["rank"] == 7)
        #expect(after["deep"]?["unseen"] == "s3cret")
        let note: JSONValue = ["id": "n2", "text": "s3cret", "kind": "internal"]
        #expect(after["note"]?.arrayValue?.contains(note) == true, "\(after)")
    }

    @Test(
        "A test of what is hidden is answered alike whatever is there",
        arguments: [
            #"[{"op":"test","path":"/secret","value":"s3cret"}]"#, #"[{"op":"test","path":"/note/1/id","value":"n2"}]"#,
            #"[{"op":"test","path":"/deep","value":{"seen":1}}]"#,
            #"[{"op":"add","path":"/secret/x","value":1},{"op":"test","path":"/name","value":0}]"#,
        ], Kind.allCases)
    func oracle(body: String, kind: Kind) async throws {
        var answers: [String] = []
        for members in [Self.hidden, #""note":[{"id":"n1","text":"public"}],"deep":{"seen":1}"#] {
            let client = try Self.client()
            let path = try await client.create(kind, members)
            let headers: APIHeaders = [.contentType: PatchType.patch]
            let response = await client.send(.patch, path, as: "a", headers: headers, body: body)
            answers.append("\(response.status) \(response.text)")
        }
        #expect(answers.first == answers.last)
    }

    @Test(
        "A list of which something is hidden is paged by a cursor only if the client asks for one",
        arguments: Kind.allCases)
    func cursors(_ kind: Kind) async throws {
        let client = try Self.client(store: InMemoryStore(options: StoreOptions(cursorLimit: 1)))
        for _ in 0..<3 { _ = try await client.create(kind, Self.hidden) }
        let first = await client.get(kind.path + "?cursor=&limit=1")
        for query in ["?limit=1", "", "?rank=7", "?limit=1&sort=secret"] {
            let response = await client.send(.get, kind.path + query, as: "a")
            #expect(response.headers[.link]?.contains("cursor") != true)
        }
        // The lists of others end no cursor.
        let next = try #require(first.links["next"])
        #expect(await client.get(next).status == 206)
    }

    @Test("A mask that takes too much work hides everything that something may be hidden of")
    func costly() async throws {
        let mask = AttributeMask([try JSONPath("$..secret", dialect: .tmf630)])
        let policy = ClosurePolicy { request, _, _ in
            request.identity == nil ? .allowed : .restricted(to: .all([]), hiding: mask)
        }
        let client = try Client(
            configuration: ServiceConfiguration(limits: ServiceLimits(query: QueryLimits(visitedNodes: 50))),
            access: policy)
        let elements = Array(repeating: "[1]", count: 100).joined(separator: ",")
        let path = try await client.create(.customer, #""secret":"s3cret","x":[\#(elements)]"#)
        let seen: JSONValue = ["id": "1", "href": .string(path), "@type": "Customer"]
        #expect(try await client.send(.get, path, as: "a").json() == seen)
        #expect(try await client.send(.get, Kind.customer.path, as: "a").json() == [seen])
        expectError(await client.send(.patch, path, as: "a", body: #"{"x":1}"#), 403, "50")
        #expect(try await client.get(path).json()["x"]?.arrayValue?.count == 100)
    }
}
