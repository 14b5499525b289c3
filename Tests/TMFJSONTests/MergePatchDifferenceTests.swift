import TMFJSON
import Testing
import _TMFTestSupport

@Suite("Merge patches made from two values")
struct MergePatchDifferenceTests {
    @Test(
        "The patch names what differs and nothing else",
        arguments: [
            (#"{"a":1,"b":2}"#, #"{"a":1,"b":3,"c":4}"#, #"{"b":3,"c":4}"#),
            (#"{"a":1,"b":2}"#, #"{"b":2}"#, #"{"a":null}"#),
            (#"{"a":{"b":1,"c":{"d":2}}}"#, #"{"a":{"b":1,"c":{"d":3}}}"#, #"{"a":{"c":{"d":3}}}"#),
            (#"{"a":[1,2]}"#, #"{"a":[1,2,null]}"#, #"{"a":[1,2,null]}"#),
            (#"{"a":1}"#, #"{"a":{}}"#, #"{"a":{}}"#), (#"{"a":{"b":1}}"#, #"{"a":{}}"#, #"{"a":{"b":null}}"#),
            (#"{"a":1.0,"b":[1]}"#, #"{"b":[1.0],"a":1}"#, "{}"),
            (#"{"a":null,"b":1}"#, #"{"a":null}"#, #"{"b":null}"#),
            (#"{"a":null}"#, "{}", #"{"a":null}"#), ("{}", "{}", "{}"), ("[1]", "[1]", "[1]"),
            (#"{"a":1}"#, "null", "null"),
            ("1", #"{"a":1}"#, #"{"a":1}"#), (#"{"a":1}"#, "[null]", "[null]"),
            (#"{"\u00e9":1}"#, #"{"e\u0301":1}"#, #"{"\u00e9":null,"e\u0301":1}"#),
        ])
    func examples(_ old: String, _ new: String, _ patch: String) throws {
        let (old, new) = try (JSONValue(parsing: old), JSONValue(parsing: new))
        let found = try MergePatch(from: old, to: new)
        #expect(try found.json.description == JSONValue(parsing: patch).description)
        #expect(found.applied(to: old) == new)
    }

    @Test(
        "A member that becomes null is refused with its place",
        arguments: [
            (#"{"a":1}"#, #"{"a":null}"#, "/a"), ("{}", #"{"a":{"b/c":null}}"#, "/a/b~1c"),
            (#"{"a":[null]}"#, #"{"a":{"b":{"c":null}}}"#, "/a/b/c"), ("null", #"{"a":null}"#, "/a"),
        ] as [(String, String, JSONPointer)])
    func nulls(_ old: String, _ new: String, _ place: JSONPointer) throws {
        let (old, new) = try (JSONValue(parsing: old), JSONValue(parsing: new))
        let error = #expect(throws: MergePatchError.self) { try MergePatch(from: old, to: new) }
        #expect(error?.pointer == place)
        #expect(error?.description == "a merge patch cannot set \(place) to null, because null removes the member")
    }

    /// Whether an object that is reached through objects alone has a member that is `null` and is not so in another value.
    private func hasNewNull(_ value: JSONValue, _ old: JSONValue?) -> Bool {
        guard case .object(let members) = value else { return false }
        return members.contains { member in
            let oldValue = old?[member.name]
            return member.value.isNull ? oldValue != .null : hasNewNull(member.value, oldValue)
        }
    }

    @Test(
        "Applied to the old value it gives the new one, and every member of it is needed",
        arguments: [7396, 7397, 7398])
    func law(_ seed: UInt64) throws {
        var generator = PatchPropertyTests.Generator(random: SplitMix64(seed: seed))
        var (patches, refusals) = (0, 0)
        for round in 0..<3_000 {
            let (old, new) = (generator.value(depth: 4), generator.value(depth: 4))
            guard !hasNewNull(new, old) else {
                #expect(throws: MergePatchError.self, "seed \(seed), round \(round)") {
                    try MergePatch(from: old, to: new)
                }
                refusals += 1
                continue
            }
            let patch = try MergePatch(from: old, to: new)
            #expect(patch.applied(to: old) == new, "seed \(seed), round \(round)")
            if case .object(let members) = patch.json, old.kind == .object {
                for member in members {
                    var smaller = patch.json
                    smaller[member.name] = nil
                    #expect(MergePatch(smaller).applied(to: old) != new, "seed \(seed), round \(round)")
                }
            }
            patches += 1
        }
        #expect(patches > 300 && refusals > 100)
    }
}
