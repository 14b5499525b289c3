import TMFJSON
import Testing

@Suite("Writing JSON")
struct JSONWriterTests {
    private func written(_ value: JSONValue, _ options: JSONWriter.Options = []) -> String {
        text(value.serialized(options: options))
    }

    @Test("Only quotation marks, backslashes and control characters are escaped")
    func escapes() {
        for value: UInt32 in 0...0x2FF {
            guard let scalar = UnicodeScalar(value) else { continue }
            let expected: String
            switch scalar {
            case "\"": expected = #"\""#
            case "\\": expected = #"\\"#
            case "\u{8}": expected = #"\b"#
            case "\t": expected = #"\t"#
            case "\n": expected = #"\n"#
            case "\u{c}": expected = #"\f"#
            case "\r": expected = #"\r"#
            case "\u{0}"..<"\u{10}": expected = #"\u000"# + String(value, radix: 16)
            case "\u{10}"..<" ": expected = #"\u00"# + String(value, radix: 16)
            default: expected = String(scalar)
            }
            #expect(Array(written(.string("a\(scalar)b")).utf8) == Array("\"a\(expected)b\"".utf8))
            #expect(Array(written(.string(String(scalar))).utf8) == Array("\"\(expected)\"".utf8))
        }
        let kept = "/\u{7f}\u{2028}\u{2029}\u{feff}\u{ffff}\u{1f600}\u{10ffff}e\u{301}<>&'"
        #expect(Array(written(.string(kept)).utf8) == Array("\"\(kept)\"".utf8))
        #expect(written(.string("\"\"\\\\x\n\n")) == #""\"\"\\\\x\n\n""#)
        #expect(written(["a\"\n/": 1]) == #"{"a\"\n/":1}"#)
    }

    @Test("A compact text has no white space")
    func compact() {
        let value: JSONValue = ["b": [1, nil, true, false, "x"], "a": [:], "c": []]
        #expect(written(value) == #"{"b":[1,null,true,false,"x"],"a":{},"c":[]}"#)
        #expect(value.description == written(value))
    }

    @Test("A pretty text has a line for every member and element")
    func pretty() {
        let value: JSONValue = ["b": [1, ["x", [:]], []], "a": ["c": nil], "d": "e:"]
        let expected = """
            {
              "b": [
                1,
                [
                  "x",
                  {}
                ],
                []
              ],
              "a": {
                "c": null
              },
              "d": "e:"
            }
            """
        #expect(written(value, .prettyPrinted) == expected)
        #expect(written([], .prettyPrinted) == "[]")
        #expect(written(1, .prettyPrinted) == "1")
        #expect(written([" ", "[", "a: ", "{"], .prettyPrinted) == "[\n  \" \",\n  \"[\",\n  \"a: \",\n  \"{\"\n]")
    }

    @Test("Sorted members stand in the order of their names' code points")
    func sorted() {
        let value: JSONValue = [
            "b": ["y": 1, "x": 2], "\u{1f600}": 0, "\u{ffff}": 0, "a": 0, "B": 0, "": 0, "aa": 0, "\u{e9}": 0,
            "e\u{301}": 0,
            "10": 0, "9": 0,
        ]
        let expected =
            #"{"":0,"10":0,"9":0,"B":0,"a":0,"aa":0,"b":{"x":2,"y":1},"#
            + "\"e\u{301}\":0,\"\u{e9}\":0,\"\u{ffff}\":0,\"\u{1f600}\":0}"
        #expect(codePoints(written(value, .sortedKeys)) == codePoints(expected))
        #expect(written(["b": 1, "a": 2], [.sortedKeys, .prettyPrinted]) == "{\n  \"a\": 2,\n  \"b\": 1\n}")
    }

    @Test("Numbers are written as they came")
    func numbers() throws {
        let source = "[1.10,1E400,-0,1e+05,0.10e-0,123456789012345678901234567890]"
        #expect(try written(JSONValue(parsing: source)) == source)
    }

    @Test("A writer used by hand puts in commas")
    func byHand() throws {
        var writer = JSONWriter(capacity: 64)
        writer.beginObject()
        writer.writeName("id")
        writer.write("42")
        writer.writeName("n")
        writer.write(JSONNumber(7))
        writer.writeName("list")
        writer.beginArray()
        writer.writeNull()
        writer.write(true)
        writer.beginArray()
        writer.endArray()
        writer.beginObject()
        writer.endObject()
        writer.write("a:" as String)
        writer.write("[" as String)
        writer.write(["k": 1] as JSONValue)
        writer.endArray()
        writer.writeName("raw")
        writer.write(try JSONDocument(parsing: #" { "x" : [ 1.0 , "\u0041" ] } "#).root)
        writer.writeName(":")
        writer.write(false)
        writer.endObject()
        let expected =
            #"{"id":"42","n":7,"list":[null,true,[],{},"a:","[",{"k":1}],"#
            + #""raw":{ "x" : [ 1.0 , "\u0041" ] },":":false}"#
        #expect(text(writer.bytes) == expected)
    }

    @Test("A pretty writer used by hand keeps the text of an element")
    func prettyByHand() throws {
        var writer = JSONWriter(options: .prettyPrinted)
        writer.beginArray()
        writer.write(try JSONDocument(parsing: #"{"a":1}"#).root)
        writer.beginObject()
        writer.writeName("b")
        writer.write(try JSONDocument(parsing: "[1,2]").root)
        writer.endObject()
        writer.endArray()
        #expect(text(writer.bytes) == "[\n  {\"a\":1},\n  {\n    \"b\": [1,2]\n  }\n]")
    }

    @Test("What is written is read as the same value", arguments: [UInt64(61), 62, 63, 64])
    func roundTrip(_ seed: UInt64) throws {
        var generator = JSONGenerator(seed: seed)
        for round in 0..<550 {
            let value = round % 50 == 0 ? generator.chain(depth: 100) : generator.value(depth: 4)
            let comment: Comment = "seed \(seed), round \(round)"
            let compact = value.serialized()
            let again = try JSONValue(parsing: compact)
            #expect(again == value, comment)
            #expect(again.hashValue == value.hashValue, comment)
            #expect(again.serialized() == compact, comment)
            #expect(try JSONDocument(value).bytes == compact, comment)

            let pretty = value.serialized(options: .prettyPrinted)
            let prettyAgain = try JSONValue(parsing: pretty)
            #expect(prettyAgain.serialized() == compact, comment)
            #expect(prettyAgain.serialized(options: .prettyPrinted) == pretty, comment)

            let sorted = value.serialized(options: .sortedKeys)
            let sortedAgain = try JSONValue(parsing: sorted)
            #expect(sortedAgain == value, comment)
            #expect(sortedAgain.serialized() == sorted, comment)
        }
    }
}
