import TMForum
import Testing

@Suite("The size of a resource")
struct ResourceSizeTests {
    private static let limit = 2_000

    private static func client(_ identifiers: ServiceConfiguration.ClientIdentifiers = .refused) throws -> Client {
        try Client(
            resources: .standard { $0.operations.insert(.bulk) },
            configuration: ServiceConfiguration(
                clientIdentifiers: identifiers, limits: ServiceLimits(resourceSize: limit)))
    }

    private static func text(_ count: Int) -> String { String(repeating: "x", count: count) }

    @Test(
        "A patch that would make a resource larger than it may be is refused, and nothing changes",
        arguments: Kind.allCases)
    func patch(_ kind: Kind) async throws {
        let client = try Self.client()
        let path = try await client.create(kind, #""a":"\#(Self.text(900))""#)
        let before = await client.get(path)
        let large = Self.text(1_500)
        for (type, body) in [
            (PatchType.merge, #"{"b":"\#(large)"}"#), (PatchType.json, #"{"b":"\#(large)"}"#),
            (PatchType.patch, #"[{"op":"add","path":"/b","value":"\#(large)"}]"#),
            (PatchType.patch, #"[{"op":"copy","from":"/a","path":"/b"},{"op":"copy","from":"/a","path":"/c"}]"#),
            (PatchType.query, #"[{"op":"add","path":"/b","value":"\#(large)"}]"#),
        ] {
            expectError(await client.patch(path, type, body), 413, "413")
            #expect(await client.get(path) == before)
        }
        let operations = [
            #"{"op":"add","path":"/-","value":\#(kind.minimum)}"#,
            #"{"op":"copy","from":"/1/a","path":"/1/b"}"#, #"{"op":"copy","from":"/1/a","path":"/1/c"}"#,
        ]
        let bulk = "[" + operations.joined(separator: ",") + "]"
        expectError(await client.patch(kind.path, PatchType.patch, bulk), 413, "413")
        #expect(try await client.ids(kind.path) == ["1"])
        #expect(await client.get(path) == before)
    }

    @Test("A resource may grow up to the limit and not a byte further", arguments: Kind.allCases)
    func exact(_ kind: Kind) async throws {
        let client = try Self.client()
        let path = try await client.create(kind, #""a":"""#)
        let rest = Self.limit - (await client.get(path)).body.count
        expectError(await client.patch(path, #"{"a":"\#(Self.text(rest + 1))"}"#), 413, "413")
        #expect(await client.patch(path, #"{"a":"\#(Self.text(rest))"}"#).status == 200)
        #expect(await client.get(path).body.count == Self.limit)
        #expect(await client.patch(path, #"{"a":""}"#).status == 200)
    }

    @Test("A new resource may not be larger either", arguments: Kind.allCases)
    func create(_ kind: Kind) async throws {
        let client = try Self.client()
        let members = #""a":"\#(Self.text(Self.limit))""#
        let body = kind.minimum(and: members)
        expectError(await client.post(kind.path, body), 413, "413")
        let bulk = #"[{"op":"add","path":"/-","value":\#(body)}]"#
        expectError(await client.patch(kind.path, PatchType.patch, bulk), 413, "413")
        #expect(await client.get(kind.path).text == "[]")
    }
}
