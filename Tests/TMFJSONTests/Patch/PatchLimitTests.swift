import TMFJSON
import Testing

@Suite("Limits of patches")
struct PatchLimitTests {
    private func problem(_ make: () throws(JSONPatchError) -> JSONValue) -> JSONPatchError? {
        do throws(JSONPatchError) {
            _ = try make()
            return nil
        } catch {
            return error
        }
    }

    private func problem(
        _ patch: JSONValue, _ value: JSONValue, _ limits: JSONPatch.Limits = .default
    ) -> JSONPatchError? {
        problem { () throws(JSONPatchError) in try JSONPatch(patch, limits: limits).applied(to: value, limits: limits) }
    }

    private func queryProblem(
        _ patch: JSONValue, _ value: JSONValue, _ limits: JSONPatch.Limits = .default
    ) -> JSONPatchError? {
        problem { () throws(JSONPatchError) in
            try JSONPatchQuery(patch, limits: limits).applied(to: value, limits: limits)
        }
    }

    @Test("A thousand operations are allowed, one more is not")
    func operations() {
        let one: JSONValue = ["op": "test", "path": "/a", "value": 1]
        let (within, beyond) = (Array(repeating: one, count: 1_000), Array(repeating: one, count: 1_001))
        #expect(problem(.array(within), ["a": 1]) == nil)
        #expect(queryProblem(.array(within), ["a": 1]) == nil)
        #expect(problem(.array(beyond), ["a": 1]) == JSONPatchError(.limitExceeded))
        #expect(queryProblem(.array(beyond), ["a": 1]) == JSONPatchError(.limitExceeded))
        let built = JSONPatch(Array(repeating: JSONPatch.Operation(.test, path: JSONPointer(), value: 1), count: 1_001))
        #expect(problem { () throws(JSONPatchError) in try built.applied(to: 1) } == JSONPatchError(.limitExceeded))
        #expect(throws: Never.self) { try built.applied(to: 1, limits: JSONPatch.Limits(operations: 1_001)) }
    }

    @Test("What is compared counts by its length: texts, numbers and nested values")
    func comparisons() {
        let digits = JSONNumber(String(repeating: "7", count: 16_000)) ?? 0
        let text = JSONValue.string(String(repeating: "x", count: 64_000))
        let array = JSONValue.array(Array(repeating: 1, count: 1_000))
        for value in [.number(digits), text, array] {
            for path in ["/a", "$.a"] {
                let operations = Array(
                    repeating: ["op": "test", "path": .string(path), "value": value] as JSONValue, count: 10)
                func problem(_ nodes: Int) -> JSONPatchError? {
                    path == "/a"
                        ? self.problem(.array(operations), ["a": value], JSONPatch.Limits(nodes: nodes))
                        : queryProblem(.array(operations), ["a": value], JSONPatch.Limits(nodes: nodes))
                }
                #expect(problem(9_000)?.code == .limitExceeded)
                #expect(problem(30_000) == nil)
            }
        }
    }

    @Test("Selectors count by the numbers that they are compared with")
    func selectors() {
        let digits = JSONNumber(String(repeating: "7", count: 16_000)) ?? 0
        let selectors = Array(repeating: "c=1e9", count: 100).joined(separator: "&")
        let patch: JSONValue = [["op": "replace", "path": .string("/a/b?\(selectors)"), "value": 1]]
        let value: JSONValue = ["a": [["b": 0, "c": .number(digits)]]]
        #expect(queryProblem(patch, value, JSONPatch.Limits(nodes: 900))?.code == .limitExceeded)
        #expect(queryProblem(patch, value)?.code == .notFound)
    }

    @Test("Copies that double the value are stopped", arguments: ["", "$"])
    func copyBomb(_ root: String) {
        let patch: JSONValue = .array(
            (0..<60).map {
                ["op": "copy", "from": .string(root), "path": .string(root.isEmpty ? "/n\($0)" : "$.n\($0)")]
            })
        let error = root.isEmpty ? problem(patch, ["a": 1]) : queryProblem(patch, ["a": 1])
        #expect(error?.code == .limitExceeded)
        // Every copy doubles the value, so the twentieth would pass a million nodes.
        #expect((error?.operation ?? .max) <= 20)
    }

    @Test("Copies of long texts are stopped")
    func textBomb() {
        let text = JSONValue.string(String(repeating: "x", count: 6_400_000))
        let patch: JSONValue = .array((0..<60).map { ["op": "copy", "from": "/a", "path": .string("/n\($0)")] })
        #expect(problem(patch, ["a": text]) == JSONPatchError(.limitExceeded, operation: 9, path: "/n9"))
    }

    @Test("Appending an array to many elements is stopped")
    func spread() {
        let value: JSONValue = ["a": .array(Array(repeating: ["b": []], count: 2_000))]
        let long = JSONValue.array(Array(repeating: 1, count: 2_000))
        #expect(queryProblem(["op": "add", "path": "/a/b", "value": long], value)?.code == .limitExceeded)
        #expect(queryProblem(["op": "replace", "path": "/a/b", "value": long], value)?.code == .limitExceeded)
    }

    @Test("The work of finding places is limited, for pointers and for JSON paths")
    func finding() {
        let value: JSONValue = ["a": .array(Array(repeating: ["n": "x"], count: 10_000))]
        for path in ["/a?n=y", "/a?a.n=y", "$..a[?(@.n=='y')]", "$.a[?(@.n=='y')]"] {
            let patch: JSONValue = ["op": "remove", "path": .string(path)]
            #expect(queryProblem(patch, value)?.code == .notFound)
            #expect(queryProblem(patch, value, JSONPatch.Limits(nodes: 5_000))?.code == .limitExceeded)
        }
        // A JSON path is followed in the text of the value, so that its length is part of the work.
        let long: JSONValue = ["a": .string(String(repeating: "x", count: 640_000))]
        let removal: JSONValue = ["op": "remove", "path": "$['a','b']"]
        #expect(queryProblem(removal, long, JSONPatch.Limits(nodes: 11_000)) == nil)
        #expect(queryProblem(removal, long, JSONPatch.Limits(nodes: 9_000))?.code == .limitExceeded)
        let filters = JSONValue.array(
            Array(repeating: ["op": "test", "path": "$.a[?(@.n=='x')].n", "value": "x"], count: 1_000))
        #expect(queryProblem(filters, value)?.code == .limitExceeded)
    }

    @Test("Places deep inside a value are limited by their steps", arguments: ["$", "/"])
    func places(_ form: String) {
        let leaf: JSONValue = .array(Array(repeating: "x", count: 20_000))
        let value = (0..<200).reduce(leaf) { value, _ in ["a": value] }
        let names = Array(repeating: "a", count: 200)
        let path =
            form == "$"
            ? "$." + names.joined(separator: ".") + "[*]"
            : "/" + names.joined(separator: "/") + "?" + names.joined(separator: ".") + "=x"
        let patch: JSONValue = ["op": "remove", "path": .string(path)]
        #expect(queryProblem(patch, value)?.code == .limitExceeded)
        #expect(queryProblem(patch, value, JSONPatch.Limits(nodes: 6_000_000)) == nil)
    }

    @Test("Selectors without number are limited on arrays with an index")
    func manySelectors() {
        let value: JSONValue = ["a": .array(Array(repeating: ["n": 1], count: 1_000))]
        let selectors = Array(repeating: "n=1", count: 2_000).joined(separator: "&")
        let patch: JSONValue = ["op": "test", "path": .string("/a/0/n?" + selectors), "value": 1]
        #expect(queryProblem(patch, value)?.code == .limitExceeded)
    }

    @Test("A value nested deeper than allowed is refused")
    func depth() {
        func nested(_ depth: Int) -> JSONValue { (0..<depth).reduce(1) { value, _ in [value] } }
        let limits = JSONPatch.Limits(depth: 8)
        for (operation, most) in [("add", 7), ("replace", 7)] {
            let patch: (Int) -> JSONValue = { [["op": .string(operation), "path": "/a", "value": nested($0)]] }
            #expect(problem(patch(most), ["a": 1], limits) == nil)
            #expect(problem(patch(most + 1), ["a": 1], limits)?.code == .limitExceeded)
        }
        #expect(problem([["op": "add", "path": "", "value": nested(8)]], 1, limits) == nil)
        #expect(problem([["op": "add", "path": "", "value": nested(9)]], 1, limits)?.code == .limitExceeded)
        let deepened: [(JSONValue, JSONPatchError.Code?)] = [
            (["op": "move", "from": "/a", "path": "/b/c/d/-"], .limitExceeded),
            (["op": "move", "from": "/a", "path": "/b/c/x"], nil),
            (["op": "copy", "from": "/a", "path": "/b/c/d/-"], .limitExceeded),
            (["op": "copy", "from": "/a", "path": "/b/c/x"], nil),
        ]
        for (operation, code) in deepened {
            #expect(problem([operation], ["a": nested(5), "b": ["c": ["d": []]]], limits)?.code == code)
            #expect(queryProblem([operation], ["a": nested(5), "b": ["c": ["d": []]]], limits)?.code == code)
        }
        let append: JSONValue = ["op": "add", "path": "/a", "value": ["x": nested(6)]]
        #expect(queryProblem(append, ["a": []], limits)?.code == .limitExceeded)
        #expect(queryProblem(append, ["a": 1], limits) == nil)
    }

    @Test("Copies that deepen the value end at the limit")
    func deepening() {
        let step: JSONValue = ["op": "copy", "from": "/a", "path": "/a/a"]
        // Each copy is an object deeper than the one before: the first makes three, the root included.
        let limits = JSONPatch.Limits(depth: 200)
        #expect(problem(.array(Array(repeating: step, count: 198)), ["a": ["b": 1]], limits) == nil)
        let error = problem(.array(Array(repeating: step, count: 300)), ["a": ["b": 1]], limits)
        #expect(error == JSONPatchError(.limitExceeded, operation: 198, path: "/a/a"))
        #expect(JSONPatch.Limits(depth: .max).depth == JSONLimits.highestDepth)
        #expect(JSONPatch.Limits(depth: -1).depth == 0)
    }

    @Test("A thousand operations on a large value take no thousand copies of it")
    func inPlace() throws {
        let value: JSONValue = ["a": .array((0..<200_000).map { ["n": .number(JSONNumber($0))] }), "b": []]
        var operations: [JSONValue] = []
        for position in 0..<333 {
            operations.append(["op": "replace", "path": .string("/a/\(position * 500)/n"), "value": "x"])
            operations.append(["op": "add", "path": "/a/-", "value": ["n": 1]])
            operations.append(["op": "remove", "path": .string("/a/199999")])
        }
        let start = ContinuousClock.now
        let result = try JSONPatch(.array(operations)).applied(to: value)
        // Copies would move 200 million elements, which takes many seconds.
        #expect(ContinuousClock.now - start < .seconds(5))
        #expect(result["a"]?.arrayValue?.count == 200_000)
        #expect(result["a"]?[500]?["n"] == "x")
        #expect(value["a"]?[500]?["n"] == 500)
    }

    @Test("All matches of a large array are removed in one pass")
    func manyRemovals() throws {
        let value: JSONValue = ["a": .array((0..<100_000).map { ["n": .number(JSONNumber($0 % 2))] })]
        let patch = try JSONPatchQuery(["op": "remove", "path": "/a?n=1"])
        let start = ContinuousClock.now
        let result = try patch.applied(to: value, limits: JSONPatch.Limits(nodes: 10_000_000))
        #expect(ContinuousClock.now - start < .seconds(10))
        #expect(result == ["a": .array(Array(repeating: ["n": 0], count: 50_000))])
    }
}
