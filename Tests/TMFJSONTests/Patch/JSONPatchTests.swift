import TMFJSON
import Testing

@Suite("JSON patches as values")
struct JSONPatchTests {
    @Test("A patch is written as it was read, without what RFC 6902 does not know")
    func json() throws {
        let patch: JSONValue = [
            ["op": "add", "path": "/a~1b", "value": nil], ["op": "remove", "path": ""],
            ["op": "replace", "path": "/", "value": [1]], ["op": "move", "from": "/a", "path": "/b"],
            ["op": "copy", "from": "/a", "path": "/-"], ["op": "test", "path": "/m~0n", "value": 1.0],
        ]
        #expect(try JSONPatch(patch).json.description == patch.description)
        let more: JSONValue = [["op": "remove", "path": "/a", "value": 1, "from": 5, "x": "y"]]
        #expect(try JSONPatch(more).json == [["op": "remove", "path": "/a"]])
        #expect(try JSONPatch(more) == JSONPatch([JSONPatch.Operation(.remove, path: "/a")]))
    }

    @Test(
        "An operation made without what it needs is refused when it is done",
        arguments: JSONPatch.Operation.Kind.allCases)
    func missing(_ kind: JSONPatch.Operation.Kind) throws {
        let patch = JSONPatch([JSONPatch.Operation(kind, path: "/a")])
        if kind == .remove {
            #expect(try patch.applied(to: ["a": 1]) == [:])
        } else {
            #expect(throws: JSONPatchError(.missingMember, operation: 0, path: "/a")) {
                try patch.applied(to: ["a": 1])
            }
        }
    }

    @Test("An error names the operation and the member at fault as the patch has it")
    func errors() throws {
        func error(_ patch: JSONValue, _ value: JSONValue) -> JSONPatchError? {
            do throws(JSONPatchError) {
                _ = try JSONPatch(patch).applied(to: value)
                return nil
            } catch {
                return error
            }
        }
        let test: JSONValue = ["op": "test", "path": "/a", "value": 1]
        #expect(
            error([test, ["op": "copy", "from": "/m~0n", "path": "/b"]], ["a": 1])
                == JSONPatchError(.notFound, operation: 1, path: "/m~0n"))
        #expect(
            error([test, ["op": "copy", "from": "/a", "path": "/b/c"]], ["a": 1])
                == JSONPatchError(.notFound, operation: 1, path: "/b/c"))
        #expect(
            error([["op": "move", "from": "x", "path": "/b"]], 1)
                == JSONPatchError(.invalidPointer, operation: 0, path: "x"))
        let text = error([test], ["a": 2])?.description
        #expect(text == "the value differs from the tested value (operation 0, path '/a')")
        #expect(error("x", 1)?.description == "a patch must be an array of objects")
    }

    @Test("An error of a patch query names the path as the patch has it")
    func queryErrors() throws {
        let patch: JSONValue = ["op": "copy", "from": "/a?n=1&n=2", "path": "/b"]
        #expect(throws: JSONPatchError(.notFound, operation: 0, path: "/a?n=1&n=2")) {
            try JSONPatchQuery(patch).applied(to: ["a": [["n": 1], ["n": 2]]])
        }
        #expect(throws: JSONPatchError(.ambiguous, operation: 0, path: "/a/n")) {
            try JSONPatchQuery(["op": "copy", "from": "/a/n", "path": "/b"]).applied(to: ["a": [["n": 1], ["n": 2]]])
        }
    }

    @Test("A patch that fails leaves the value as it was, wherever it fails")
    func atomicity() throws {
        let value: JSONValue = ["a": [1, ["b": [2, 3]]], "c": ["d": "x"]]
        let changes: [JSONValue] = [
            ["op": "add", "path": "/a/1/b/-", "value": 4], ["op": "remove", "path": "/a/0"],
            ["op": "replace", "path": "/c/d", "value": []], ["op": "move", "from": "/c", "path": "/a/-"],
            ["op": "copy", "from": "/a", "path": "/e"],
        ]
        let original = value.description
        for count in 0...changes.count {
            let patch = try JSONPatch(.array(changes.prefix(count) + [["op": "test", "path": "/z", "value": 1]]))
            #expect(throws: JSONPatchError(.notFound, operation: count, path: "/z")) { try patch.applied(to: value) }
            #expect(value.description == original)
        }
        #expect(try JSONPatch(.array(changes)).applied(to: value) != value)
    }

    @Test("A patch query keeps what it was read from")
    func query() throws {
        let json: JSONValue = ["op": "delete", "path": "/interactionItem?id=5678"]
        #expect(try JSONPatchQuery(json).json == json)
        #expect(try JSONPatchQuery(json) == JSONPatchQuery(json))
        #expect(try JSONPatchQuery(json) != JSONPatchQuery(["op": "delete", "path": "/interactionItem?id=5679"]))
    }
}
