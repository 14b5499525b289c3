import TMFJSON
import Testing
import _TMFTestSupport

@Suite("Changing a value in place")
struct JSONValueChangeTests {
    @Test("Setting a member keeps its place, adds it at the end, or removes it")
    func members() {
        var value: JSONValue = ["a": 1, "b": 2, "c": 3]
        value["b"] = "x"
        value["d"] = [true]
        value["a"] = nil
        value["missing"] = nil
        #expect(value.description == #"{"b":"x","c":3,"d":[true]}"#)
        value["c"] = JSONValue.null
        #expect(value.description == #"{"b":"x","c":null,"d":[true]}"#)
    }

    @Test("Setting an element replaces it, appends after the last, or removes it")
    func elements() {
        var value: JSONValue = [1, 2, 3]
        value[1] = "x"
        value[3] = 4
        value[0] = nil
        #expect(value == ["x", 3, 4])
        value[3] = nil
        value[2] = JSONValue.null
        #expect(value == ["x", 3, nil])
    }

    @Test("Changes reach any depth")
    func nested() {
        var value: JSONValue = ["note": [["text": "a"], ["text": "b"]], "period": ["start": 1]]
        value["note"]?[1]?["text"] = "c"
        value["note"]?[2] = ["text": "d"]
        value["period"]?["end"] = 2
        value["missing"]?["end"] = 3
        value["note"]?[7]?["text"] = "e"
        #expect(
            value == ["note": [["text": "a"], ["text": "c"], ["text": "d"]], "period": ["start": 1, "end": 2]])
    }

    @Test(
        "A value of another kind has nothing to set and stays as it is",
        arguments: [nil, true, 1, "text", [1], ["0": 1]] as [JSONValue])
    func otherKinds(_ original: JSONValue) {
        var value = original
        if original.kind != .object {
            value["a"] = 1
            value["0"] = nil
            value["a"]?["b"] = 1
        }
        if original.kind != .array {
            value[0] = 1
            value[0] = nil
        }
        for position in [-1, 2, Int.min, Int.max] {
            value[position] = 1
            value[position] = nil
            value[position]?["a"] = 1
        }
        #expect(value == original)
    }

    @Test("A change that fails half way leaves what was set so far")
    func failure() throws {
        struct Stop: Error {}
        func change(_ value: inout JSONValue?) throws {
            value = "changed"
            throw Stop()
        }
        var value: JSONValue = ["a": [["b": 1]], "c": 2]
        #expect(throws: Stop.self) { try change(&value["c"]) }
        #expect(throws: Stop.self) { try change(&value["a"]![0]) }
        #expect(throws: Stop.self) { try change(&value[at: "/d"]) }
        #expect(value == ["a": ["changed"], "c": "changed", "d": "changed"])
    }

    /// The address of an array's elements, which changes when the array is copied.
    private func address(_ value: JSONValue?) -> Int? {
        switch value {
        case .array(let elements): unsafe elements.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) }
        case .object(let object): unsafe object.members.withUnsafeBufferPointer { Int(bitPattern: $0.baseAddress) }
        default: nil
        }
    }

    @Test(
        "Containers on the way to a change are not copied",
        arguments: [
            { $0["a"]?[1]?["b"] = "x" }, { $0["a"]?[1]?["c"] = nil }, { $0[at: "/a/1/b"] = "x" },
            { $0[at: "/a/1/c"] = nil },
        ] as [@Sendable (inout JSONValue) -> Void])
    func ownership(_ change: @Sendable (inout JSONValue) -> Void) {
        var value: JSONValue = ["a": [0, ["b": 1, "c": 2], 2]]
        func addresses() -> [Int?] { [address(value), address(value["a"]), address(value["a"]?[1])] }
        let before = addresses()
        #expect(before.allSatisfy { $0 != nil })
        let original = value.description
        change(&value)
        #expect(value.description != original)
        #expect(addresses() == before)
    }

    @Test("Copies of a value do not change with it")
    func copies() {
        let original: JSONValue = ["a": [["b": 1]]]
        var copy = original
        copy["a"]?[0]?["b"] = 2
        copy[at: "/a/0/c"] = 3
        #expect(original == ["a": [["b": 1]]])
        #expect(copy == ["a": [["b": 2, "c": 3]]])
    }

    @Test("A wide object keeps finding its members while they change")
    func wide() {
        var value = JSONValue.object(JSONObject((0..<100).map { .init(name: "n\($0)", value: .array([])) }))
        for number in stride(from: 0, to: 100, by: 3) { value["n\(number)"] = nil }
        for number in 50..<150 { value["n\(number)"] = .number(JSONNumber(number)) }
        for number in 0..<150 {
            let found = value["n\(number)"]
            if number < 50, number % 3 == 0 {
                #expect(found == nil)
            } else {
                #expect(found == (number < 50 ? .array([]) : .number(JSONNumber(number))))
            }
        }
    }

    @Test("Setting at a pointer does what the operations of a patch do", arguments: [UInt64(6901), 6902])
    func pointers(_ seed: UInt64) throws {
        var generator = PatchPropertyTests.Generator(random: SplitMix64(seed: seed))
        for round in 0..<3_000 {
            let original = generator.value(depth: 4)
            let pointer = generator.pointer(into: original)
            let new = generator.value(depth: 2)
            func patched(_ kind: JSONPatch.Operation.Kind) -> JSONValue? {
                try? JSONPatch([JSONPatch.Operation(kind, path: pointer, value: new)]).applied(to: original)
            }
            var value = original
            value[at: pointer] = new
            let isThere = original[at: pointer] != nil
            // To add at the position of an element is to insert before it, so what is there is replaced.
            let expected = isThere ? patched(.replace) : patched(.add)
            #expect(value.description == (expected ?? original).description, "seed \(seed), round \(round)")
            value = original
            value[at: pointer] = nil
            let removed = pointer.tokens.isEmpty ? JSONValue.null : patched(.remove) ?? original
            #expect(value.description == removed.description, "seed \(seed), round \(round)")
        }
    }

    @Test("A pointer of many tokens takes no more of the stack than one")
    func longPointer() {
        var value: JSONValue = []
        for _ in 0..<400 { value = [value] }
        value[at: JSONPointer(tokens: Array(repeating: "0", count: 400) + ["-"])] = 1
        #expect(value[at: JSONPointer(tokens: Array(repeating: "0", count: 401))] == 1)
        value[at: JSONPointer(tokens: Array(repeating: "0", count: 100_000))] = 2
        #expect(value[at: JSONPointer(tokens: Array(repeating: "0", count: 401))] == 1)
    }
}
