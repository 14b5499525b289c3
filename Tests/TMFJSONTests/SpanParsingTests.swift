import TMFJSON
import Testing

@Suite("Parsing borrowed bytes")
struct SpanParsingTests {
    @Test("A part of a buffer is parsed where it lies", arguments: [UInt64(91), 92])
    func parts(_ seed: UInt64) throws {
        var generator = JSONGenerator(seed: seed)
        for round in 0..<200 {
            let value = generator.value(depth: 4)
            let text = generator.text(of: value)
            let buffer = Array("{[\"".utf8) + text + Array("]}x".utf8)
            let span = buffer.span.extracting(3..<3 + text.count)
            #expect(try JSONValue(parsing: span) == value, "seed \(seed), round \(round)")
            let document = try JSONDocument(parsing: span)
            #expect(document.bytes == text, "seed \(seed), round \(round)")
            #expect(JSONValue(document) == value, "seed \(seed), round \(round)")
        }
    }

    @Test(
        "The error is that of the same bytes in an array",
        arguments: ["", "{", "[1,\n 2,,3]", "\u{feff}1", "[\"\u{e9}\", tru]", "1 2", "[[1]]", "123456"])
    func errors(_ text: String) {
        let limits = JSONLimits(depth: 1, bytes: 40, numberLength: 5)
        func error(_ parse: () throws(JSONParsingError) -> Void) -> JSONParsingError? {
            do {
                try parse()
                return nil
            } catch {
                return error
            }
        }
        let bytes = Array(text.utf8)
        let expected = error { () throws(JSONParsingError) in _ = try JSONValue(parsing: bytes, limits: limits) }
        #expect(expected != nil)
        let span = bytes.span
        do throws(JSONParsingError) {
            _ = try JSONValue(parsing: span, limits: limits)
            Issue.record("the text is refused")
        } catch {
            #expect(error == expected)
        }
        do throws(JSONParsingError) {
            _ = try JSONDocument(parsing: span, limits: limits)
            Issue.record("the text is refused")
        } catch {
            #expect(error == expected)
        }
    }
}
