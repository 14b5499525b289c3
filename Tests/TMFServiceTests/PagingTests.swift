import TMForum
import Testing
import _TMFTestSupport

@Suite("Paging by offset and limit")
struct PagingTests {
    /// A client with as many customers as are asked for, whose identifiers count from 1.
    private static func client(
        _ total: Int, _ configuration: ServiceConfiguration = ServiceConfiguration()
    ) async throws
        -> Client
    {
        let client = try Client(configuration: configuration)
        for _ in 0..<total { _ = try await client.create(.customer) }
        return client
    }

    /// The identifiers of pages, from one to the last that a relation leads to.
    private static func walk(
        _ client: Client, from start: String, by relation: String
    ) async throws -> (pages: [[String]], last: APIResponse) {
        var response = await client.get(start)
        var pages = [try response.ids()]
        while let next = response.links[relation] {
            try #require(pages.count <= 200, "The links by \(relation) from \(start) go on and on")
            response = await client.get(next)
            try #require(response.status < 300, "\(next): \(response.text)")
            pages.append(try response.ids())
        }
        return (pages, response)
    }

    /// What must hold of the page at any offset with any limit, whatever the addresses of the links.
    private static func check(_ client: Client, offset: Int, limit: Int, total: Int) async throws {
        let all = (1...max(total, 1)).map(String.init).prefix(total)
        let target = Kind.customer.path + "?offset=\(offset)&limit=\(limit)"
        let comment: Comment = "offset \(offset), limit \(limit), total \(total)"
        let response = await client.get(target)
        let rows = Array(all.dropFirst(offset).prefix(limit))
        #expect(try response.ids() == rows, comment)
        #expect(response.status == (rows.isEmpty || rows.count == total ? 200 : 206), comment)
        #expect(response.headers[.totalCount] == String(total), comment)
        #expect(response.headers[.resultCount] == String(rows.count), comment)
        let links = response.links
        #expect(try await client.get(links["self"] ?? "").ids() == rows, comment)
        #expect((links["next"] != nil) == (offset + limit < total), comment)
        #expect((links["prev"] != nil) == (offset > 0 && total > 0), comment)

        let forward = try await walk(client, from: target, by: "next").pages
        #expect(Array(forward.joined()) == Array(all.dropFirst(offset)), comment)
        let back = try await walk(client, from: target, by: "prev").pages
        #expect(Array(back.reversed().joined()) == Array(all.prefix(min(offset + limit, total))), comment)
        guard total > 0 else { return }
        #expect(back.dropFirst().allSatisfy { !$0.isEmpty && $0.count <= limit }, comment)
        if offset < total {
            #expect(try await client.get(links["last"] ?? "").ids() == forward.last, comment)
        }

        let first = try #require(links["first"], comment)
        let fromFirst = try await walk(client, from: first, by: "next")
        #expect(Array(fromFirst.pages.joined()) == Array(all), comment)
        #expect(fromFirst.last.links["next"] == nil, comment)
        let last = try #require(await client.get(first).links["last"], comment)
        let fromLast = try await walk(client, from: last, by: "prev")
        #expect(fromLast.pages.reversed() == fromFirst.pages, comment)
    }

    @Test(
        "From every page the links lead over every row once, forward to the last page and back to the first",
        arguments: [0, 1, 2, 5, 9, 10])
    func everyPage(_ total: Int) async throws {
        let client = try await Self.client(total)
        for limit in 1...(total + 2) {
            for offset in 0...(total + 3) {
                try await Self.check(client, offset: offset, limit: limit, total: total)
            }
        }
    }

    @Test("So they do for any numbers", arguments: [UInt64(1), 2, 3])
    func randomPages(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let total = 20 + random.below(60)
        let client = try await Self.client(total)
        for _ in 0..<12 {
            try await Self.check(
                client, offset: random.below(total + 10), limit: 1 + random.below(25), total: total)
        }
    }

    @Test(
        "The links of the guideline's example, offset by offset",
        arguments: [
            (20, 10, 50, [0, 10, 30, 40]), (0, 10, 50, [0, nil, 10, 40]), (40, 10, 50, [0, 30, nil, 40]),
            (0, 10, 10, [0, nil, nil, 0]), (10, 10, 11, [0, 0, nil, 10]), (0, 10, 11, [0, nil, 10, 10]),
            (0, 50, 3, [0, nil, nil, 0]),
        ] as [(Int, Int, Int, [Int?])])
    func example(offset: Int, limit: Int, total: Int, expected: [Int?]) async throws {
        let client = try await Self.client(total)
        let links = await client.get(Kind.customer.path + "?offset=\(offset)&limit=\(limit)").links
        for (relation, offset) in zip(["first", "prev", "next", "last"], expected) {
            guard let offset else {
                #expect(links[relation] == nil)
                continue
            }
            let link = try #require(links[relation])
            #expect(link.hasPrefix(Kind.customer.path + "?"))
            var parts = Set(link.dropFirst(Kind.customer.path.count + 1).split(separator: "&"))
            // The first page may say where it begins or not.
            if offset == 0 { parts.insert("offset=0") }
            #expect(parts == ["offset=\(offset)", "limit=\(limit)"])
        }
    }

    @Test("The links come in the order self, first, prev, next, last, and begin with the public URL")
    func order() async throws {
        let client = try Client(publicURL: "https://api.example.com/gw")
        for _ in 0..<5 { _ = try await client.create(.customer) }
        let response = await client.get(Kind.customer.path + "?limit=1&offset=2")
        let links = response.links.links
        #expect(links.map(\.relations) == [["self"], ["first"], ["prev"], ["next"], ["last"]])
        for link in links { #expect(link.target.hasPrefix("https://api.example.com/gw" + Kind.customer.path + "?")) }
    }

    @Test(
        "206 only if the client paged and did not get everything",
        arguments: [
            ("", 200), ("?limit=4", 206), ("?limit=5", 200), ("?limit=6", 200), ("?offset=0", 200), ("?offset=1", 206),
            ("?offset=0&limit=5", 200), ("?name=Ada", 200), ("?id=1&limit=1", 200), ("?id=1,2&limit=1", 206),
            ("?id=none&limit=1", 200), ("?fields=none&sort=name", 200),
        ])
    func statuses(query: String, status: Int) async throws {
        #expect(await (try await Self.client(5)).get(Kind.customer.path + query).status == status)
    }

    @Test("Totals count what matches, after the filter and before the page", arguments: Kind.allCases)
    func totals(_ kind: Kind) async throws {
        let client = try Client()
        for number in 0..<10 { _ = try await client.create(kind, #""n":\#(number)"#) }
        let response = await client.get(kind.path + "?n.gte=4&limit=2&offset=1")
        #expect(response.headers[.totalCount] == "6")
        #expect(response.headers[.resultCount] == "2")
    }

    @Test("A page behind the end is empty, or refused by configuration", arguments: Kind.allCases)
    func beyondEnd(_ kind: Kind) async throws {
        for (total, offset) in [(0, 1), (3, 3), (3, 100)] {
            let configuration = ServiceConfiguration(pageBeyondEnd: .refused)
            let clients = (try Client(), try Client(configuration: configuration))
            for _ in 0..<total {
                _ = try await clients.0.create(kind)
                _ = try await clients.1.create(kind)
            }
            let empty = await clients.0.get(kind.path + "?offset=\(offset)")
            #expect(empty.status == 200, "\(total) \(offset)")
            #expect(empty.text == "[]")
            #expect(empty.headers[.totalCount] == String(total))
            let refused = await clients.1.get(kind.path + "?offset=\(offset)")
            expectError(refused, 416, "416")
            #expect(refused.headers[.contentRange] == "items */\(total)")
            // A list of nothing from its beginning is no page behind the end.
            if total == 0 { #expect(await clients.1.get(kind.path + "?offset=0&limit=5").status == 200) }
        }
    }

    @Test("The default size of a page cuts a list that is not paged, with 200 and links", arguments: [3, 4, 7])
    func defaultSize(_ size: Int) async throws {
        let client = try await Self.client(10, ServiceConfiguration(limits: ServiceLimits(defaultPageSize: size)))
        let response = await client.get(Kind.customer.path)
        #expect(response.status == 200)
        #expect(try response.ids().count == size)
        #expect(response.headers[.totalCount] == "10")
        let pages = try await Self.walk(client, from: Kind.customer.path, by: "next").pages
        #expect(Array(pages.joined()) == (1...10).map(String.init))
        #expect(try await client.ids(Kind.customer.path + "?limit=9").count == 9)
    }

    @Test("The maximum size of a page cuts whatever the client asks for, and the links go on from there")
    func maximumSize() async throws {
        let client = try await Self.client(10, ServiceConfiguration(limits: ServiceLimits(maximumPageSize: 4)))
        for query in ["", "?limit=100", "?limit=5&offset=0", "?limit=4"] {
            #expect(try await client.ids(Kind.customer.path + query) == ["1", "2", "3", "4"], "\(query)")
            let walked = try await Self.walk(client, from: Kind.customer.path + query, by: "next")
            #expect(Array(walked.pages.joined()) == (1...10).map(String.init), "\(query)")
        }
    }
}
