import TMFExchange
import Testing

@Suite("Header fields")
struct APIHeadersTests {
    // MARK: - Names

    /// The characters of a token, as RFC 9110 section 5.6.2 lists them.
    private static let token = Set(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

    @Test("A name may hold the characters of a token and no other byte", arguments: UInt8.min...UInt8.max)
    func everyByte(_ byte: UInt8) {
        // A byte above 0x7F stands here for the character with its number.
        let character = String(Unicode.Scalar(byte))
        for text in [character, "X" + character, character + "X", "X\(character)Y"] {
            #expect((APIHeaders.Name(text) != nil) == Self.token.contains(byte), "\(text.debugDescription)")
            var headers = APIHeaders()
            let isAdded = headers.add(name: text, value: "1")
            #expect(isAdded == Self.token.contains(byte))
            #expect(headers.fields.count == (Self.token.contains(byte) ? 1 : 0))
        }
    }

    @Test(
        "What is not a token is not a name",
        arguments: ["", " ", "X Y", "X:", ":status", "X\r\nY", "X\0", "Ö", "名", "K\u{212A}", "X\u{301}"])
    func noNames(_ text: String) {
        #expect(APIHeaders.Name(text) == nil)
    }

    @Test(
        "Names that differ in case alone are equal and keep their spelling",
        arguments: [
            ("Content-Type", "content-type"), ("ETag", "etag"), ("X-TOTAL-COUNT", "x-Total-Count"), ("a", "A"),
            ("WWW-Authenticate", "www-authenticate"), ("Preference-Applied", "PREFERENCE-APPLIED"), ("x", "x"),
        ])
    func sameNames(first: String, second: String) throws {
        let names = try [#require(APIHeaders.Name(first)), #require(APIHeaders.Name(second))]
        #expect(names[0] == names[1] && names[0].hashValue == names[1].hashValue && Set(names).count == 1)
        #expect(names.map(\.text) == [first, second])
        #expect("\(names[0])" == first)
    }

    @Test(
        "Names that differ otherwise are not",
        arguments: [
            ("Accept", "Accept-"), ("If-Match", "If-Matcg"), ("a", "b"), ("^", "~"), ("_", "\u{7F}"), ("@", "`"),
            ("X-A", "X_A"), ("ab", "ba"), ("[", "{"), ("!", "A"),
        ])
    func otherNames(first: String, second: String) {
        let names = [APIHeaders.Name(first), APIHeaders.Name(second)]
        #expect(names[0] == nil || names[1] == nil || names[0] != names[1])
    }

    @Test(
        "The constants are the fields that they are called after",
        arguments: [
            (.contentType, "content-type"), (.eTag, "etag"), (.ifNoneMatch, "if-none-match"), (.link, "link"),
            (.totalCount, "x-total-count"), (.resultCount, "x-result-count"), (.prefer, "prefer"),
            (.idempotencyKey, "idempotency-key"), (.wwwAuthenticate, "www-authenticate"),
        ] as [(APIHeaders.Name, String)])
    func constants(name: APIHeaders.Name, text: String) {
        #expect(APIHeaders.Name(text) == name)
    }

    // MARK: - Values

    /// Each text with the text that becomes of it.
    private static let values: [(String, String)] = [
        ("a\rb", "a b"), ("a\nb", "a b"), ("a\0b", "a b"), ("a\r\nX-Evil: 1", "a  X-Evil: 1"), ("\n", " "),
        ("\r\n\r\n<html>", "    <html>"), ("é\u{2028}\r", "é\u{2028} "), ("a\tb\u{B}\u{C}", "a\tb\u{B}\u{C}"), ("", ""),
        (" a ", " a "), ("\u{85}", "\u{85}"), ("e\u{301}\r\u{301}", "e\u{301} \u{301}"),
    ]

    @Test(
        "CR, LF and NUL become spaces in every value, whichever way it comes, and nothing else changes",
        arguments: values)
    func lines(value: String, expected: String) {
        var changed = APIHeaders.Field(name: .link, value: "old")
        changed.value = value
        var appended = APIHeaders.Field(name: .link, value: "")
        appended.value += value
        var mutated = APIHeaders.Field(name: .link, value: "")
        mutated.value.append(contentsOf: value)
        var set = APIHeaders()
        set[.link] = value
        var added = APIHeaders()
        added.add(.link, value)
        var named = APIHeaders()
        let isAdded = named.add(name: "Link", value: value)
        #expect(isAdded)
        for headers: APIHeaders in [
            [.link: value], APIHeaders([APIHeaders.Field(name: .link, value: value)]), APIHeaders([changed]),
            APIHeaders([appended]), APIHeaders([mutated]), set, added, named,
            APIRequest(.get, "/", headers: [.link: value]).headers,
            APIResponse(status: 200, headers: [.link: value]).headers,
        ] {
            #expect(headers.fields.map { Array($0.value.utf8) } == [Array(expected.utf8)])
            #expect(headers[.link].map { Array($0.utf8) } == Array(expected.utf8))
        }
    }

    @Test("Every byte other than CR, LF and NUL stays in a value", arguments: UInt8.min...UInt8.max)
    func everyByteOfValue(_ byte: UInt8) {
        let character = String(Unicode.Scalar(byte))
        let expected = [0, 10, 13].contains(byte) ? " " : character
        let headers: APIHeaders = [.location: "a" + character + "b"]
        #expect(headers[.location].map { Array($0.utf8) } == Array("a\(expected)b".utf8))
    }

    // MARK: - Lists of fields

    @Test("A repeated field is kept as it came and read as one list")
    func repeated() {
        var headers: APIHeaders = [.accept: "a", "X": "1", "ACCEPT": "b"]
        headers.add("accept", "")
        #expect(headers[.accept] == "a, b, ")
        #expect(headers.values(of: "Accept") == ["a", "b", ""])
        #expect(headers.fields.map(\.name.text) == ["Accept", "X", "ACCEPT", "accept"])
        #expect(headers["x"] == "1")
        #expect(headers[.link] == nil && headers.values(of: .link).isEmpty)
    }

    @Test("Setting a value replaces all fields of the name in the place of the first, and nil removes them")
    func replacing() {
        var headers: APIHeaders = ["A": "1", "B": "2", "a": "3", "C": "4"]
        headers["a"] = "5"
        #expect(headers == ["A": "5", "B": "2", "C": "4"])
        headers["b"] = nil
        headers["D"] = "6"
        headers["E"] = nil
        #expect(headers == ["A": "5", "C": "4", "D": "6"])
    }
}
