import TMForum
import Testing

@Suite("Range requests")
struct ItemRangeTests {
    private static func client(
        _ total: Int, _ configuration: ServiceConfiguration = ServiceConfiguration(), _ kind: Kind = .customer
    ) async throws -> Client {
        let client = try Client(configuration: configuration)
        for _ in 0..<total { _ = try await client.create(kind) }
        return client
    }

    @Test(
        "A range of items counts from 0, both ends included",
        arguments: [
            ("items=0-2", 206, [1, 2, 3], "items 0-2/10"), ("items=3-3", 206, [4], "items 3-3/10"),
            ("items=7-", 206, [8, 9, 10], "items 7-9/10"), ("items=8-100", 206, [9, 10], "items 8-9/10"),
            ("items=-3", 206, [8, 9, 10], "items 7-9/10"), ("Items=0-0", 206, [1], "items 0-0/10"),
            ("items=0-9", 200, Array(1...10), "items 0-9/10"), ("items=0-", 200, Array(1...10), "items 0-9/10"),
            ("items=-100", 200, Array(1...10), "items 0-9/10"), ("items=9-9", 206, [10], "items 9-9/10"),
        ])
    func ranges(range: String, status: Int, rows: [Int], contentRange: String) async throws {
        for kind in Kind.allCases {
            let client = try await Self.client(10, ServiceConfiguration(), kind)
            let response = await client.get(kind.path, headers: [.range: range])
            #expect(response.status == status)
            #expect(try response.ids() == rows.map(String.init))
            #expect(response.headers[.contentRange] == contentRange)
            #expect(response.headers[.totalCount] == "10")
            #expect(response.headers[.resultCount] == String(rows.count))
        }
    }

    @Test(
        "A range that is none is refused",
        arguments: [
            "items=", "items=-", "items=a-b", "items=5-2", "items=1", "items=--1", "items=0-1-2", "items=+1-2",
            "items=1.0-2", "items=99999999999999999999-", "items=0x1-2",
        ])
    func malformed(_ range: String) async throws {
        let client = try await Self.client(10)
        let response = await client.get(Kind.customer.path, headers: [.range: range])
        // The largest positions lie beyond the end.
        if range.contains("999"), response.status == 416 { return }
        expectError(response, 400, "26", message: "Range")
    }

    @Test("Ranges in other units are no business of lists", arguments: ["bytes=0-5", "rows=1-2", "bytes=x", "pages=1"])
    func otherUnits(_ range: String) async throws {
        let client = try await Self.client(3)
        let response = await client.get(Kind.customer.path, headers: [.range: range])
        #expect(response.status == 200)
        #expect(try response.ids() == ["1", "2", "3"])
        #expect(response.headers[.contentRange] == nil)
    }

    @Test("The query wins over the range", arguments: ["?limit=2", "?offset=0&limit=2"])
    func queryWins(_ query: String) async throws {
        let client = try await Self.client(5)
        let response = await client.get(Kind.customer.path + query, headers: [.range: "items=3-4"])
        #expect(try response.ids() == ["1", "2"])
        #expect(response.status == 206)
    }

    @Test("A range of what matches counts what matches")
    func filtered() async throws {
        let client = try await Self.client(6)
        let response = await client.get(Kind.customer.path + "?id=2,4,6", headers: [.range: "items=1-1"])
        #expect(try response.ids() == ["4"])
        #expect(response.headers[.contentRange] == "items 1-1/3")
    }

    @Test(
        "A range beyond the end cannot be satisfied, whatever an offset there is",
        arguments: ["items=3-4", "items=100-"], [ServiceConfiguration.PageBeyondEnd.empty, .refused])
    func beyondEnd(_ range: String, _ configuration: ServiceConfiguration.PageBeyondEnd) async throws {
        let client = try await Self.client(3, ServiceConfiguration(pageBeyondEnd: configuration))
        let response = await client.get(Kind.customer.path, headers: [.range: range])
        expectError(response, 416, "416")
        #expect(response.headers[.contentRange] == "items */3")
    }

    @Test("No range of an empty list can be satisfied", arguments: ["items=0-", "items=0-9", "items=-5"])
    func emptyList(_ range: String) async throws {
        let response = await (try await Self.client(0)).get(Kind.customer.path, headers: [.range: range])
        expectError(response, 416, "416")
        #expect(response.headers[.contentRange] == "items */0")
    }

    @Test("A range is cut to the largest page", arguments: ["items=2-9", "items=2-"])
    func maximum(_ range: String) async throws {
        let client = try await Self.client(10, ServiceConfiguration(limits: ServiceLimits(maximumPageSize: 3)))
        let response = await client.get(Kind.customer.path, headers: [.range: range])
        #expect(try response.ids() == ["3", "4", "5"])
        #expect(response.headers[.contentRange] == "items 2-4/10")
        #expect(response.status == 206)
    }

    @Test("A range means nothing to a single resource", arguments: ["items=0-0", "items=x", "items=5-"])
    func single(_ range: String) async throws {
        let client = try await Self.client(1)
        let path = Kind.customer.path + "/1"
        let response = await client.get(path, headers: [.range: range])
        #expect(response.status == 200)
        #expect(response.body == (await client.get(path)).body)
    }

    @Test("A range without an end is a part where the default page is smaller", arguments: ["items=0-", "items=2-"])
    func defaultSize(_ range: String) async throws {
        let client = try await Self.client(10, ServiceConfiguration(limits: ServiceLimits(defaultPageSize: 3)))
        let start = range == "items=0-" ? 0 : 2
        let response = await client.get(Kind.customer.path, headers: [.range: range])
        #expect(response.status == 206)
        #expect(try response.ids() == (start + 1...start + 3).map(String.init))
        #expect(response.headers[.contentRange] == "items \(start)-\(start + 2)/10")
        #expect(response.links["next"] != nil)
    }

    @Test(
        "Several ranges, and one with a condition, are passed over",
        arguments: [
            ("items=0-1,3-4", nil), ("items=0-1, 3-4", nil), ("items=0-0,-1", nil), ("items=0-1,x", nil),
            ("items=0-1", #""1""#), ("items=0-1", "Sat, 21 Nov 2026 09:30:00 GMT"), ("items=x", #""1""#),
        ] as [(String, String?)])
    func passedOver(range: String, condition: String?) async throws {
        let client = try await Self.client(5, ServiceConfiguration(limits: ServiceLimits(defaultPageSize: 4)))
        var headers: APIHeaders = [.range: range]
        headers[.ifRange] = condition
        for query in ["", "?id=1,2"] {
            let response = await client.get(Kind.customer.path + query, headers: headers)
            #expect(response.status == 200)
            #expect(response == (await client.get(Kind.customer.path + query)))
            #expect(response.headers[.contentRange] == nil)
        }
    }

    @Test("A range means nothing to HEAD", arguments: ["items=0-1", "items=-2", "items=x", "items=0-1,3-4"])
    func head(_ range: String) async throws {
        let client = try await Self.client(5)
        let response = await client.send(.head, Kind.customer.path, headers: [.range: range])
        #expect(response.status == 200)
        #expect(response == (await client.send(.head, Kind.customer.path)))
        #expect(response.headers[.contentRange] == nil)
    }

    @Test(
        "The last position may be any number",
        arguments: [
            ("items=0-4294967295", 200, 0), ("items=2-9223372036854775807", 206, 2),
            ("items=0-9223372036854775808", 200, 0), ("items=3-99999999999999999999999999", 206, 3),
            ("items=-99999999999999999999999999", 200, 0), ("items=-9223372036854775807", 200, 0),
            ("items=1-2147483647", 206, 1), ("items=1-00000000000000000000000000000009", 206, 1),
        ])
    func largePositions(range: String, status: Int, start: Int) async throws {
        let client = try await Self.client(5)
        let response = await client.get(Kind.customer.path, headers: [.range: range])
        #expect(response.status == status, "\(response.text)")
        #expect(try response.ids() == (start + 1...5).map(String.init))
        #expect(response.headers[.contentRange] == "items \(start)-4/5")
    }

    @Test(
        "The first position may be any number too, and is beyond the end then",
        arguments: ["items=9223372036854775807-", "items=99999999999999999999-99999999999999999999"])
    func largeFirst(_ range: String) async throws {
        let response = await (try await Self.client(5)).get(Kind.customer.path, headers: [.range: range])
        expectError(response, 416, "416")
    }
}
