import Foundation
import TMFJSON
import Testing

@Suite("JSON values in encoders and decoders")
struct CodableTests {
    private static let value: JSONValue = [
        "null": nil, "yes": true, "no": false, "zero": 0, "one": 1, "minus": -1, "half": 0.5, "tiny": 1e-300,
        "huge": 1e300, "text": "a\"\u{e9}\u{1f600}\n", "empty": "", "array": [1, "2", [nil, [:]], []],
        "object": ["a": ["b": ["c": nil]]], "": "", "looks like": ["true", "false", "1", "1.5", "null", "nil"],
        "max": .number(JSONNumber(Int64.max)), "min": .number(JSONNumber(Int64.min)),
        "unsigned": .number(JSONNumber(UInt64.max)),
    ]

    private func decode(_ text: String) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
    }

    private func withoutNull(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let elements): .array(elements.filter { !$0.isNull }.map(withoutNull))
        case .object(let object):
            .object(
                JSONObject(
                    object.filter { !$0.value.isNull }.map {
                        JSONObject.Member(name: $0.name, value: withoutNull($0.value))
                    }))
        default: value
        }
    }

    @Test("A value survives Foundation's JSON encoder and decoder")
    func json() throws {
        let data = try JSONEncoder().encode(Self.value)
        #expect(try JSONDecoder().decode(JSONValue.self, from: data) == Self.value)
        #expect(try JSONValue(parsing: Array(data)) == Self.value)
        #expect(try decode(Self.value.description) == Self.value)
    }

    @Test(
        "Each kind survives on its own",
        arguments: [nil, true, false, 0, 1, -1.5, "", "true", "1", [], [:], [nil], ["a": nil]] as [JSONValue])
    func kinds(_ value: JSONValue) throws {
        let again = try JSONDecoder().decode(JSONValue.self, from: JSONEncoder().encode(value))
        #expect(again == value)
        #expect(again.kind == value.kind)
    }

    @Test(
        "A value without null survives property lists",
        arguments: [PropertyListSerialization.PropertyListFormat.xml, .binary])
    func propertyList(_ format: PropertyListSerialization.PropertyListFormat) throws {
        let encoder = PropertyListEncoder()
        encoder.outputFormat = format
        let value = withoutNull(Self.value)
        let data = try encoder.encode(value)
        #expect(try PropertyListDecoder().decode(JSONValue.self, from: data) == value)
        let array: JSONValue = [1, true, false, 0, "1", "true", 0.5, [], [:], ["x": [1]]]
        let again = try PropertyListDecoder().decode(JSONValue.self, from: encoder.encode(array))
        #expect(again == array)
    }

    @Test("Random values survive Foundation's JSON encoder and decoder")
    func random() throws {
        var generator = JSONGenerator(seed: 91)
        var survived = 0
        for round in 0..<300 {
            // Foundation keeps names in dictionaries, which take canonically equivalent names for one.
            let value = generator.value(depth: 3)
            guard let data = try? JSONEncoder().encode([value]), hasDistinctNames(value) else { continue }
            survived += 1
            #expect(try JSONDecoder().decode(JSONValue.self, from: data) == [value], "round \(round)")
        }
        #expect(survived > 50)
    }

    private func hasDistinctNames(_ value: JSONValue) -> Bool {
        switch value {
        case .array(let elements): elements.allSatisfy(hasDistinctNames)
        case .object(let object):
            Set(object.names).count == object.count && object.allSatisfy { hasDistinctNames($0.value) }
        default: true
        }
    }

    @Test(
        "Broken JSON stays an error", arguments: try Corpus.invalid().filter { !$0.bytes.isEmpty && $0.bytes[0] < 0x80 }
    )
    func broken(_ refusal: Corpus.Refusal) throws {
        // Foundation itself lets some broken texts pass; what it refuses must stay refused.
        guard (try? JSONSerialization.jsonObject(with: Data(refusal.bytes), options: [.fragmentsAllowed])) == nil,
            (try? JSONDecoder().decode(Skipped.self, from: Data(refusal.bytes))) == nil
        else { return }
        #expect(throws: (any Error).self) { try JSONDecoder().decode(JSONValue.self, from: Data(refusal.bytes)) }
    }

    private struct Skipped: Decodable {
        init(from decoder: any Decoder) throws {}
    }

    @Test(
        "A broken part is not taken for another kind",
        arguments: [
            #"["\ud800"]"#, #"{"a":"\ud800"}"#, #"["\q"]"#, #"{"a":["x\u12"]}"#, "[01]", #"{"a":1.}"#, "[1e400]",
            "[-1e400]",
            #"{"a":{"b":1e999}}"#, "[1,", "[tru]", "[\"a\nb\"]",
        ])
    func brokenPart(_ text: String) {
        #expect(throws: DecodingError.self) { try decode(text) }
    }

    @Test(
        "A number that an encoder cannot carry is an encoding error",
        arguments: [
            "1e400", "-1E400", "18446744073709551617", "0.1234567890123456789012345", "1e-400",
            "1e99999999999999999999",
        ])
    func beyond(_ text: String) throws {
        let number = try #require(JSONNumber(text))
        #expect(throws: EncodingError.self) { try JSONEncoder().encode(["a": [JSONValue.number(number)]]) }
        #expect(throws: EncodingError.self) { try JSONEncoder().encode([number]) }
        #expect(throws: EncodingError.self) { try PropertyListEncoder().encode([number]) }
    }

    @Test(
        "Whole numbers and Doubles keep their values",
        arguments: [
            "9223372036854775807", "-9223372036854775808", "18446744073709551615", "9223372036854775808", "0.1",
            "1e300", "5e-324",
            "1.7976931348623157e308", "1.0", "1e2", "-0", "9007199254740993",
        ])
    func numbers(_ text: String) throws {
        let number = try #require(JSONNumber(text))
        let data = try JSONEncoder().encode([number])
        #expect(try JSONDecoder().decode([JSONNumber].self, from: data) == [number])
        #expect(try decode("[\(text)]") == [.number(number)])
    }

    private struct Thing: Codable, Equatable {
        var id: Int
        var extra: [String: JSONValue]
        var object: JSONObject
        var number: JSONNumber
        var maybe: JSONValue?
    }

    @Test("Values are members of ordinary Codable types")
    func members() throws {
        let thing = Thing(
            id: 1, extra: ["a": [1, nil], "b": ["c": true]], object: ["x": "y"], number: 2.5, maybe: nil)
        let data = try JSONEncoder().encode(thing)
        #expect(try JSONDecoder().decode(Thing.self, from: data) == thing)
        let expected: JSONValue = [
            "id": 1, "extra": ["a": [1, nil], "b": ["c": true]], "object": ["x": "y"], "number": 2.5,
        ]
        #expect(try JSONValue(parsing: Array(data)) == expected)
    }

    @Test("An object or a number is not read from another kind")
    func mismatches() {
        for text in ["[[]]", "[1]", "[\"{}\"]", "[null]", "[true]"] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode([JSONObject].self, from: Data(text.utf8)) }
        }
        for text in ["[[]]", "[{}]", "[\"1\"]", "[null]", "[true]"] {
            #expect(throws: DecodingError.self) { try JSONDecoder().decode([JSONNumber].self, from: Data(text.utf8)) }
        }
    }

    @Test("Literals make values of their kinds")
    func literals() {
        let values: [JSONValue] = [nil, true, 1, 1.5, "a", [1], ["a": 1]]
        #expect(values.map(\.kind) == [.null, .bool, .number, .number, .string, .array, .object])
        #expect(values.map(\.description) == ["null", "true", "1", "1.5", #""a""#, "[1]", #"{"a":1}"#])
    }

    @Test("A value gives what it holds and nothing for other kinds")
    func access() {
        let value: JSONValue = [nil, true, 1, "a", [2], ["a": 3]]
        let parts = value.arrayValue ?? []
        #expect(parts.map(\.isNull) == [true, false, false, false, false, false])
        #expect(parts.map(\.boolValue) == [nil, true, nil, nil, nil, nil])
        #expect(parts.map(\.numberValue) == [nil, nil, 1, nil, nil, nil])
        #expect(parts.map(\.stringValue) == [nil, nil, nil, "a", nil, nil])
        #expect(parts.map(\.arrayValue) == [nil, nil, nil, nil, [2], nil])
        #expect(parts.map(\.objectValue) == [nil, nil, nil, nil, nil, ["a": 3]])
        #expect(
            value[5]?["a"] == 3 && value[6] == nil && value[-1] == nil && value["a"] == nil && value[5]?["b"] == nil)
    }
}
