import TMForum
import Testing
import _TMFTestSupport

@Suite("Pages that are limited in bytes")
struct PageBytesTests {
    /// A client, and one without a limit on the same store.
    private struct Pair {
        let limited: Client
        let unlimited: Client
        let limit: Int

        init(_ limit: Int, hiding mask: AttributeMask? = nil) throws {
            let store = InMemoryStore()
            let access: any AccessPolicy =
                if let mask {
                    ClosurePolicy { _, operation, _ in
                        operation == .create ? .allowed : .restricted(to: .all([]), hiding: mask)
                    }
                } else { .open }
            func client(_ limit: Int) throws -> Client {
                try Client(
                    store: store, configuration: ServiceConfiguration(limits: ServiceLimits(pageBytes: limit)),
                    access: access)
            }
            limited = try client(limit)
            unlimited = try client(.max)
            self.limit = limit
        }

        func fill(_ random: inout SplitMix64, count: Int) async throws {
            for number in 0..<count {
                let text = String(repeating: "x", count: random.once(in: 4) ? random.below(3_000) : random.below(200))
                let notes = #"[{"text":"\#(text)"},{"@type":"InternalNote","text":"\#(text)"}]"#
                let members = #""n":\#(random.below(10)),"size":\#(number),"text":"\#(text)","note":\#(notes)"#
                _ = try await unlimited.create(.partyInteraction, members)
            }
        }
    }

    private static let path = Kind.partyInteraction.path

    /// The texts of the resources that a query finds, one by one.
    private static func texts(_ client: Client, _ query: String) async throws -> [[UInt8]] {
        var texts: [[UInt8]] = []
        while true {
            let response = await client.get(path + "?offset=\(texts.count)&limit=1\(query.isEmpty ? "" : "&")\(query)")
            if response.body.count == 2 { return texts }
            texts.append(Array(response.body.dropFirst().dropLast()))
        }
    }

    /// What a page must be that begins at an offset.
    private static func expected(_ texts: [[UInt8]], _ offset: Int, _ limit: Int, _ bytes: Int) -> [[UInt8]] {
        var page: [[UInt8]] = []
        var length = 2
        for text in texts.dropFirst(offset).prefix(limit) {
            length += text.count + (page.isEmpty ? 0 : 1)
            if !page.isEmpty, length > bytes { break }
            page.append(text)
        }
        return page
    }

    private static func body(_ page: [[UInt8]]) -> [UInt8] {
        Array("[".utf8) + page.joined(separator: ",".utf8) + Array("]".utf8)
    }

    /// Follows `next` to the end; every page must be what it should be, and GET and HEAD alike.
    private static func walk(
        _ pair: Pair, _ texts: [[UInt8]], _ target: String, headers: APIHeaders, offset: Int, limit: Int,
        isPaged: Bool, _ comment: Comment
    ) async throws {
        var (target, offset, headers, isPaged) = (target, offset, headers, isPaged)
        for step in 0... {
            try #require(step <= texts.count, comment)
            let response = await pair.limited.get(target, headers: headers)
            if headers[.range] != nil, offset >= texts.count {
                #expect(response.status == 416, comment)
                return
            }
            let page = Self.expected(texts, offset, limit, pair.limit)
            #expect(response.body == Self.body(page), comment)
            #expect(response.body.count <= pair.limit || page.count <= 1, comment)
            let isPartial = isPaged && page.count < texts.count && offset < texts.count
            #expect(response.status == (isPartial ? 206 : 200), comment)
            #expect(response.headers[.resultCount] == String(page.count), comment)
            let range = page.isEmpty ? nil : "items \(offset)-\(offset + page.count - 1)/\(texts.count)"
            #expect(response.headers[.contentRange] == (headers[.range] == nil ? nil : range), comment)
            if headers[.range] == nil, !target.contains("cursor=&") {
                let head = await pair.limited.send(.head, target)
                var length = response.headers
                length["Content-Length"] = String(response.body.count)
                #expect(head.status == response.status && head.body.isEmpty, comment)
                #expect(Set(head.headers.fields) == Set(length.fields), comment)
            }
            let end = offset + page.count
            guard let next = response.links["next"] else {
                #expect(end >= texts.count, comment)
                if offset < texts.count {
                    let last = response.links["last"]
                    #expect(last == nil || last == response.links["self"], comment)
                }
                return
            }
            #expect(end < texts.count, comment)
            #expect(next.contains("offset=\(end)&limit=\(limit)"), comment)
            (target, offset, headers, isPaged) = (next, end, [:], true)
        }
    }

    @Test(
        "By next every resource is read once, and every page is as long as it may be", arguments: [UInt64](1...6))
    func anyPages(seed: UInt64) async throws {
        var random = SplitMix64(seed: seed)
        let limit = [0, 2, 700, 2_500, 6_000, 20_000, 1 << 30][random.below(7)]
        let mask = random.once(in: 2) ? AttributeMask.internalNotes : nil
        let pair = try Pair(limit, hiding: mask)
        try await pair.fill(&random, count: 10 + random.below(30))
        for _ in 0..<12 {
            let filters = ["", "n.gte=4", "note.text.regex=x{100}", "n=77"]
            let parameters = [
                filters[random.below(filters.count)],
                ["", "fields=text", "fields=none", "fields=note.text,n", "fields=note[?(@.text)].text"][
                    random.below(5)], ["", "sort=-n", "sort=text,size"][random.below(3)],
            ]
            let query = parameters.filter { !$0.isEmpty }.joined(separator: "&")
            let texts = try await Self.texts(pair.unlimited, query)
            let (offset, size) = (random.below(texts.count + 3), 1 + random.below(texts.count + 3))
            let (target, headers, start, most, isPaged): (String, APIHeaders, Int, Int, Bool) =
                switch random.below(6) {
                case 0: ("", [:], 0, 10_000, false)
                case 1: ("limit=\(size)&offset=\(offset)", [:], offset, size, true)
                case 2: ("offset=\(offset)", [:], offset, 10_000, true)
                case 3: ("cursor=&limit=\(size)", [:], 0, size, true)
                case 4: ("", ["Range": "items=\(offset)-\(offset + size - 1)"], offset, size, true)
                default: ("", ["Range": "items=-\(size)"], max(texts.count - size, 0), size, true)
                }
            let path = Self.path + "?" + [target, query].filter { !$0.isEmpty }.joined(separator: "&")
            try await Self.walk(
                pair, texts, path, headers: headers, offset: start, limit: most, isPaged: isPaged,
                "seed \(seed), \(limit) bytes, \(path) \(headers[.range] ?? "")")
        }
    }

    @Test("A resource that is longer than a page is a page of its own")
    func longResource() async throws {
        let pair = try Pair(100)
        for _ in 0..<3 { _ = try await pair.unlimited.create(.partyInteraction) }
        var (ids, target) = ([String](), Self.path)
        while true {
            let response = await pair.limited.get(target)
            let page = try response.ids()
            #expect(page.count == 1)
            #expect(response.body.count > 100)
            ids += page
            guard let next = response.links["next"] else { break }
            target = next
        }
        #expect(ids == ["1", "2", "3"])
    }

    @Test("A list that is not paged and is cut has 200, and links by the default size of a page")
    func withoutPage() async throws {
        let pair = try Pair(700)
        for _ in 0..<5 { _ = try await pair.unlimited.create(.customer) }
        let response = await pair.limited.get(Kind.customer.path)
        #expect(response.status == 200)
        #expect(response.headers[.totalCount] == "5")
        let count = try response.ids().count
        #expect(count > 1 && count < 5)
        #expect(response.links["self"] == Kind.customer.path + "?offset=0&limit=10000")
        #expect(response.links["next"] == Kind.customer.path + "?offset=\(count)&limit=10000")
    }

    @Test("Middleware sees the length of a list in the answer to HEAD, and may answer itself")
    func middleware() async throws {
        let lengths = TextLog()
        let client = try Client(middleware: [
            { request, next in
                if request.target == "/own" { return APIResponse(status: 200, body: Array("own".utf8)) }
                let response = await next(request)
                lengths.add(response.headers[.contentLength] ?? "none")
                return response
            }
        ])
        _ = try await client.create(.customer)
        let length = await client.get(Kind.customer.path).body.count
        _ = lengths.take()
        #expect(await client.send(.head, Kind.customer.path).headers[.contentLength] == String(length))
        #expect(lengths.take() == [String(length)])
        let own = await client.send(.head, "/own")
        #expect(own.headers[.contentLength] == "3")
        #expect(own.body.isEmpty)
    }
}
