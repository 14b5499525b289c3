import Foundation
import TMFJSON
import Testing

@Suite("RFC 8259 texts")
struct CorpusTests {
    @Test("The corpora are not cut short")
    func sizes() throws {
        #expect(try Corpus.valid().count >= 120)
        #expect(try Corpus.invalid().count >= 400)
    }

    @Test("A valid text is accepted", arguments: try Corpus.valid())
    func accepted(_ text: Corpus.Text) throws {
        let document = try JSONDocument(parsing: text.bytes)
        #expect(document.bytes == text.bytes)
        let value = try JSONValue(parsing: text.bytes)
        #expect(try JSONValue(parsing: value.serialized()) == value)
    }

    @Test("A valid text inside an array and an object is accepted", arguments: try Corpus.valid())
    func nested(_ text: Corpus.Text) throws {
        let inner = try JSONValue(parsing: text.bytes)
        #expect(try JSONValue(parsing: Array("[".utf8) + text.bytes + Array("]".utf8)) == [inner])
        #expect(try JSONValue(parsing: Array(#"{"a":"#.utf8) + text.bytes + Array("}".utf8)) == ["a": inner])
    }

    @Test("Every proper prefix of a valid text that ends with a bracket or a quotation mark is refused")
    func prefixes() throws {
        for text in try Corpus.valid() where [0x5D, 0x7D, 0x22].contains(text.bytes.last) {
            for length in text.bytes.indices {
                let prefix = Array(text.bytes[..<length])
                #expect(problem(of: prefix) != nil, "\(text) cut to \(length) bytes")
            }
        }
    }

    @Test("An invalid text is refused with its code at its place", arguments: try Corpus.invalid())
    func refused(_ refusal: Corpus.Refusal) throws {
        let error = try #require(problem(of: refusal.bytes))
        let byte = refusal.offset < refusal.bytes.count ? refusal.bytes[refusal.offset] : 0
        #expect(error.code == (try code(named: refusal.code, byte: byte)))
        #expect(error.position.offset == refusal.offset)
        #expect(throws: error) { try JSONValue(parsing: refusal.bytes) }
    }

    @Test("An invalid text inside an array is refused", arguments: try Corpus.invalid())
    func refusedInArray(_ refusal: Corpus.Refusal) {
        // Elements that a comma separates are the one thing that an array makes of two texts.
        guard !["1,", "[],", "{},", "[1],[2]", ""].contains(text(refusal.bytes).filter { !$0.isWhitespace }) else {
            return
        }
        #expect(problem(of: Array("[".utf8) + refusal.bytes + Array("]".utf8)) != nil)
    }

    @Test("Foundation reads the same strings and literals", arguments: try Corpus.valid())
    func foundation(_ text: Corpus.Text) throws {
        let value = try JSONValue(parsing: text.bytes)
        // Foundation drops a byte order mark that begins a string.
        guard case .string(let string) = value, string != "\u{feff}" else { return }
        let object = try JSONSerialization.jsonObject(with: Data(text.bytes), options: [.fragmentsAllowed])
        #expect(codePoints(object as? String) == codePoints(string))
    }

    @Test("Each literal is read as its kind")
    func literals() throws {
        #expect(try JSONValue(parsing: "null") == .null)
        #expect(try JSONValue(parsing: "true") == .bool(true))
        #expect(try JSONValue(parsing: "false") == .bool(false))
        #expect(try JSONValue(parsing: "[]") == .array([]))
        #expect(try JSONValue(parsing: "{}") == .object(JSONObject()))
    }

    @Test(
        "An escape stands for its character",
        arguments: [
            (#"\""#, "\""), (#"\\"#, "\\"), (#"\/"#, "/"), (#"\b"#, "\u{8}"), (#"\f"#, "\u{c}"), (#"\n"#, "\n"),
            (#"\r"#, "\r"), (#"\t"#, "\t"), (#"\u0000"#, "\u{0}"), (#"\u00e9"#, "\u{e9}"), (#"\uABCD"#, "\u{abcd}"),
            (#"\uffff"#, "\u{ffff}"), (#"\ud83d\ude00"#, "\u{1f600}"), (#"\uD800\uDC00"#, "\u{10000}"),
            (#"\udbff\udfff"#, "\u{10ffff}"), (#"a\u0041\\u0041z"#, "aA\\u0041z"), (#"\ud834\udd1ex"#, "\u{1d11e}x"),
            (#"\u00e9\ud83d\ude00\u00e9"#, "\u{e9}\u{1f600}\u{e9}"),
        ])
    func escapes(_ written: String, _ meant: String) throws {
        let value = try JSONValue(parsing: "\"\(written)\"")
        #expect(codePoints(value.stringValue) == codePoints(meant))
    }

    @Test("Every character but surrogates can be escaped")
    func everyUnit() throws {
        for unit in stride(from: 0, to: 0x1_0000, by: 7) {
            let digits = String(unit, radix: 16)
            let text = "\"\\u" + String(repeating: "0", count: 4 - digits.count) + digits + "\""
            if let scalar = UnicodeScalar(unit) {
                #expect(codePoints(try JSONValue(parsing: text).stringValue) == [scalar.value])
            } else {
                #expect(problem(of: text)?.code == .unpairedSurrogate)
            }
        }
    }

    @Test("A run of two to four bytes is accepted if and only if it is UTF-8")
    func everySequence() {
        for first in UInt8(0x80)...0xFF {
            for second: UInt8 in [0x22, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF] {
                for tail: [UInt8] in [[], [0x80], [0xBF], [0x80, 0x80], [0xBF, 0xBF], [0x7F], [0x80, 0xC0]] {
                    guard second != 0x22 || tail.isEmpty else { continue }
                    let bytes = (second == 0x22 ? [first] : [first, second]) + tail
                    let isUTF8 = String(validating: bytes, as: UTF8.self) != nil
                    let found = problem(of: [0x22] + bytes + [0x22])
                    #expect((found == nil) == isUTF8, "\(bytes)")
                    #expect(found == nil || found?.code == .invalidUTF8, "\(bytes)")
                }
            }
        }
    }

    private struct UnknownCode: Error {
        var name: String
    }

    private func code(named name: String, byte: UInt8) throws -> JSONParsingError.Code {
        switch name {
        case "unexpectedEnd": .unexpectedEnd
        case "unexpectedByte": .unexpectedByte(byte)
        case "trailingContent": .trailingContent
        case "invalidNumber": .invalidNumber
        case "invalidEscape": .invalidEscape
        case "unpairedSurrogate": .unpairedSurrogate
        case "controlCharacter": .controlCharacter(byte)
        case "invalidUTF8": .invalidUTF8
        case "byteOrderMark": .byteOrderMark
        default: throw UnknownCode(name: name)
        }
    }
}
