import TMForum
import Testing

@Suite("Link header fields")
struct LinkHeaderTests {
    /// Takes a field apart by the grammar of RFC 8288 section 3, as far as a service needs it.
    ///
    /// Brackets are no characters of a query in RFC 3986, but everybody writes and reads them in the paths of TMF630.
    private static func links(_ value: String) throws -> [String: String] {
        var links: [String: String] = [:]
        var rest = value[...]
        while let match = try #/<([A-Za-z0-9\-._~:/?\[\]@!$&'()*+,;=%]*)>\s*;\s*rel="([a-z]+)"(?:\s*,\s*(?=<)|$)/#
            .prefixMatch(in: rest)
        {
            let target = match.1
            try #require(!target.contains(#/%(?![0-9A-Fa-f]{2})/#), "\(target)")
            try #require(links.updateValue(String(target), forKey: String(match.2)) == nil, "\(value)")
            rest = rest[match.range.upperBound...]
        }
        try #require(rest.isEmpty, "No link: \(rest)")
        return links
    }

    private static func client(
        _ count: Int = 5, _ configuration: ServiceConfiguration = ServiceConfiguration(), publicURL: String = ""
    ) async throws -> Client {
        let client = try Client(configuration: configuration, publicURL: publicURL)
        let names = ["é<ü>", #""quoted""#, "a,b", "語", "x>y"]
        for number in 0..<count {
            let body: JSONValue = [
                "name": .string(names[number % names.count]), "rank": .number(JSONNumber(number)),
                "engagedParty": ["id": "p", "@referredType": "Individual"],
            ]
            let response = await client.post(Kind.customer.path, String(decoding: body.serialized(), as: UTF8.self))
            try #require(response.status == 201, "\(response.text)")
        }
        return client
    }

    @Test(
        "Links can be taken apart and followed whatever a query holds, raw or encoded",
        arguments: [
            "name.ne=<é>", "name.ne=%3C%C3%A9%3E", #"name.ne="quoted""#, "name.ne=%22quoted%22", "name.ne=語",
            "name.ne=%E8%AA%9E", "rank<4", "rank%3C4", "rank>0", "rank%3E0", "rank<=4", "rank>=1",
            "filter=$[?(@.rank<4)]", "filter=$%5B?(@.rank%3C4)%5D", #"filter=$[?(@.name!="x>y")]"#,
            "filter=$[?(@.name!=%22x%3Ey%22)]", "filter=$[?(@.name!='é<ü>')]", "filter=$[?(@.rank>0)]",
            #"name.ne=",<x>;rel="next""#, "name.ne=%22,%3Cx%3E;rel=%22next%22", "name.ne=>", "name.ne=%3E;rank>2",
            "fields=name,é&rank>0", "sort=-rank,語", "name.regex=[^<]",
        ])
    func syntax(query: String) async throws {
        for publicURL in ["", "https://example.com/api"] {
            let client = try await Self.client(publicURL: publicURL)
            let address = publicURL + Kind.customer.path
            let whole = try await client.ids(Kind.customer.path + "?limit=100&" + query)
            try #require(whole.count > 1, "\(query)")
            var ids: [String] = []
            var target = Kind.customer.path + "?limit=1&" + query
            while true {
                let response = await client.get(target)
                ids += try response.ids()
                try #require(ids.count <= whole.count)
                let links = try Self.links(try #require(response.headers[.link]))
                #expect(links.values.allSatisfy { $0.hasPrefix(address + "?") }, "\(links)")
                guard let next = links["next"] else { break }
                target = String(next.dropFirst(publicURL.count))
            }
            #expect(ids == whole)
        }
    }

    @Test("Links are as long as the query and not longer by what a query means")
    func length() async throws {
        let client = try await Self.client(3)
        let values = (1...95).map(String.init).joined(separator: ",")
        for query in [
            String(repeating: "a", count: 80) + ".ne=" + values, "a.ne=" + values,
            String(repeating: "a", count: 80) + "=" + values + ";rank.gte=0",
            "rank.ne=" + values.replacing(",", with: "0,") + "&fields=name",
            "name.ne=" + String(repeating: "é", count: 300),
        ] {
            let response = await client.get(Kind.customer.path + "?offset=1&limit=1&" + query)
            #expect(response.status == 206, "\(response.text)")
            let value = try #require(response.headers[.link])
            // There are five links at most, and a byte takes three characters when it is encoded.
            let encoded = query.utf8.reduce(0) { $0 + ($1 < 0x80 ? 1 : 3) }
            #expect(value.utf8.count <= 5 * (encoded + Kind.customer.path.utf8.count + 60), "\(value.utf8.count)")
        }
    }

    @Test(
        "A link is not refused for its length where the query was a quarter of the longest",
        arguments: [
            String(repeating: "a", count: 100) + ".ne=" + (1...91).map(String.init).joined(separator: ","), "name.ne=é",
            "name.ne=<>", "name.ne=\"x\"",
        ])
    func nextIsTaken(_ start: String) async throws {
        let limits = ServiceLimits.default
        let longest = min(limits.targetLength, limits.query.length) / 4
        let client = try await Self.client(3)
        let filler = start.last.map { $0 == "1" ? "1" : $0 } ?? "1"
        let query = start + String(repeating: filler, count: (longest - start.utf8.count) / filler.utf8.count)
        var response = await client.get(Kind.customer.path + "?limit=1&" + query)
        #expect(response.status == 206, "\(response.text)")
        for _ in 0..<2 {
            let next = try Self.links(try #require(response.headers[.link]))["next"]
            response = await client.get(try #require(next))
            #expect(response.status == 206, "\(response.text)")
        }
        #expect(try response.ids() == ["3"])
    }
}
