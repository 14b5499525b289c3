import TMFJSON
import Testing
import _TMFTestSupport

@Suite("JSON pointers")
struct JSONPointerTests {
    /// The document of RFC 6901 section 5.
    private static let example: JSONValue = [
        "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5, "k\"l": 6, " ": 7, "m~n": 8,
    ]

    @Test(
        "The examples of RFC 6901 sections 5 and 6",
        arguments: [
            ("", "#", example), ("/foo", "#/foo", ["bar", "baz"]), ("/foo/0", "#/foo/0", "bar"), ("/", "#/", 0),
            ("/a~1b", "#/a~1b", 1), ("/c%d", "#/c%25d", 2), ("/e^f", "#/e%5Ef", 3), ("/g|h", "#/g%7Ch", 4),
            ("/i\\j", "#/i%5Cj", 5), ("/k\"l", "#/k%22l", 6), ("/ ", "#/%20", 7), ("/m~0n", "#/m~0n", 8),
        ] as [(String, String, JSONValue)])
    func examples(_ text: String, _ fragment: String, _ expected: JSONValue) throws {
        let pointer = try JSONPointer(text)
        #expect(pointer.value(in: Self.example) == expected)
        #expect(pointer.description == text)
        #expect(pointer.fragment == fragment)
        #expect(try JSONPointer(fragment: fragment) == pointer)
        let document = try JSONDocument(Self.example)
        #expect(pointer.element(in: document.root).map { JSONValue($0) } == expected)
    }

    @Test(
        "A text is split into its tokens",
        arguments: [
            ("", []), ("/", [""]), ("//", ["", ""]), ("/a/", ["a", ""]), ("/~01", ["~1"]), ("/~10", ["/0"]),
            ("/~0~1", ["~/"]),
            ("/a b/\u{e9}/\u{1f600}", ["a b", "\u{e9}", "\u{1f600}"]), ("/-", ["-"]), ("/#", ["#"]), ("/%41", ["%41"]),
        ])
    func tokens(_ text: String, _ tokens: [String]) throws {
        #expect(try JSONPointer(text).tokens == tokens)
        #expect(JSONPointer(tokens: tokens).description == text)
    }

    private func refusal(_ make: () throws(JSONPointer.SyntaxError) -> JSONPointer) -> JSONPointer.SyntaxError? {
        do throws(JSONPointer.SyntaxError) {
            _ = try make()
            return nil
        } catch {
            return error
        }
    }

    @Test(
        "A text that is no pointer is refused with the place of the problem",
        arguments: [
            ("a", .missingSlash, 0), ("a/b", .missingSlash, 0), (" ", .missingSlash, 0), ("#/a", .missingSlash, 0),
            ("~0", .missingSlash, 0), ("/~", .invalidEscape, 1), ("/a~", .invalidEscape, 2), ("/~2", .invalidEscape, 1),
            ("/~/", .invalidEscape, 1), ("/a/b~c", .invalidEscape, 4), ("/~~0", .invalidEscape, 1),
            ("/\u{e9}/~x", .invalidEscape, 4),
        ] as [(String, JSONPointer.SyntaxError.Code, Int)])
    func refused(_ text: String, _ code: JSONPointer.SyntaxError.Code, _ offset: Int) {
        let error = refusal { () throws(JSONPointer.SyntaxError) in try JSONPointer(text) }
        #expect(error?.code == code)
        #expect(error?.offset == offset)
        #expect(error?.description.contains("offset \(offset)") == true)
    }

    @Test(
        "A fragment that is no pointer is refused with the place of the problem",
        arguments: [
            ("", .missingSlash, 0), ("/a", .missingSlash, 0), ("#a", .missingSlash, 1), ("#%41", .missingSlash, 1),
            ("#/%", .invalidPercentEncoding, 2), ("#/%4", .invalidPercentEncoding, 2),
            ("#/a%GG", .invalidPercentEncoding, 3),
            ("#/~2", .invalidEscape, 2), ("#/%20~2", .invalidEscape, 5), ("#\u{301}", .missingSlash, 1),
        ] as [(String, JSONPointer.SyntaxError.Code, Int)])
    func refusedFragment(_ fragment: String, _ code: JSONPointer.SyntaxError.Code, _ offset: Int) {
        let error = refusal { () throws(JSONPointer.SyntaxError) in try JSONPointer(fragment: fragment) }
        #expect(error?.code == code)
        #expect(error?.offset == offset)
    }

    @Test("A fragment whose bytes are not UTF-8 is refused", arguments: ["#/%FF", "#/%C3", "#/%ED%A0%80", "#/a%80"])
    func fragmentNotUTF8(_ fragment: String) {
        let error = refusal { () throws(JSONPointer.SyntaxError) in try JSONPointer(fragment: fragment) }
        #expect(error?.code == .invalidPercentEncoding)
    }

    @Test("A fragment decodes its bytes before it is split")
    func fragmentDecoding() throws {
        #expect(try JSONPointer(fragment: "#%2Fa%2fb").tokens == ["a", "b"])
        #expect(try JSONPointer(fragment: "#/%7E1").tokens == ["/"])
        #expect(try JSONPointer(fragment: "#/%C3%A9").tokens == ["\u{e9}"])
        #expect(JSONPointer("/\u{e9}").fragment == "#/%C3%A9")
    }

    @Test("Pointers survive being written and read, plain and as fragments")
    func roundTrip() throws {
        var generator = JSONGenerator(seed: 71)
        for round in 0..<1_000 {
            let tokens = (0..<generator.random.below(5)).map { _ in generator.string() }
            let pointer = JSONPointer(tokens: tokens)
            let points = tokens.map { codePoints($0) }
            #expect(try JSONPointer(pointer.description).tokens.map { codePoints($0) } == points, "round \(round)")
            #expect(
                try JSONPointer(fragment: pointer.fragment).tokens.map { codePoints($0) } == points, "round \(round)")
            #expect(pointer.fragment.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "round \(round)")
        }
    }

    @Test("A literal is a pointer, and one that is not stops the program")
    func literals() async throws {
        let pointer: JSONPointer = "/note/0/a~1b"
        #expect(pointer.tokens == ["note", "0", "a/b"])
        await #expect(processExitsWith: .failure) { _ = "note" as JSONPointer }
    }

    @Test("Appending adds tokens as they are")
    func appending() {
        let pointer = JSONPointer().appending("a/~b").appending(index: 12).appending("")
        #expect(pointer.tokens == ["a/~b", "12", ""])
        #expect(pointer.description == "/a~1~0b/12/")
    }

    @Test(
        "The position in an array is written in digits without a leading zero",
        arguments: [
            ("0", "a"), ("1", "b"), ("10", "k"), ("11", nil), ("01", nil), ("00", nil), ("-", nil), ("-0", nil),
            ("-1", nil),
            ("+1", nil), ("", nil), (" 1", nil), ("1 ", nil), ("1.0", nil), ("1e0", nil), ("x", nil), ("\u{661}", nil),
            ("\u{ff11}", nil), ("9223372036854775807", nil), ("9223372036854775808", nil),
            ("18446744073709551616", nil),
        ] as [(String, JSONValue?)])
    func arrayIndex(_ token: String, _ expected: JSONValue?) throws {
        let array = JSONValue.array("abcdefghijk".map { .string(String($0)) })
        let pointer = JSONPointer(tokens: [token])
        #expect(pointer.value(in: array) == expected)
        let document = try JSONDocument(array)
        #expect(pointer.element(in: document.root).map { JSONValue($0) } == expected)
    }

    @Test("Digits are a name in an object, and nothing leads into a scalar")
    func otherKinds() throws {
        let value: JSONValue = ["0": ["01": "x", "-": "y"], "s": "text", "n": nil]
        let document = try JSONDocument(value)
        let cases: [(String, JSONValue?)] = [
            ("/0/01", "x"), ("/0/-", "y"), ("/1", nil), ("/s/0", nil), ("/s/", nil), ("/n", JSONValue.null),
            ("/n/a", nil),
            ("/0/01/0", nil),
        ]
        for (text, expected) in cases {
            let pointer = try JSONPointer(text)
            #expect(pointer.value(in: value) == expected, "\(text)")
            #expect(pointer.element(in: document.root).map { JSONValue($0) } == expected, "\(text)")
        }
    }

    @Test("Tokens are compared code point by code point")
    func codePointEquality() throws {
        let value: JSONValue = ["\u{e9}": 1, "e\u{301}": 2]
        let (composed, decomposed): (JSONPointer, JSONPointer) = ("/\u{e9}", "/e\u{301}")
        #expect(composed.value(in: value) == 1)
        #expect(decomposed.value(in: value) == 2)
        #expect(composed != decomposed)
    }
}
