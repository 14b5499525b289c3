import TMForum
import Testing

@Suite("What many changes at once must not do")
struct BulkGuardTests {
    private static let type: APIHeaders = [.contentType: PatchType.patch]

    private static func client(
        _ configuration: ServiceConfiguration = ServiceConfiguration(), access: any AccessPolicy = .open,
        change: (inout ResourceDefinition) -> Void = { _ in }
    ) throws -> Client {
        try Client(
            resources: .standard {
                $0.operations.insert(.bulk)
                change(&$0)
            }, configuration: configuration, access: access)
    }

    private static func addition(_ kind: Kind, at place: String = "-", _ members: String = #""n":9"#) -> String {
        #"{"op":"add","path":"/\#(place)","value":\#(kind.minimum(and: members))}"#
    }

    @Test("Many resources have no tag that If-Match could name", arguments: [#""1""#, #""x", "1""#, #"W/"1""#, "*"])
    func ifMatch(_ tag: String) async throws {
        for kind in Kind.allCases {
            let client = try Self.client()
            let path = try await client.create(kind)
            let before = await client.get(path)
            var headers = Self.type
            headers[.ifMatch] = tag == #""1""# ? try before.tag() : tag
            for operation in [#"{"op":"add","path":"/1/x","value":1}"#, Self.addition(kind)] {
                expectError(await client.patch(kind.path, "[\(operation)]", headers: headers), 412, "412")
            }
            #expect(await client.get(path) == before)
            #expect(try await client.ids(kind.path) == ["1"])
        }
    }

    @Test("Where changes need If-Match, many at once can only create", arguments: Kind.allCases)
    func requiresIfMatch(_ kind: Kind) async throws {
        let client = try Self.client(ServiceConfiguration(clientIdentifiers: .accepted, requiresIfMatch: true))
        let path = try await client.create(kind, #""n":1"#)
        let before = await client.get(path)
        for operation in [
            #"{"op":"replace","path":"/1/n","value":2}"#, #"{"op":"remove","path":"/1"}"#,
            #"{"op":"add","path":"/1/x","value":2}"#, #"{"op":"copy","from":"/1/n","path":"/1/x"}"#,
        ] {
            for body in ["[\(operation)]", "[\(Self.addition(kind)),\(operation)]"] {
                expectError(await client.patch(kind.path, body, headers: Self.type), 428, "428")
                #expect(try await client.ids(kind.path) == ["1"])
                #expect(await client.get(path) == before)
            }
        }
        let change = #"{"op":"replace","path":"/new/n","value":3}"#
        let body = "[\(Self.addition(kind, at: "new")),\(change),\(Self.addition(kind))]"
        #expect(await client.patch(kind.path, body, headers: Self.type).status == 200)
        #expect(try await client.get(kind.path + "/new").json()["n"] == 3)
        #expect(try await client.ids(kind.path).count == 3)
    }

    @Test(
        "What cannot be done with one resource cannot be done with many",
        arguments: [ServiceOperation.create, .patch, .delete], Kind.allCases)
    func switchedOff(operation: ServiceOperation, kind: Kind) async throws {
        let all: [(ServiceOperation, String)] = [
            (.create, Self.addition(kind)), (.patch, #"{"op":"add","path":"/a/x","value":1}"#),
            (.delete, #"{"op":"remove","path":"/b"}"#),
        ]
        let store = InMemoryStore()
        let configuration = ServiceConfiguration(clientIdentifiers: .accepted)
        for id in ["a", "b"] {
            _ = try await (try Client(store: store, configuration: configuration)).create(kind, #""id":"\#(id)""#)
        }
        let client = try Client(
            store: store,
            resources: .standard {
                $0.operations.insert(.bulk)
                $0.operations.remove(operation)
            }, configuration: configuration)
        let before = await client.get(kind.path)
        let off = try #require(all.first { $0.0 == operation }?.1)
        expectError(await client.patch(kind.path, "[\(off)]", headers: Self.type), 403, "50")
        for (other, text) in all where other != operation {
            expectError(await client.patch(kind.path, "[\(text),\(off)]", headers: Self.type), 403, "50")
            #expect(await client.get(kind.path) == before)
        }
        for (other, text) in all where other != operation {
            #expect(await client.patch(kind.path, "[\(text)]", headers: Self.type).status == 200, "\(other)")
        }
    }

    @Test(
        "An operation that names something twice is refused, as one of the two would be a guess",
        arguments: [
            #""op":"remove","op":"add","path":"/n","value":2"#, #""op":"replace","path":"/n","path":"/m","value":2"#,
            #""op":"replace","path":"/n","value":1,"value":2"#,
            #""op":"copy","from":"/n","from":"/m","path":"/x""#,
            #""op":"replace","\u006fp":"add","path":"/n","value":2"#,
        ])
    func repeatedNames(_ operation: String) async throws {
        for kind in Kind.allCases {
            let client = try Self.client()
            let path = try await client.create(kind, #""n":1,"m":1"#)
            let before = await client.get(path)
            for type in [PatchType.patch, PatchType.query] {
                expectError(await client.patch(path, type, "[{\(operation)}]"), 400, "22")
            }
            let bulk = operation.replacing(#":"/"#, with: #":"/1/"#)
            let first = #"{"op":"add","path":"/1/x","value":1}"#
            expectError(await client.patch(kind.path, "[\(first),{\(bulk)}]", headers: Self.type), 400, "22")
            #expect(await client.get(path) == before)
        }
    }

    @Test("All resources together may be no more work than one patch may be", arguments: Kind.allCases)
    func sharedNodes(_ kind: Kind) async throws {
        let limits = ServiceLimits(patch: JSONPatch.Limits(nodes: 1_000))
        let client = try Self.client(ServiceConfiguration(limits: limits))
        for _ in 0..<10 { _ = try await client.create(kind, #""a":[\#(Self.numbers(150))]"#) }
        let before = await client.get(kind.path)
        func body(_ resources: Int) -> String {
            let operations = (1...resources).map { #"{"op":"copy","from":"/\#($0)/a","path":"/\#($0)/b"}"# }
            return "[" + operations.joined(separator: ",") + "]"
        }
        let refused = await client.patch(kind.path, body(10), headers: Self.type)
        expectError(refused, 413, "413")
        #expect(await client.get(kind.path) == before)
        #expect(await client.patch(kind.path, body(3), headers: Self.type).status == 200)
    }

    @Test("What is done with resources before they are removed is work as well", arguments: Kind.allCases)
    func sharedNodesOfRemoved(_ kind: Kind) async throws {
        let limits = ServiceLimits(patch: JSONPatch.Limits(nodes: 1_000))
        let client = try Self.client(ServiceConfiguration(limits: limits))
        for _ in 0..<10 { _ = try await client.create(kind, #""a":[\#(Self.numbers(800))]"#) }
        let operations = (1...10).map {
            #"{"op":"copy","from":"/\#($0)/a","path":"/\#($0)/b"},{"op":"remove","path":"/\#($0)"}"#
        }
        let body = "[" + operations.joined(separator: ",") + "]"
        let response = await client.patch(kind.path, body, headers: Self.type)
        expectError(response, 413, "413")
    }

    private static func numbers(_ count: Int) -> String { Array(repeating: "1", count: count).joined(separator: ",") }

    @Test(
        "What is removed can be put there anew and removed again, in the order of the patch", arguments: Kind.allCases)
    func removedAndAdded(_ kind: Kind) async throws {
        let remove = #"{"op":"remove","path":"/a"}"#
        let add = Self.addition(kind, at: "a", #""n":2"#)
        let change = #"{"op":"replace","path":"/a/n","value":3}"#
        let cases: [([String], JSONValue?)] = [
            ([remove, add], 2), ([remove, add, change], 3), ([remove, add, remove], nil),
            ([change, remove, add, change], 3), ([remove, add, remove, add], 2),
        ]
        for (operations, expected) in cases {
            let client = try Self.client(ServiceConfiguration(clientIdentifiers: .accepted))
            for id in ["a", "b"] { _ = try await client.create(kind, #""id":"\#(id)","n":1,"old":1"#) }
            let body = "[" + operations.joined(separator: ",") + "]"
            let response = await client.patch(kind.path, body, headers: Self.type)
            #expect(response.status == 200, "\(response.text)")
            #expect(try await Set(client.ids(kind.path)) == (expected == nil ? ["b"] : ["a", "b"]))
            guard let expected else { continue }
            let resource = try await client.get(kind.path + "/a").json()
            #expect(resource["n"] == expected)
            #expect(resource["old"] == nil)
        }
        let client = try Self.client(ServiceConfiguration(clientIdentifiers: .accepted))
        _ = try await client.create(kind, #""id":"a","n":1"#)
        let twice = await client.patch(kind.path, "[\(remove),\(add),\(add)]", headers: Self.type)
        expectError(twice, 409, "409")
        #expect(try await client.get(kind.path + "/a").json()["n"] == 1)
    }

    @Test("A chosen identifier that is taken out of reach is a conflict at once", arguments: Kind.allCases)
    func takenOutOfReach(_ kind: Kind) async throws {
        let checks = TextLog()
        let client = try Self.client(
            ServiceConfiguration(clientIdentifiers: .accepted), access: ClosurePolicy.owned,
            change: {
                $0.check = { _, _ in
                    checks.add("")
                    return []
                }
            })
        _ = try await client.create(kind, #""id":"a","owner":"b""#)
        let members = #""owner":"a""#
        for place in ["a", "-"] {
            _ = checks.take()
            let id = place == "-" ? #","id":"a""# : ""
            let body = "[\(Self.addition(kind, at: place, members + id))]"
            let response = await client.send(.patch, kind.path, as: "a", headers: Self.type, body: body)
            expectError(response, 409, "409", message: "'a'")
            // Trying again would change nothing.
            #expect(checks.take().count == 1)
        }
        let body = kind.minimum(and: members + #","id":"a""#)
        expectError(await client.send(.post, kind.path, as: "a", body: body), 409, "409", message: "'a'")
        #expect(checks.take().count == 1)
        #expect(try await client.get(kind.path + "/a").json()["owner"] == "b")
    }
}
