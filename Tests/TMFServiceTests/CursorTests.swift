import TMForum
import Testing

@Suite("Paging by cursor")
struct CursorTests {
    private static func client(
        _ total: Int, options: StoreOptions = StoreOptions(), _ kind: Kind = .customer
    ) async throws -> Client {
        let client = try Client(store: InMemoryStore(options: options))
        for number in 0..<total { _ = try await client.create(kind, #""n":\#(number)"#) }
        return client
    }

    @Test("A cursor leads over every row once, and its links carry it", arguments: [1, 2, 3, 7, 10], Kind.allCases)
    func walk(limit: Int, kind: Kind) async throws {
        let client = try await Self.client(7, kind)
        var response = await client.get(kind.path + "?cursor=&limit=\(limit)")
        var ids = try response.ids()
        while let next = response.links["next"] {
            #expect(next.contains("cursor="))
            #expect(next.contains("limit=\(limit)"))
            try #require(ids.count < 20)
            response = await client.get(next)
            #expect(response.status == 206)
            #expect(response.headers[.totalCount] == "7")
            ids += try response.ids()
        }
        #expect(ids == (1...7).map(String.init))
    }

    @Test("What is written between two pages does not disturb them", arguments: Kind.allCases)
    func stable(_ kind: Kind) async throws {
        let client = try await Self.client(6, kind)
        let first = await client.get(kind.path + "?cursor=&limit=2&sort=-n")
        #expect(try first.ids() == ["6", "5"])
        #expect(await client.delete(kind.path + "/6").status == 204)
        #expect(await client.delete(kind.path + "/3").status == 204)
        #expect(await client.patch(kind.path + "/4", #"{"n":-1}"#).status == 200)
        _ = try await client.create(kind, #""n":100"#)
        let second = await client.get(try #require(first.links["next"]))
        #expect(try second.ids() == ["4", "3"])
        #expect(try second.json()[0]?["n"] == 3)
        #expect(second.headers[.totalCount] == "6")
        let third = await client.get(try #require(second.links["next"]))
        #expect(try third.ids() == ["2", "1"])
        #expect(third.links["next"] == nil)
        let back = await client.get(try #require(third.links["prev"]))
        #expect(try back.ids() == ["4", "3"])
        #expect(try await client.ids(kind.path + "?sort=-n") == ["7", "5", "2", "1", "4"])
    }

    @Test("Without a cursor writes do disturb, which is why there are cursors")
    func unstable() async throws {
        let client = try await Self.client(4)
        let first = await client.get(Kind.customer.path + "?limit=2")
        #expect(await client.delete(Kind.customer.path + "/1").status == 204)
        #expect(try await client.get(try #require(first.links["next"])).ids() == ["4"])
    }

    @Test("A cursor that is no longer good is gone")
    func expired() async throws {
        let client = try await Self.client(4, options: StoreOptions(cursorLimit: 1))
        let next = try #require(await client.get(Kind.customer.path + "?cursor=&limit=2").links["next"])
        #expect(await client.get(next).status == 206)
        #expect(await client.get(Kind.customer.path + "?cursor=&limit=1").status == 206)
        expectError(await client.get(next), 410, "410")
    }

    @Test("However many cursors one client asks for, those of others stay good", arguments: Kind.allCases)
    func greedyClient(_ kind: Kind) async throws {
        let client = try await Self.client(4, kind)
        var links: [String] = []
        let others = ["patient", nil]
        for identity in others {
            let first = await client.send(.get, kind.path + "?cursor&limit=2", as: identity)
            links.append(try #require(first.links["next"]))
        }
        for _ in 0..<150 {
            #expect(await client.send(.get, kind.path + "?cursor&limit=0", as: "greedy").status == 206)
        }
        for (identity, link) in zip(others, links) {
            #expect(try await client.send(.get, link, as: identity).ids() == ["3", "4"])
        }
        // Who says nothing of itself is one client with all others that do not.
        for _ in 0..<100 { #expect(await client.get(kind.path + "?cursor&limit=0").status == 206) }
        #expect(await client.send(.get, links[0], as: "patient").status == 206)
        expectError(await client.get(links[1]), 410, "410")
    }

    @Test(
        "A cursor that never was is gone too, whatever it looks like", arguments: ["x", "1", "%C3%A9", "a%2Fb", "0-0"])
    func unknown(_ cursor: String) async throws {
        let client = try await Self.client(2)
        expectError(await client.get(Kind.customer.path + "?limit=1&cursor=" + cursor), 410, "410")
    }

    @Test("A cursor of one party is of no use to another")
    func scoped() async throws {
        let client = try Client(access: PartyAccess(challenge: "Bearer"))
        for party in ["a", "b", "a"] {
            let body = #"{"name":"N","engagedParty":{"id":"\#(party)","@referredType":"Individual"}}"#
            #expect(await client.send(.post, Kind.customer.path, as: party, body: body).status == 201)
        }
        let first = await client.send(.get, Kind.customer.path + "?cursor=&limit=1", as: "a")
        let next = try #require(first.links["next"])
        #expect(try await client.send(.get, next, as: "a").ids() == ["3"])
        let other = await client.send(.get, next, as: "b")
        if other.status < 300 { #expect(try Set(other.ids()).isSubset(of: ["2"])) }
    }

    @Test("A store that keeps no cursors still answers the first page")
    func withoutCursors() async throws {
        let client = try Client(store: FailingStore(failsReading: false, failsWriting: false))
        for _ in 0..<3 { _ = try await client.create(.customer) }
        let response = await client.get(Kind.customer.path + "?cursor=&limit=2")
        #expect(try response.ids() == ["1", "2"])
    }
}
