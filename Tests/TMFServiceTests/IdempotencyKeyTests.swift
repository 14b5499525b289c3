import TMForum
import Testing

@Suite("Idempotency keys among others")
struct IdempotencyKeyTests {
    private static func headers(_ key: String, party: String? = nil) -> APIHeaders {
        var headers: APIHeaders = [.idempotencyKey: key]
        headers["X-Party"] = party
        return headers
    }

    @Test(
        "Equal requests at once with an identifier that the client chose have equal answers", arguments: Kind.allCases,
        [ServiceConfiguration.ClientIdentifiers.accepted, .required])
    func chosenIdentifier(kind: Kind, identifiers: ServiceConfiguration.ClientIdentifiers) async throws {
        for yields in [false, true] {
            let client = try Client(
                store: YieldingStore(yields: yields),
                configuration: ServiceConfiguration(clientIdentifiers: identifiers))
            let body = kind.minimum(and: #""id":"mine""#)
            let responses = await withTaskGroup(of: APIResponse.self) { group in
                for _ in 0..<8 {
                    group.addTask { await client.post(kind.path, body, headers: Self.headers("k")) }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let first = try #require(responses.first)
            #expect(first.status == 201, "\(first.text)")
            #expect(first.headers[.location] == kind.path + "/mine")
            for response in responses { #expect(response == first) }
            #expect(try await client.ids(kind.path) == ["mine"])
            // Another key is another request, for which the identifier is taken.
            expectError(await client.post(kind.path, body, headers: Self.headers("l")), 409, "409")
        }
    }

    @Test("Keys of parties that the policy finds out by a header field do not meet")
    func partiesByHeader() async throws {
        let client = try Client(access: PartyAccess(challenge: "Bearer", party: { $0.headers["X-Party"] }))
        let path = Kind.partyInteraction.path
        let parties = ["p", "q"].map { #"{"id":"\#($0)","@referredType":"Individual"}"# }.joined(separator: ",")
        let body = Kind.partyInteraction.minimum(and: #""relatedParty":[\#(parties)]"#)
        var tags: Set<String> = []
        for party in ["p", "q"] {
            let first = await client.post(path, body, headers: Self.headers("k", party: party))
            #expect(first.status == 201, "\(first.text)")
            #expect(await client.post(path, body, headers: Self.headers("k", party: party)) == first)
            tags.insert(try first.tag())
        }
        #expect(tags.count == 2)
        // Neither does another body tell that the key is in use.
        let own = Kind.partyInteraction.minimum(
            and: #""relatedParty":[{"id":"r","@referredType":"Individual"}]"#)
        #expect(await client.post(path, own, headers: Self.headers("k", party: "r")).status == 201)
    }

    @Test("A key counts for a collection, however its path is written", arguments: Kind.allCases)
    func paths(_ kind: Kind) async throws {
        let client = try Client()
        let first = await client.post(kind.path, kind.minimum, headers: Self.headers("k"))
        #expect(first.status == 201)
        let encoded = kind.path.replacing("/v4/", with: "/%764/")
        for path in [kind.path + "/", kind.path + "?", encoded, encoded + "/", kind.path + "/?"] {
            #expect(await client.post(path, kind.minimum, headers: Self.headers("k")) == first, "\(path)")
        }
        #expect(try await client.ids(kind.path).count == 1)
    }

    @Test("A key works with a body as deep as the limit", arguments: [128, JSONLimits.highestDepth])
    func depth(_ depth: Int) async throws {
        let client = try Client(
            configuration: ServiceConfiguration(limits: ServiceLimits(body: JSONLimits(depth: depth))))
        let nested = String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1)
        let body = Kind.customer.minimum(and: #""x":"# + nested)
        let first = await client.post(Kind.customer.path, body, headers: Self.headers("k"))
        #expect(first.status == 201, "\(first.text.prefix(200))")
        #expect(await client.post(Kind.customer.path, body, headers: Self.headers("k")) == first)
        #expect(await client.get(Kind.customer.path).headers[.totalCount] == "1")
        let deeper = Kind.customer.minimum(and: #""x":["# + nested + "]")
        expectError(await client.post(Kind.customer.path, deeper, headers: Self.headers("l")), 400, "22")
    }

    @Test("Of many requests at once each succeeds with a key of its own, however many old keys are there")
    func expired() async throws {
        let clock = try HandClock()
        let client = Client(
            of: APIService(
                store: YieldingStore(), configuration: ServiceConfiguration(idempotencyLifetime: .seconds(60)),
                environment: clock.environment()))
        func statuses(_ keys: Range<Int>) async -> [Int] {
            await withTaskGroup(of: Int.self) { group in
                for key in keys {
                    group.addTask {
                        let kind = Kind.customer
                        return await client.post(kind.path, kind.minimum, headers: Self.headers("k\(key)")).status
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
        }
        #expect(await statuses(0..<200) == Array(repeating: 201, count: 200))
        clock.advance(seconds: 61)
        // Some of the keys are old ones.
        #expect(await statuses(150..<250) == Array(repeating: 201, count: 100))
        #expect(await statuses(150..<250) == Array(repeating: 201, count: 100))
        #expect(await client.get(Kind.customer.path).headers[.totalCount] == "300")
    }
}
