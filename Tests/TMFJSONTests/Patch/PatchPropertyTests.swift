import TMFJSON
import Testing
import _TMFTestSupport

@Suite("Properties of patches")
struct PatchPropertyTests {
    /// Small values with few names, so that random paths often lead somewhere.
    struct Generator {
        var random: SplitMix64
        static let names = ["a", "b", "0", "1", "", "a/b", "m~n", "-"]

        mutating func value(depth: Int) -> JSONValue {
            switch random.below(depth > 0 ? 9 : 4) {
            case 0: .null
            case 1: .bool(random.once(in: 2))
            case 2: .number(JSONNumber(random.below(3)))
            case 3: .string(["x", "y"][random.below(2)])
            case 4...6: .array((0..<random.below(4)).map { _ in value(depth: depth - 1) })
            default:
                .object(
                    JSONObject(
                        (0..<random.below(5)).map { _ in
                            JSONObject.Member(
                                name: Self.names[random.below(Self.names.count)], value: value(depth: depth - 1))
                        }))
            }
        }

        /// A pointer into a value, sometimes with a wrong step.
        mutating func pointer(into value: JSONValue) -> JSONPointer {
            var pointer = JSONPointer()
            var value = value
            while !random.once(in: 4) {
                var token = ["a", "-", "01", "2", "9", "b"][random.below(6)]
                switch value {
                case .object(let object) where !object.isEmpty && !random.once(in: 6):
                    token = object[random.below(object.count)].name
                case .array(let elements) where !random.once(in: 8): token = String(random.below(elements.count + 1))
                default: break
                }
                pointer = pointer.appending(token)
                guard let next = JSONPointer(tokens: [token]).value(in: value) else { return pointer }
                value = next
            }
            return pointer
        }

        mutating func operation(on value: JSONValue) -> JSONPatch.Operation {
            let kind = JSONPatch.Operation.Kind.allCases[random.below(6)]
            let path = pointer(into: value)
            let isTrue = kind == .test && !random.once(in: 4)
            return JSONPatch.Operation(
                kind, path: path, from: kind == .move || kind == .copy ? pointer(into: value) : nil,
                value: isTrue ? path.value(in: value) ?? .null : self.value(depth: 2))
        }
    }

    @Test("A patch does what a naive implementation of RFC 6902 does", arguments: [UInt64(6902), 6903, 6904])
    func naive(_ seed: UInt64) throws {
        var generator = Generator(random: SplitMix64(seed: seed))
        var (done, refused) = (0, 0)
        for round in 0..<1_500 {
            let original = generator.value(depth: 4)
            var current = original
            var operations: [JSONPatch.Operation] = []
            for _ in 0..<1 + generator.random.below(5) {
                let operation = generator.operation(on: current)
                guard let next = NaivePatch.applied([operation], to: current) else {
                    // Most that fail are left out, so that long patches succeed as well.
                    guard generator.random.once(in: 3) else { continue }
                    operations.append(operation)
                    break
                }
                operations.append(operation)
                current = next
            }
            // RFC 6902 leaves open how to remove the root value.
            if operations.contains(where: { $0.kind == .remove && $0.path.tokens.isEmpty }) { continue }
            let expected = NaivePatch.applied(operations, to: original)
            let patch = JSONPatch(operations)
            let result = try? patch.applied(to: original)
            #expect(result == expected, "seed \(seed), round \(round): \(patch.json) to \(original)")
            #expect((try? JSONPatch(patch.json).applied(to: original)) == expected, "seed \(seed), round \(round)")
            if expected == nil { refused += 1 } else { done += 1 }
        }
        #expect(done > 300 && refused > 300, "seed \(seed): \(done) done, \(refused) refused")
    }

    @Test("A pointer with an index does in a patch query what it does in RFC 6902", arguments: [UInt64(630), 631])
    func indices(_ seed: UInt64) throws {
        var generator = Generator(random: SplitMix64(seed: seed))
        var done = 0
        for round in 0..<1_500 {
            let original: JSONValue = .array((0..<3).map { _ in generator.value(depth: 3) })
            var operation = generator.operation(on: original)
            // An index at the front makes it a pointer of RFC 6902; names at arrays further in belong to TMF630.
            operation.path = JSONPointer(tokens: [String(generator.random.below(4))])
            if operation.from != nil { operation.from = JSONPointer(tokens: [String(generator.random.below(4))]) }
            let patch = JSONPatch([operation])
            let result = try? JSONPatchQuery(patch.json).applied(to: original)
            #expect(
                result == NaivePatch.applied([operation], to: original), "seed \(seed), round \(round): \(patch.json)")
            if result != nil { done += 1 }
        }
        #expect(done > 500)
    }

    @Test("Selectors choose what a naive search chooses", arguments: [UInt64(5), 55, 555])
    func selectors(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        func value(_ depth: Int) -> JSONValue {
            switch random.below(depth > 0 ? 8 : 2) {
            case 0: return .string(["1", "x"][random.below(2)])
            case 1: return .number(JSONNumber(1 + random.below(2)))
            case 2...4: return .array((0..<random.below(4)).map { _ in value(depth - 1) })
            default:
                return .object(
                    JSONObject(
                        ["a", "b", "c"].filter { _ in !random.once(in: 4) }
                            .map { JSONObject.Member(name: $0, value: value(depth - 1)) }))
            }
        }
        func names(_ most: Int) -> [String] {
            (0..<1 + random.below(most)).map { _ in ["a", "b", "c"][random.below(3)] }
        }
        var (done, refused) = (0, 0)
        for round in 0..<2_000 {
            let original: JSONValue = ["a": value(4), "b": value(4)]
            let path = names(3)
            let selectors = (0..<random.below(3)).map { _ in
                (names: [path[0]] + (random.once(in: 4) ? [] : names(2)), value: ["1", "2", "x"][random.below(3)])
            }
            let query = NaivePatchQuery(names: path, selectors: selectors)
            let text =
                "/" + path.joined(separator: "/")
                + (selectors.isEmpty ? "" : "?")
                + selectors.map { "\($0.names.joined(separator: "."))=\($0.value)" }.joined(separator: "&")
            let places = query.places(in: original)
            for new in [nil, "new"] as [JSONValue?] {
                let patch: JSONValue =
                    new.map { ["op": "replace", "path": .string(text), "value": $0] }
                    ?? ["op": "remove", "path": .string(text)]
                let result = try? JSONPatchQuery(patch).applied(to: original)
                let expected = places.isEmpty ? nil : NaivePatchQuery.rebuilt(original, places, by: new)
                #expect(result == expected, "seed \(seed), round \(round): \(text) in \(original)")
            }
            if places.isEmpty { refused += 1 } else { done += 1 }
        }
        #expect(done > 200 && refused > 200, "seed \(seed): \(done) done, \(refused) refused")
    }
}
