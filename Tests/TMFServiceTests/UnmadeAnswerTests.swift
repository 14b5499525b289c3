import TMForum
import Testing

@Suite("Requests whose answer cannot be made")
struct UnmadeAnswerTests {
    /// A selection that visits more nodes than it may.
    private static let fields = "?fields=$..zz"
    private static let large = #""x":[\#(Array(repeating: "[1]", count: 100).joined(separator: ","))]"#

    private static func client(_ log: EventLog = EventLog()) throws -> Client {
        let limits = ServiceLimits(query: QueryLimits(visitedNodes: 50))
        return try Client(
            resources: .standard { $0.operations.insert(.bulk) },
            configuration: ServiceConfiguration(limits: limits), observer: log.observer)
    }

    @Test("A POST whose answer cannot be made creates nothing", arguments: Kind.allCases)
    func post(_ kind: Kind) async throws {
        let log = EventLog()
        let client = try Self.client(log)
        let body = kind.minimum(and: Self.large)
        expectError(await client.post(kind.path + Self.fields, body), 400, "28")
        #expect(try log.only().events == [])
        #expect(await client.get(kind.path).text == "[]")
        #expect(await client.post(kind.path, body).status == 201)
        #expect(try await client.ids(kind.path).count == 1)
    }

    @Test("A PATCH whose answer cannot be made changes nothing", arguments: Kind.allCases)
    func patch(_ kind: Kind) async throws {
        let log = EventLog()
        let client = try Self.client(log)
        let path = try await client.create(kind, Self.large)
        let before = await client.get(path)
        for (type, body) in [
            (PatchType.merge, #"{"y":1}"#), (PatchType.json, #"{"y":1}"#),
            (PatchType.patch, #"[{"op":"add","path":"/y","value":1}]"#),
            (PatchType.query, #"[{"op":"add","path":"/y","value":1}]"#),
        ] {
            expectError(await client.patch(path + Self.fields, type, body), 400, "28")
            #expect(log.events.last?.events == [])
            #expect(await client.get(path) == before, "\(type)")
        }
        #expect(await client.patch(path, #"{"y":1}"#).status == 200)
    }

    @Test("Nothing of many changes is made if their answer cannot be", arguments: Kind.allCases)
    func bulk(_ kind: Kind) async throws {
        let client = try Self.client()
        for _ in 0..<2 { _ = try await client.create(kind, Self.large) }
        let before = await client.get(kind.path)
        let operations = [
            #"{"op":"add","path":"/1/y","value":1}"#, #"{"op":"remove","path":"/2"}"#,
            #"{"op":"add","path":"/-","value":\#(kind.minimum)}"#,
        ]
        let body = "[" + operations.joined(separator: ",") + "]"
        let headers: APIHeaders = [.contentType: PatchType.patch]
        expectError(await client.patch(kind.path + Self.fields, body, headers: headers), 400, "28")
        #expect(await client.get(kind.path).body == before.body)
        #expect(await client.patch(kind.path, body, headers: headers).status == 200)
    }

    @Test("An Idempotency-Key is free after a request whose answer could not be made", arguments: Kind.allCases)
    func idempotencyKey(_ kind: Kind) async throws {
        let client = try Self.client()
        let headers: APIHeaders = [.idempotencyKey: "k"]
        let body = kind.minimum(and: Self.large)
        expectError(await client.post(kind.path + Self.fields, body, headers: headers), 400, "28")
        #expect(await client.get(kind.path).text == "[]")
        // Also for another body, as the first request left nothing behind.
        let other = kind.minimum(and: #""y":1"#)
        let good = await client.post(kind.path, other, headers: headers)
        #expect(good.status == 201, "\(good.text)")
        #expect(await client.post(kind.path, other, headers: headers) == good)
        #expect(try await client.ids(kind.path).count == 1)
    }
}
