import Foundation
import TMFJSON
import TMFModels
import Testing

@Suite("A document that is read and written again says the same")
struct RoundTripTests {
    private static let seed: UInt64 = 683_629

    @Test("Through bytes, values and coders, for every model", arguments: ModelCase.all)
    func everyModel(model: ModelCase) throws {
        try expectRoundTrips(model.type)
    }

    private func expectRoundTrips<Root: Model>(_: Root.Type) throws {
        var generator = DocumentGenerator(seed: Self.seed)
        for round in 0..<150 {
            let json = generator.document(of: Root.self, depth: 3)
            let comment: Comment = "seed \(Self.seed), round \(round): \(json)"

            let fromBytes = try Root(parsing: json.serialized())
            let written = try JSONValue(parsing: fromBytes.serialized())
            #expect(written == json, comment)
            #expect(Self.numbers(in: written) == Self.numbers(in: json), comment)
            #expect(fromBytes.json == json, comment)
            #expect(try JSONValue(parsing: fromBytes.serialized(options: .prettyPrinted)) == json, comment)

            let fromJSON = try Root(json: json)
            #expect(fromJSON == fromBytes, comment)
            #expect(fromJSON.hashValue == fromBytes.hashValue, comment)

            let coded = try JSONDecoder().decode(Root.self, from: JSONEncoder().encode(fromJSON))
            #expect(coded.json == json, comment)
        }
    }

    /// The texts of all numbers, in an order that the order of members does not change.
    private static func numbers(in json: JSONValue) -> [String] {
        switch json {
        case .number(let number): [number.text]
        case .array(let elements): elements.flatMap(numbers(in:))
        case .object(let object): object.sorted { $0.name < $1.name }.flatMap { numbers(in: $0.value) }
        case .null, .bool, .string: []
        }
    }

    @Test("Digits that no coder carries survive")
    func digits() throws {
        let text = #"{"size":{"amount":0.0100000000000000000000000000000000000001},"x":1E400}"#
        let attachment = try Attachment(parsing: Array(text.utf8))
        #expect(attachment.size?.amount?.text == "0.0100000000000000000000000000000000000001")
        #expect(String(decoding: attachment.serialized(), as: UTF8.self) == text)
    }

    @Test("Known attributes come in the order of declaration, then the rest in its own order")
    func order() throws {
        let note = try Note(parsing: Array(#"{"z":1,"text":"t","a":2,"id":"i"}"#.utf8))
        #expect(String(decoding: note.serialized(), as: UTF8.self) == #"{"id":"i","text":"t","z":1,"a":2}"#)
    }

    @Test(
        "A value that an attribute cannot hold is kept as an additional member",
        arguments: [
            #"{"text":null}"#, #"{"text":5}"#, #"{"text":{"a":[]}}"#, #"{"date":"yesterday"}"#, #"{"date":null}"#,
        ])
    func leftovers(text: String) throws {
        let note = try Note(parsing: Array(text.utf8))
        #expect(note.text == nil && note.date == nil)
        #expect(note.additionalMembers.count == 1)
        #expect(String(decoding: note.serialized(), as: UTF8.self) == text)
    }

    @Test("An attribute that is set takes precedence over an additional member of its name")
    func setAttributeWins() throws {
        var note = try Note(parsing: Array(#"{"text":null,"x":1}"#.utf8))
        note.text = "now"
        #expect(String(decoding: note.serialized(), as: UTF8.self) == #"{"text":"now","x":1}"#)
        #expect(note.json == ["text": "now", "x": 1])
    }

    @Test("An array with an element of another kind is kept as it is")
    func mixedArray() throws {
        let text = #"{"relatedParty":[{"id":"1"},7,null]}"#
        let interaction = try PartyInteraction(parsing: Array(text.utf8))
        #expect(interaction.relatedParty.isEmpty)
        #expect(String(decoding: interaction.serialized(), as: UTF8.self) == text)
    }

    @Test("The last of repeated names counts, whatever its kind")
    func repeatedNames() throws {
        let note = try Note(parsing: Array(#"{"text":"first","text":null}"#.utf8))
        #expect(note.text == nil)
        #expect(note.additionalMembers["text"] == .some(.null))
        #expect(try Note(parsing: Array(#"{"text":null,"text":"last"}"#.utf8)).text == "last")
    }

    @Test("Names written with escapes are found")
    func escapedNames() throws {
        #expect(try Note(parsing: Array(#"{"\u0074ext":"hello"}"#.utf8)).text == "hello")
    }

    @Test("Only an object is a model", arguments: ["[]", "1", "null", #""x""#, "true"])
    func onlyObjects(text: String) {
        #expect(throws: ModelMismatch.self) { try Note(parsing: Array(text.utf8)) }
        #expect(throws: ModelMismatch.self) { try Note(json: JSONValue(parsing: text)) }
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Note.self, from: Data(text.utf8)) }
    }

    @Test("Open values keep what they do not know")
    func openValues() throws {
        let interaction = try PartyInteraction(parsing: Array(#"{"direction":"inbounds","status":"open"}"#.utf8))
        #expect(interaction.direction == "inbounds")
        #expect(interaction.direction != .inbound)
        #expect(interaction.status == .open)
    }
}
