import TMFJSON
import TMFModels
import Testing

@Suite("Rules of a model of one's own")
struct ValidationRuleTests {
    /// A model with rules about two attributes together, which has values of its own type.
    struct Shift: Model {
        var firstHour: JSONNumber?
        var lastHour: JSONNumber?
        var part: [Shift] = []
        var cover: [Cover] = []
        var additionalMembers = JSONObject()

        init() {}

        struct Attributes: Sendable {
            let firstHour = Attribute("firstHour", \Shift.firstHour, type: .integer)
            let lastHour = Attribute("lastHour", \Shift.lastHour, type: .integer)
            let part = Attribute("part", \Shift.part)
            let cover = Attribute("cover", \Shift.cover)
        }
        static let attributes = AttributeSet<Shift>(Attributes())

        static let rules = [
            ModelRule { shift in
                guard let first = shift["firstHour"]?.numberValue, let last = shift["lastHour"]?.numberValue,
                    last < first
                else { return [] }
                let pointer = JSONPointer().appending("lastHour")
                return [Finding(.custom("shiftOrder"), at: pointer, "lastHour is before firstHour")]
            },
            ModelRule { shift in
                guard shift["part"]?.count == 1 else { return [] }
                return [Finding(.custom("loneliness"), at: JSONPointer(), "A shift of one part needs no parts")]
            },
        ]
    }

    /// A model without rules that holds one with them.
    struct Cover: Model {
        var shift: Shift?
        var additionalMembers = JSONObject()

        init() {}

        struct Attributes: Sendable {
            let shift = Attribute("shift", \Cover.shift, .mandatory)
        }
        static let attributes = AttributeSet<Cover>(Attributes())
    }

    private func findings<Root: Model>(_: Root.Type, _ text: String, limit: Int = 100) throws -> [String] {
        let options = ValidationOptions(findingLimit: limit)
        return try Root.findings(in: JSONDocument(parsing: text).root, for: .create, options: options).map {
            "\($0.code.name) \($0.pointer)"
        }
    }

    @Test("A rule is applied wherever the model occurs, with the place of its finding")
    func places() throws {
        let bad = #"{"firstHour":9,"lastHour":8}"#
        let good = #"{"firstHour":8,"lastHour":9}"#
        #expect(try findings(Shift.self, bad) == ["shiftOrder /lastHour"])
        #expect(try findings(Shift.self, good) == [])
        #expect(
            try findings(Shift.self, #"{"part":[\#(good),\#(bad)],"cover":[{"shift":\#(bad)}]}"#)
                == ["shiftOrder /part/1/lastHour", "shiftOrder /cover/0/shift/lastHour"])
        #expect(try findings(Cover.self, #"{"shift":\#(bad)}"#) == ["shiftOrder /shift/lastHour"])
        #expect(try findings(Cover.self, "{}") == ["missing /shift"])
    }

    @Test("Findings of rules follow those of the object's attributes, in the order of declaration")
    func order() throws {
        let text = #"{"part":[{"firstHour":9.5,"lastHour":8}],"firstHour":2,"lastHour":1}"#
        let expected = [
            "typeMismatch /part/0/firstHour", "shiftOrder /part/0/lastHour", "shiftOrder /lastHour", "loneliness ",
        ]
        #expect(try findings(Shift.self, text) == expected)
        for limit in 1...4 { #expect(try findings(Shift.self, text, limit: limit) == Array(expected.prefix(limit))) }
    }

    @Test("A model that holds values of its own type is checked as deep as documents go")
    func depth() throws {
        let depth = 250
        let bad = #"{"firstHour":9,"lastHour":8}"#
        let text =
            String(repeating: #"{"cover":[{"shift":"#, count: depth / 3) + bad
            + String(repeating: "}]}", count: depth / 3)
        let place = String(repeating: "/cover/0/shift", count: depth / 3)
        #expect(try findings(Shift.self, text) == ["shiftOrder \(place)/lastHour"])
        #expect(try Shift.findings(in: JSONValue(parsing: text), for: .create).count == 1)
    }

    @Test("A value that no document can hold has one finding")
    func tooDeep() {
        let deep = (0..<JSONLimits.highestDepth).reduce(into: JSONValue.null) { json, _ in json = [json] }
        let findings = Shift.findings(in: ["x": deep], for: .create)
        #expect(findings.map(\.code) == [.invalidFormat])
        #expect(findings.map(\.pointer) == [JSONPointer()])
    }

    /// A scalar of one's own whose form only it knows.
    struct Extension: AttributeValue {
        var digits: String

        static let codec = AttributeCodec<Extension>.mapped(
            from: String.self, { Extension(text: $0) }, to: { $0.digits })

        init?(text: String) {
            guard text.allSatisfy(\.isWholeNumber) else { return nil }
            digits = text
        }
    }

    struct Desk: Model {
        var number: Extension?
        var others: [Extension] = []
        var additionalMembers = JSONObject()

        init() {}

        struct Attributes: Sendable {
            let number = Attribute("number", \Desk.number)
            let others = Attribute("others", \Desk.others)
        }
        static let attributes = AttributeSet<Desk>(Attributes())
    }

    @Test("A value that its own type cannot read has the wrong form")
    func ownValues() throws {
        #expect(try findings(Desk.self, #"{"number":"12","others":["3"]}"#) == [])
        #expect(
            try findings(Desk.self, #"{"number":"1x","others":["3","y",4]}"#)
                == ["invalidFormat /number", "invalidFormat /others/1", "typeMismatch /others/2"])
    }
}
