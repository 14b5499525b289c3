import TMFJSON
import Testing
import _TMFTestSupport

@Suite("Parsing, byte by byte")
struct ParsingTests {
    @Test("Any number of values is read at any depth", arguments: [0, 1, 2, 30, 63, 64, 65, 200])
    func sizes(_ depth: Int) throws {
        let (open, close) = (String(repeating: "[", count: depth), String(repeating: "]", count: depth))
        for count in Array(0...140) + [250, 255, 256, 257, 1_000, 5_000] {
            let text = open + "[" + Array(repeating: "0", count: count).joined(separator: ",") + "]" + close
            let document = try JSONDocument(parsing: text)
            #expect(JSONValue(document).description == text)
            #expect(try JSONValue(parsing: text).description == text)
        }
    }

    @Test("What an object knows of its names outlasts what it holds", arguments: [0, 5, 40, 60, 130, 3_000])
    func names(_ inner: Int) throws {
        let filling = "[" + Array(repeating: #"{"a":0}"#, count: inner).joined(separator: ",") + "]"
        let text = #"{"a":1,"b":{"c":1,"c":\#(filling)},"d":\#(filling),"e":{"b":\#(filling),"f":0},"b":2}"#
        let found = try JSONDocument(parsing: text).repeatedNames().map(\.description)
        #expect(found == ["/b/c", "/b"])
        let value = try JSONValue(parsing: text)
        #expect(value["b"] == 2 && value["a"] == 1 && value["d"]?.arrayValue?.count == inner)
    }

    /// What a string may hold, as it stands in a text and as it is meant.
    private static let pieces = [
        ("\u{e9}", "\u{e9}"), ("\u{20ac}", "\u{20ac}"), ("\u{1f600}", "\u{1f600}"), (#"\n"#, "\n"), (#"\""#, "\""),
        (#"\\"#, "\\"), (#"\u00e9"#, "\u{e9}"), (#"\ud83d\ude00"#, "\u{1f600}"), ("\u{7f}", "\u{7f}"),
        (#"\u0000"#, "\u{0}"), (#"\/"#, "/"),
    ]

    @Test("A string is read wherever in it something stands that is not plain", arguments: 0..<pieces.count)
    func strings(_ index: Int) throws {
        let (written, meant) = Self.pieces[index]
        for length in 0...26 {
            for place in 0...length {
                let (before, after) = (
                    String(repeating: "a", count: place), String(repeating: "b", count: length - place)
                )
                for times in 1...2 {
                    let inside = before + String(repeating: written, count: times) + after
                    let expected = codePoints(before + String(repeating: meant, count: times) + after)
                    let string = try JSONValue(parsing: "\"\(inside)\"")
                    #expect(codePoints(string.stringValue) == expected)
                    let object = try JSONDocument(parsing: "{\"\(inside)\":\"\(inside)\"}").root
                    #expect(codePoints(object.members.map(\.name).first) == expected)
                    #expect(codePoints(object.members.map(\.value.stringValue).first ?? nil) == expected)
                }
            }
        }
    }

    @Test("A control character is refused wherever in a string it stands", arguments: [UInt8(0), 0x09, 0x0A, 0x1F])
    func controls(_ control: UInt8) {
        for length in 0...26 {
            for place in 0...length {
                var bytes = Array(repeating: UInt8(ascii: "a"), count: length)
                bytes.insert(control, at: place)
                let error = problem(of: [UInt8(ascii: "\"")] + bytes + [UInt8(ascii: "\"")])
                #expect(error?.code == .controlCharacter(control) && error?.position.offset == place + 1)
            }
        }
    }

    @Test(
        "Bytes beyond ASCII are accepted exactly if they are UTF-8",
        arguments: [UInt8(0x80)...0xDF, 0xE0...0xEF, 0xF0...0xFF])
    func characters(_ leads: ClosedRange<UInt8>) {
        let edges: [UInt8] = [0x22, 0x7F, 0x80, 0xBF, 0xC0]
        for lead in leads {
            for second in UInt8.min...UInt8.max where second != 0x5C {
                check([lead, second])
                guard lead >= 0xE0 else { continue }
                for third in edges {
                    check([lead, second, third])
                    guard lead >= 0xF0 else { continue }
                    for fourth in edges { check([lead, second, third, fourth]) }
                }
            }
        }
    }

    private func check(_ bytes: [UInt8]) {
        // A quotation mark or a control character ends the string before it should.
        let isPlain = bytes.allSatisfy { $0 >= 0x20 && $0 != 0x22 }
        let isAccepted = problem(of: [0x22] + bytes + [0x22]) == nil
        let isText = String(validating: bytes, as: UTF8.self) != nil
        if isAccepted != (isPlain && isText) { Issue.record("\(bytes) in quotation marks: accepted \(isAccepted)") }
    }

    @Test("White space may stand between all tokens, and nothing else")
    func space() throws {
        let tokens = ["{", #""a""#, ":", "[", "1", ",", "true", ",", "null", ",", "{", "}", ",", "[", "]", "]", "}"]
        let plain = try JSONValue(parsing: tokens.joined())
        for space in [" ", "\t", "\n", "\r", " \r\n\t  "] {
            #expect(try JSONValue(parsing: space + tokens.joined(separator: space) + space) == plain)
        }
        for other in ["\u{b}", "\u{c}", "\u{a0}", "\u{feff}", "\u{0}", "\u{85}", "/**/"] {
            for place in 0...tokens.count {
                let text = tokens[..<place].joined() + other + tokens[place...].joined()
                #expect(problem(of: text) != nil, "\(text.debugDescription)")
            }
        }
    }
}
