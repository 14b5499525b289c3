import TMForum
import Testing

@Suite("The four types of patches")
struct PatchFormatTests {
    private static let members = #"""
        "status":"open","x":{"a":1,"b":[1,2]},"note":[{"id":"n1","text":"A"},{"id":"n2","text":"B"}]
        """#

    /// What a change is in each of the types.
    struct Change: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let merge: String
        let patch: String
        let query: String
    }

    private static let changes = [
        Change(
            testDescription: "a new attribute", merge: #"{"y":[1.50]}"#,
            patch: #"[{"op":"add","path":"/y","value":[1.50]}]"#,
            query: #"[{"op":"add","path":"/y","value":[1.50]}]"#),
        Change(
            testDescription: "a removed attribute", merge: #"{"x":null}"#, patch: #"[{"op":"remove","path":"/x"}]"#,
            query: #"[{"op":"remove","path":"$.x"}]"#),
        Change(
            testDescription: "an attribute inside", merge: #"{"x":{"a":2}}"#,
            patch: #"[{"op":"replace","path":"/x/a","value":2}]"#,
            query: #"[{"op":"replace","path":"/x/a","value":2}]"#),
        Change(
            testDescription: "an element of an array",
            merge: #"{"note":[{"id":"n1","text":"A"},{"id":"n2","text":"C"}]}"#,
            patch: #"[{"op":"replace","path":"/note/1/text","value":"C"}]"#,
            query: #"[{"op":"replace","path":"/note/text?note.id=n2","value":"C"}]"#),
        Change(
            testDescription: "a removed element", merge: #"{"note":[{"id":"n2","text":"B"}]}"#,
            patch: #"[{"op":"test","path":"/note/0/id","value":"n1"},{"op":"remove","path":"/note/0"}]"#,
            query: #"[{"op":"remove","path":"/note?note.id=n1"}]"#),
        Change(
            testDescription: "a status", merge: #"{"status":"completed"}"#,
            patch: #"[{"op":"replace","path":"/status","value":"completed"}]"#,
            query: #"[{"op":"replace","path":"/status","value":"completed"}]"#),
        Change(
            testDescription: "nothing", merge: "{}", patch: "[]", query: "[]"),
    ]

    @Test("The same change in any type has the same effect", arguments: changes, Kind.allCases)
    func sameEffect(change: Change, kind: Kind) async throws {
        var answers: [String] = []
        for (type, body) in [
            (PatchType.json, change.merge), (PatchType.merge, change.merge), (PatchType.patch, change.patch),
            (PatchType.query, change.query), (PatchType.patch + ";charset=utf-8", change.patch),
            ("APPLICATION/JSON-PATCH-QUERY+JSON", change.query),
        ] {
            let store = InMemoryStore()
            let path = try await Client(store: store).create(kind, Self.members)
            let client = try Client(store: store, at: "2027-01-01T00:00:00Z")
            let response = await client.patch(path, type, body)
            #expect(response.status == 200, "\(type): \(response.text)")
            #expect(response.headers[.contentType] == "application/json;charset=utf-8")
            #expect(response.body == (await client.get(path)).body)
            answers.append(response.text)
        }
        #expect(Set(answers).count == 1, "\(answers)")
    }

    @Test(
        "A type that is no patch is refused with those that are",
        arguments: ["text/plain", "application/xml", "application/jsonpatch+json", "application/*", "json", "a;b;c"],
        Kind.allCases)
    func otherTypes(type: String, kind: Kind) async throws {
        let client = try Client()
        let path = try await client.create(kind)
        let response = await client.patch(path, type, "{}")
        expectError(response, 415, "415")
        let accepted = Set(
            (response.headers[.acceptPatch] ?? "").split(separator: ",")
                .map { $0.filter { $0 != " " }.lowercased() })
        #expect(accepted == Set(PatchType.all))
    }

    @Test(
        "A JSON Patch that is none is refused, and nothing changes",
        arguments: [
            "{}", "null", "1", #""x""#, "[1]", "[{}]", #"[{"op":"add"}]"#, #"[{"op":"add","path":"/x"}]"#,
            #"[{"op":"nothing","path":"/x"}]"#, #"[{"op":"add","path":"x","value":1}]"#,
            #"[{"op":"add","path":"/~2","value":1}]"#, #"[{"op":"move","path":"/x"}]"#,
            #"[{"op":"copy","from":"x","path":"/y"}]"#, #"[{"op":1,"path":"/x"}]"#, #"[{"op":"remove","path":1}]"#,
            #"[{"op":"add","path":"/z","value":1},{"op":"add","path":"/x"}]"#, "[", "nonsense",
        ])
    func badDocuments(_ body: String) async throws {
        let client = try Client()
        for kind in Kind.allCases {
            let path = try await client.create(kind, #""x":1"#)
            let before = await client.get(path)
            expectError(await client.patch(path, PatchType.patch, body), 400, "22")
            #expect(await client.get(path) == before)
        }
    }

    @Test(
        "A test that fails and a target that is not there are conflicts, and nothing changes",
        arguments: [
            (PatchType.patch, #"{"op":"test","path":"/x/a","value":2}"#),
            (PatchType.patch, #"{"op":"test","path":"/nothing","value":null}"#),
            (PatchType.patch, #"{"op":"remove","path":"/nothing"}"#),
            (PatchType.patch, #"{"op":"replace","path":"/nothing","value":1}"#),
            (PatchType.patch, #"{"op":"add","path":"/nothing/y","value":1}"#),
            (PatchType.patch, #"{"op":"replace","path":"/note/2","value":1}"#),
            (PatchType.patch, #"{"op":"add","path":"/note/3","value":{}}"#),
            (PatchType.patch, #"{"op":"move","from":"/nothing","path":"/y"}"#),
            (PatchType.patch, #"{"op":"copy","from":"/x/c","path":"/y"}"#),
            (PatchType.query, #"{"op":"test","path":"/note/text?note.id=n1","value":"B"}"#),
            (PatchType.query, #"{"op":"remove","path":"/note?note.id=n3"}"#),
            (PatchType.query, #"{"op":"replace","path":"$.note[?(@.id=='n3')].text","value":"C"}"#),
        ])
    func conflicts(type: String, operation: String) async throws {
        let client = try Client()
        for kind in Kind.allCases {
            let path = try await client.create(kind, Self.members)
            let before = await client.get(path)
            let first = #"{"op":"add","path":"/first","value":1}"#
            let last = #"{"op":"add","path":"/last","value":1}"#
            expectError(await client.patch(path, type, "[\(first),\(operation),\(last)]"), 409, "409")
            #expect(await client.get(path) == before)
            #expect(try await client.ids(kind.path + "?first=1").isEmpty)
        }
    }

    @Test("A body that is empty, too large or no JSON is refused in every type", arguments: PatchType.all)
    func bodies(_ type: String) async throws {
        let limits = ServiceLimits(body: JSONLimits(depth: 10, bytes: 200))
        let client = try Client(configuration: ServiceConfiguration(limits: limits))
        let path = try await client.create(.customer)
        let before = await client.get(path)
        expectError(await client.patch(path, type, ""), 400, "21")
        expectError(await client.patch(path, type, "[{"), 400, "22", message: "line 1")
        expectError(await client.patch(path, type, String(repeating: "[", count: 50)), 400, "22")
        expectError(await client.patch(path, type, String(repeating: " ", count: 201)), 413, "413")
        #expect(await client.get(path) == before)
    }

    @Test("A JSON Patch with more operations than the limit is refused", arguments: [PatchType.patch, PatchType.query])
    func operationLimit(_ type: String) async throws {
        let limits = ServiceLimits(patch: JSONPatch.Limits(operations: 2))
        let client = try Client(configuration: ServiceConfiguration(limits: limits))
        let path = try await client.create(.customer)
        let operation = #"{"op":"add","path":"/x","value":1}"#
        #expect(await client.patch(path, type, "[\(operation),\(operation)]").status == 200)
        let before = await client.get(path)
        let other = #"{"op":"add","path":"/x","value":2}"#
        let response = await client.patch(path, type, "[\(other),\(other),\(other)]")
        #expect(response.status == 400 || response.status == 413, "\(response.text)")
        #expect(await client.get(path) == before)
    }
}
