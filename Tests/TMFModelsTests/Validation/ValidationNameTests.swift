import TMFJSON
import TMFModels
import Testing

@Suite("Validation of names that are unknown or come twice")
struct ValidationNameTests {
    private func unknown<Root: Model>(_: Root.Type, _ text: String, refused: Bool = true) throws -> [String] {
        let options = ValidationOptions(unknownAttributes: refused ? .refused : .kept)
        return try Root.findings(in: JSONDocument(parsing: text).root, for: .resource, options: options)
            .filter { $0.code == .unknownAttribute }.map(\.pointer.description)
    }

    @Test(
        "Refused where the model knows all attributes, at every level",
        arguments: [
            (#"{"x":1}"#, ["/x"]),
            (#"{"x":null,"b":[],"reason":"r","a/b":1}"#, ["/x", "/b", "/a~1b"]),
            (#"{"Reason":"r","":0}"#, ["/Reason", "/"]),
            (#"{"note":[{"text":"t"},{"text":"t","mood":"good"}],"z":1}"#, ["/note/1/mood", "/z"]),
            (
                #"{"interactionItem":[{"attachment":[{"size":{"amount":1,"unit":"MB"}}]}]}"#,
                ["/interactionItem/0/attachment/0/size/unit"]
            ),
            (#"{"interactionDate":{"from":"2026-11-21"}}"#, ["/interactionDate/from"]),
            (#"{"\u0072eason":"r","\u0078":1}"#, ["/x"]),
            (#"{"x":1,"y":2,"x":3}"#, ["/x", "/y"]),
            (#"{"x":{"y":1}}"#, ["/x"]),
        ])
    func refused(text: String, expected: [String]) throws {
        #expect(try unknown(PartyInteraction.self, text) == expected)
        #expect(try unknown(PartyInteraction.self, text, refused: false) == [])
    }

    @Test(
        "Allowed in an object whose type is another than the model's, and in it alone",
        arguments: [
            (#"{"@type":"VideoInteraction","resolution":"4K"}"#, []),
            (#"{"resolution":"4K","@type":"VideoInteraction"}"#, []),
            (#"{"@type":"PartyInteraction","resolution":"4K"}"#, ["/resolution"]),
            (#"{"@type":"PartyInteraction"}"#, []),
            (#"{"@type":null,"x":1}"#, ["/x"]),
            (#"{"@type":7,"x":1}"#, ["/x"]),
            (#"{"@type":"Video","@type":"PartyInteraction","x":1}"#, ["/x"]),
            (#"{"@baseType":"PartyInteraction","x":1}"#, ["/x"]),
            (#"{"@type":"VideoInteraction","x":1,"note":[{"y":1},{"@type":"LongNote","z":1}]}"#, ["/note/0/y"]),
            (#"{"interactionDate":{"@type":"WorkingHours","breaks":[]}}"#, []),
            (#"{"interactionDate":{"@type":"TimePeriod","@baseType":"Period","@schemaLocation":"s"}}"#, []),
        ])
    func extensions(text: String, expected: [String]) throws {
        #expect(try unknown(PartyInteraction.self, text) == expected)
    }

    @Test("Allowed where an entity of any type is given as it is")
    func openContent() throws {
        let text = #"{"interactionItem":[{"item":{"role":"subject","price":5}}]}"#
        #expect(try unknown(PartyInteraction.self, text) == [])
        #expect(try unknown(EntityValue.self, #"{"price":5}"#) == [])
    }

    @Test("What an attribute of any type holds is not looked at")
    func anyValues() throws {
        let text = #"{"name":"n","value":{"x":[{"y":1}]}}"#
        #expect(try unknown(Characteristic.self, text) == [])
        #expect(try unknown(Characteristic.self, #"{"name":"n","valu":1}"#) == ["/valu"])
    }

    private func repeated(_ text: String, _ profile: ValidationProfile) throws -> [String] {
        let options = ValidationOptions(profile: profile)
        return try PartyInteraction.findings(in: JSONDocument(parsing: text).root, for: .resource, options: options)
            .filter { $0.code == .repeatedName }.map(\.pointer.description)
    }

    @Test(
        "A name that an object repeats is found by the API definition, wherever it is",
        arguments: [
            (#"{"reason":"r","reason":"s"}"#, ["/reason"]),
            (#"{"reason":"r","\u0072eason":"s"}"#, ["/reason"]),
            (#"{"x":1,"x":2,"x":3}"#, ["/x", "/x"]),
            (#"{"note":[{"text":"a"},{"text":"b","text":"c"}]}"#, ["/note/1/text"]),
            (#"{"x":[[{"y":{"z":1,"a":0,"z":2}}]]}"#, ["/x/0/0/y/z"]),
            (#"{"a":{"b":1,"b":2},"a":{"c":1,"c":2}}"#, ["/a/b", "/a", "/a/c"]),
            (#"{"reason":"reason","note":[{"text":"t"},{"text":"t"}],"Reason":"r"}"#, []),
        ])
    func repeatedNames(text: String, expected: [String]) throws {
        #expect(try repeated(text, .specification) == expected)
        #expect(try repeated(text, .certification) == [])
    }

    @Test("Of a repeated attribute the last one is checked")
    func lastCounts() throws {
        let codes = try [#"{"name":"n","name":7}"#, #"{"name":7,"name":"n"}"#, #"{"name":"n","name":null}"#].map {
            try Characteristic.findings(in: JSONDocument(parsing: $0).root, for: .create).filter {
                $0.pointer.tokens == ["name"]
            }.map(\.code)
        }
        #expect(codes == [[.typeMismatch], [], [.missing]])
    }
}
