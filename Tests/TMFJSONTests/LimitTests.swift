import Foundation
import TMFJSON
import Testing

@Suite("Limits and error positions")
struct LimitTests {
    private func nested(_ depth: Int, open: String = "[", close: String = "]", inner: String = "") -> String {
        String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
    }

    @Test("Values of limits are clamped")
    func clamping() {
        let low = JSONLimits(depth: -1, bytes: .min, members: -5, stringLength: -1)
        #expect(low.depth == 0 && low.bytes == 0 && low.members == 0 && low.stringLength == 0)
        let high = JSONLimits(depth: .max, bytes: .max, members: .max, stringLength: .max)
        #expect(high.depth == JSONLimits.highestDepth)
        #expect(high.bytes == JSONLimits.highestBytes)
        #expect(high.members == .max && high.stringLength == .max)
        #expect(JSONLimits() == .default)
        let standard = JSONLimits.default
        #expect(standard.depth == 512 && standard.bytes == 64 << 20)
        #expect(standard.members == 100_000 && standard.stringLength == 32 << 20)
    }

    @Test("A text as deep as the limit is accepted, a deeper one refused", arguments: [1, 2, 7, 512, 1_024])
    func depth(_ depth: Int) throws {
        let limits = JSONLimits(depth: depth)
        #expect(problem(of: nested(depth), limits: limits) == nil)
        #expect(problem(of: nested(depth, open: #"{"a":"#, close: "}", inner: "1"), limits: limits) == nil)
        let error = try #require(problem(of: nested(depth + 1), limits: limits))
        #expect(error.code == .tooDeep)
        #expect(error.position.offset == depth)
        let inObject = nested(depth, open: #"{"a":"#, close: "}", inner: "{}")
        #expect(problem(of: inObject, limits: limits)?.code == .tooDeep)
        #expect(problem(of: inObject, limits: limits)?.position.offset == depth * 5)
    }

    @Test("Arrays side by side do not count as depth")
    func siblings() {
        let text = "[" + Array(repeating: "[[]]", count: 1_000).joined(separator: ",") + "]"
        #expect(problem(of: text, limits: JSONLimits(depth: 3)) == nil)
        #expect(problem(of: text, limits: JSONLimits(depth: 2))?.code == .tooDeep)
    }

    @Test("No depth at all allows scalars only")
    func noDepth() {
        #expect(problem(of: "1", limits: JSONLimits(depth: 0)) == nil)
        #expect(problem(of: "[]", limits: JSONLimits(depth: 0))?.code == .tooDeep)
        #expect(problem(of: "{}", limits: JSONLimits(depth: 0))?.code == .tooDeep)
    }

    @Test("A hundred thousand brackets give an error", arguments: ["[", "{\"a\":", "[{\"a\":[", "[[],"])
    func manyBrackets(_ open: String) {
        let error = problem(of: String(repeating: open, count: 100_000), limits: JSONLimits(depth: .max))
        #expect(error?.code == .tooDeep)
    }

    @Test("The length of a text is limited in bytes")
    func bytes() throws {
        #expect(problem(of: "\"\u{e9}\"", limits: JSONLimits(bytes: 4)) == nil)
        let error = try #require(problem(of: "\"\u{e9}\"", limits: JSONLimits(bytes: 3)))
        #expect(error.code == .tooLong)
        #expect(error.position.offset == 3)
        #expect(problem(of: " 1 ", limits: JSONLimits(bytes: 2))?.code == .tooLong)
        #expect(problem(of: "", limits: JSONLimits(bytes: 0))?.code == .unexpectedEnd)
        #expect(problem(of: "1", limits: JSONLimits(bytes: 0))?.code == .tooLong)
    }

    @Test("The members of one object are limited, repeated names counted", arguments: [1, 2, 64, 65, 300])
    func members(_ count: Int) throws {
        let names = (0...count).map { "\"n\($0)\":\($0)" }
        let within = "{" + names.dropLast().joined(separator: ",") + "}"
        let beyond = "{" + names.joined(separator: ",") + "}"
        let limits = JSONLimits(members: count)
        #expect(problem(of: within, limits: limits) == nil)
        let error = try #require(problem(of: beyond, limits: limits))
        #expect(error.code == .tooManyMembers)
        #expect(error.position.offset == within.utf8.count)
        let repeated = "{" + Array(repeating: "\"a\":1", count: count + 1).joined(separator: ",") + "}"
        #expect(problem(of: repeated, limits: limits)?.code == .tooManyMembers)
        #expect(problem(of: "[\(within),\(within)]", limits: limits) == nil)
    }

    @Test("No members at all allows empty objects only")
    func noMembers() {
        #expect(problem(of: "[{},[1,2]]", limits: JSONLimits(members: 0)) == nil)
        #expect(problem(of: #"{"a":1}"#, limits: JSONLimits(members: 0))?.code == .tooManyMembers)
    }

    @Test("The length of a string is limited in bytes as it stands in the text")
    func stringLength() throws {
        let limits = JSONLimits(stringLength: 6)
        #expect(problem(of: #""abcdef""#, limits: limits) == nil)
        #expect(problem(of: #""\u0041""#, limits: limits) == nil)
        #expect(problem(of: "\"\u{e9}\u{e9}\u{e9}\"", limits: limits) == nil)
        #expect(problem(of: #"{"abcdef":"abcdef"}"#, limits: limits) == nil)
        for text in [#""abcdefg""#, #""a\u0041""#, "\"\u{e9}\u{e9}\u{e9}x\"", #"{"abcdefg":1}"#, #"["abcdefg"]"#] {
            let error = try #require(problem(of: text, limits: limits))
            #expect(error.code == .stringTooLong)
            #expect(error.position.offset == (text.hasPrefix("\"") ? 0 : 1))
        }
        #expect(problem(of: #""""#, limits: JSONLimits(stringLength: 0)) == nil)
    }

    @Test("A problem after an exceeded limit is not the one reported")
    func firstProblem() {
        let text = #"{"a":1,"b":2,"c":3,x"#
        let error = problem(of: text, limits: JSONLimits(members: 2))
        #expect(error?.code == .tooManyMembers)
        #expect(error?.position.offset == 13)
    }

    @Test(
        "A position has the line, the column in Unicode scalars and the offset in bytes",
        arguments: [
            ("", 0, 1, 1), ("x", 0, 1, 1), ("[1,]", 3, 1, 4), ("[1,\n]", 4, 2, 1), ("[1,\n  x", 6, 2, 3),
            ("[\r\n1\r\n2]", 6, 3, 1), ("[1,\r x]", 5, 1, 6), ("\n\n\n", 3, 4, 1), ("[\"\u{e9}\" x]", 6, 1, 6),
            ("[\"\u{1f600}\" x]", 8, 1, 6), ("[\"e\u{301}\" x]", 7, 1, 7), ("[\"\u{20ac}\",\n\"\u{e9}\",x]", 13, 2, 5),
            ("[\"a\nb\"]", 3, 1, 4), ("[\n\t01]", 4, 2, 3), ("{\n  \"a\": 1,\n  \"b\" 2\n}", 18, 3, 7),
        ])
    func positions(_ text: String, _ offset: Int, _ line: Int, _ column: Int) throws {
        let error = try #require(problem(of: text))
        #expect(error.position == JSONParsingError.Position(offset: offset, line: line, column: column))
    }

    @Test("An error names the problem and its place")
    func descriptions() throws {
        let error = try #require(problem(of: "[1,\n]"))
        #expect(error.description.contains("line 2, column 1 (offset 4)"))
        #expect(error.description.contains("']'"))
        let control = try #require(problem(of: "\"\u{1}\""))
        #expect(control.description.contains("0x01"))
        #expect("\(JSONParsingError.Position(offset: 41, line: 3, column: 9))" == "line 3, column 9 (offset 41)")
    }

    @Test("The initializers of documents and values apply the limits")
    func initializers() throws {
        let limits = JSONLimits(depth: 1)
        #expect(throws: JSONParsingError.self) { try JSONValue(parsing: "[[]]", limits: limits) }
        #expect(throws: JSONParsingError.self) { try JSONDocument(parsing: "[[]]", limits: limits) }
        #expect(throws: JSONParsingError.self) { try JSONDocument([[]] as JSONValue, limits: limits) }
        #expect(try JSONDocument([1] as JSONValue, limits: limits).description == "[1]")
    }
}
