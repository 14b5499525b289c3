import TMFJSON
import Testing

@Suite("Merge patches")
struct MergePatchTests {
    @Test(
        "The examples of RFC 7396 appendix A",
        arguments: [
            (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
            (#"{"a":"b"}"#, #"{"a":null}"#, "{}"), (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
            (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#), (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
            (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
            (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#), (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
            (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#), (#"{"a":"foo"}"#, "null", "null"),
            (#"{"a":"foo"}"#, #""bar""#, #""bar""#),
            (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#), ("[1,2]", #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
            ("{}", #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
        ])
    func examples(_ original: String, _ patch: String, _ expected: String) throws {
        let result = try MergePatch(JSONValue(parsing: patch)).applied(to: JSONValue(parsing: original))
        #expect(result.description == expected)
    }

    @Test("The example of RFC 7396 section 3")
    func section3() throws {
        let original: JSONValue = [
            "title": "Goodbye!", "author": ["givenName": "John", "familyName": "Doe"], "tags": ["example", "sample"],
            "content": "This will be unchanged",
        ]
        let patch: JSONValue = [
            "title": "Hello!", "phoneNumber": "+01-123-456-7890", "author": ["familyName": nil], "tags": ["example"],
        ]
        let expected: JSONValue = [
            "title": "Hello!", "author": ["givenName": "John"], "tags": ["example"],
            "content": "This will be unchanged",
            "phoneNumber": "+01-123-456-7890",
        ]
        #expect(MergePatch(patch).applied(to: original).description == expected.description)
    }

    @Test("Members keep their places, new ones come last in the order of the patch")
    func order() {
        let result = MergePatch(["d": 4, "b": 5, "a": nil, "e": 6]).applied(to: ["a": 1, "b": 2, "c": 3])
        #expect(result.description == #"{"b":5,"c":3,"d":4,"e":6}"#)
    }

    @Test("A null that is already there stays, and one inside an array of the patch does too")
    func nulls() {
        #expect(MergePatch([:]).applied(to: ["a": nil]) == ["a": nil])
        #expect(MergePatch(["a": [nil, ["b": nil]]]).applied(to: [:]) == ["a": [nil, ["b": nil]]])
        #expect(MergePatch(["x": nil]).applied(to: ["a": 1]) == ["a": 1])
        #expect(MergePatch(["a": ["b": nil, "c": 1]]).applied(to: ["a": 1]) == ["a": ["c": 1]])
        #expect(MergePatch([:]).applied(to: "text") == [:])
        #expect(MergePatch(nil).applied(to: [1]) == nil)
    }

    @Test("Names are compared code point by code point")
    func names() {
        let result = MergePatch(["e\u{301}": nil, "f": 1]).applied(to: ["\u{e9}": 1, "e\u{301}": 2])
        #expect(result == ["\u{e9}": 1, "f": 1])
        #expect(result.objectValue?.count == 2)
    }

    @Test("Applying a patch a second time changes nothing", arguments: [UInt64(81), 82])
    func idempotence(_ seed: UInt64) {
        var generator = JSONGenerator(seed: seed)
        for round in 0..<300 {
            let (original, patch) = (generator.value(depth: 4), MergePatch(generator.value(depth: 4)))
            let once = patch.applied(to: original)
            #expect(patch.applied(to: once).serialized() == once.serialized(), "seed \(seed), round \(round)")
        }
    }

    @Test("Patches are equal if their values are")
    func equality() {
        #expect(MergePatch(["a": 1.0, "b": 2]) == MergePatch(["b": 2, "a": 1]))
        #expect(MergePatch(["a": nil]) != MergePatch([:]))
        #expect(MergePatch(["a": nil]).json == ["a": .null])
    }
}
