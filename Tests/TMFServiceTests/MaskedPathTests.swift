import TMForum
import Testing

@Suite("Paths and findings around hidden attributes")
struct MaskedPathTests {
    private static let hidden =
        #""secret":"s3cret","rank":7,"list":[{"n":1,"inner":[{"m":1}]}],"#
        + #""note":[{"id":"n1"},{"id":"n2","kind":"internal"}]"#

    /// Who has a name does not see `secret`, `rank`, accounts, nor internal notes.
    private static func client(
        store: any ResourceStore = InMemoryStore(), resources: [ResourceDefinition] = .standard
    ) throws -> Client {
        let mask = AttributeMask(
            try ["$.secret", "$.rank", "$.account", "$.note[?(@.kind=='internal')]"]
                .map { try JSONPath($0, dialect: .tmf630) })
        let policy = ClosurePolicy { request, _, _ in
            request.identity == nil ? .allowed : .restricted(to: .all([]), hiding: mask)
        }
        return try Client(store: store, resources: resources, access: policy)
    }

    @Test(
        "A condition on elements finds nothing by what is hidden when it begins at the resource again",
        arguments: [
            "filter=list[?($.secret=='s3cret')]", "filter=list[?($.secret=~/%5Es3/)]", "filter=list[?($.rank>6)]",
            "filter=list[?($.secret)]", "filter=list[?(@.n==1%20%26%26%20$.secret=='s3cret')]",
            "filter=list[?(@.inner[?($.secret=='s3cret')])]", "filter=list.inner[?($.secret=='s3cret')]",
            "filter=$.list[?($.secret=='s3cret')]", "filter=$.list[?(@.inner[?($.secret=~/s3/)])]",
            "filter=list[?($..secret)]", "filter=list[?($['secret']=='s3cret')]",
            "name=none;filter=list[?($.secret=='s3cret')]", "filter=list[?($.note[?(@.kind=='internal')])]",
            "filter=list[?($.note[1])]",
        ], Kind.allCases)
    func filters(query: String, kind: Kind) async throws {
        let client = try Self.client()
        _ = try await client.create(kind, Self.hidden)
        // Who sees everything finds the resource, so the condition is one that could tell something.
        #expect(try await client.ids(kind.path + "?" + query) == ["1"])
        let response = await client.send(.get, kind.path + "?" + query, as: "a")
        #expect(response.status == 200, "\(response.text)")
        #expect(try response.ids() == [])
        #expect(response.headers[.totalCount] == "0")
    }

    @Test(
        "An order goes by nothing hidden when its path begins at the resource again",
        arguments: ["list[?($.rank>1)].n", "-list[?($.rank>1)].n", "$.list[?($.secret=='3')].n"])
    func orders(_ sort: String) async throws {
        var orders: (seen: Set<[String]>, masked: Set<[String]>) = ([], [])
        for ranks in [[1, 2, 3], [3, 2, 1], [2, 1, 3]] {
            let client = try Self.client()
            for rank in ranks {
                let members = #""rank":\#(rank),"secret":"\#(rank)","list":[{"n":5}]"#
                _ = try await client.create(.customer, members)
            }
            let target = Kind.customer.path + "?sort=" + sort
            orders.seen.insert(try await client.ids(target))
            orders.masked.insert(try await client.send(.get, target, as: "a").ids())
        }
        #expect(orders.seen.count > 1)
        #expect(orders.masked.count == 1)
    }

    @Test("A selection of elements selects nothing by what is hidden", arguments: Kind.allCases)
    func fields(_ kind: Kind) async throws {
        let client = try Self.client()
        let path = try await client.create(kind, Self.hidden)
        for target in [kind.path, path] {
            let query = "?fields=list[?($.secret=='s3cret')]"
            #expect(await client.get(target + query).text.contains(#""n":1"#))
            let response = await client.send(.get, target + query, as: "a")
            #expect(response.status == 200, "\(response.text)")
            #expect(!response.text.contains(#""n":1"#), "\(response.text)")
        }
    }

    // MARK: - Findings

    /// A client of a store with a customer that has been wrong in hidden parts for long.
    private static func wrongBefore(count: Int = 1) async throws -> Client {
        let store = InMemoryStore()
        let path = Kind.customer.path
        let account = Array(repeating: #"{"id":5}"#, count: count).joined(separator: ",")
        let members = #""id":"1","href":"\#(path)/1","@type":"Customer","account":[\#(account)]"#
        let document = try JSONDocument(parsing: Array(Kind.customer.minimum(and: members).utf8))
        try await store.commit([.create(ResourceKey("customer", "1"), document)])
        return try client(store: store).undescribed
    }

    @Test("What was wrong before in a hidden part does not refuse a patch", arguments: [1, 150])
    func wrongBefore(_ count: Int) async throws {
        let path = Kind.customer.path + "/1"
        for (type, body) in [
            (PatchType.merge, #"{"name":"Eve"}"#),
            (PatchType.patch, #"[{"op":"replace","path":"/name","value":"Eve"}]"#),
            (PatchType.query, #"[{"op":"replace","path":"/name","value":"Eve"}]"#),
        ] {
            let client = try await Self.wrongBefore(count: count)
            let headers: APIHeaders = [.contentType: type]
            // Who sees it can mend it, and is told.
            let seen = await client.patch(path, body, headers: headers)
            expectError(seen, 400, "24", message: "/account/0")
            let response = await client.send(.patch, path, as: "a", headers: headers, body: body)
            #expect(response.status == 200, "\(response.text)")
            #expect(try await client.get(path).json()["name"] == "Eve")
            #expect(try await client.get(path).json()["account"]?.arrayValue?.count == count)
        }
    }

    @Test("Whoever makes a mistake is told of it, and not of what is wrong in a hidden part", arguments: [1, 150])
    func ownMistakes(_ count: Int) async throws {
        let client = try await Self.wrongBefore(count: count)
        let path = Kind.customer.path + "/1"
        let response = await client.send(.patch, path, as: "a", body: #"{"name":5}"#)
        expectError(response, 400, "24", message: "/name")
        #expect(response.findings == ["typeMismatch /name"])
        #expect(!response.text.contains("account"), "\(response.text)")
        #expect(try await client.get(path).json()["name"] == "Ada")
    }

    @Test(
        "Nor is anybody told of it when what stands before a hidden part goes or comes",
        arguments: [
            #"{"note":[]}"#, #"{"note":null}"#, #"{"note":[{"id":"n0"},{"id":"n1"}]}"#, #"{"note":[{"id":"new"}]}"#,
        ])
    func moved(body: String) async throws {
        let store = InMemoryStore()
        let path = Kind.partyInteraction.path
        let notes = #"[{"id":"n1"},{"id":"n2","kind":"internal","date":"wrong"}]"#
        let members = #""id":"1","href":"\#(path)/1","@type":"PartyInteraction","note":\#(notes)"#
        let document = try JSONDocument(parsing: Array(Kind.partyInteraction.minimum(and: members).utf8))
        try await store.commit([.create(ResourceKey("partyInteraction", "1"), document)])
        let response = await (try Self.client(store: store)).send(.patch, path + "/1", as: "a", body: body)
        #expect(response.status == 200, "\(response.text)")
        #expect(!response.text.contains("date"), "\(response.text)")
    }
}
