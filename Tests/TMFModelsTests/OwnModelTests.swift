import TMFJSON
import TMFModels
import Testing

@Suite("A model of one's own")
struct OwnModelTests {
    /// A model as a user of the library writes it; one of its attributes is a computed property.
    struct Individual: Model {
        var id: String?
        var aliases: [String] = []
        private var name = ""
        var givenName: String? {
            get { name.isEmpty ? nil : name }
            set { name = newValue ?? "" }
        }
        var additionalMembers = JSONObject()

        init() {}

        struct Attributes: Sendable {
            let id = Attribute("id", \Individual.id, .setByServer)
            let givenName = Attribute("givenName", \Individual.givenName, .mandatory)
            let aliases = Attribute("alias", \Individual.aliases)
            let again = Attribute("id", \Individual.givenName)
        }
        static let attributes = AttributeSet<Individual>(Attributes())
    }

    private let text = #"{"id":"1","givenName":"Ada","alias":["A","Countess"],"born":1815}"#

    @Test("It is read and written, computed properties too")
    func roundTrip() throws {
        let individual = try Individual(parsing: Array(text.utf8))
        #expect(individual.givenName == "Ada")
        #expect(individual.aliases == ["A", "Countess"])
        #expect(individual.additionalMembers == ["born": 1815])
        #expect(String(decoding: individual.serialized(), as: UTF8.self) == text)
        #expect(try Individual(json: individual.json) == individual)
    }

    @Test("It is read from borrowed bytes as from an array")
    func borrowedBytes() throws {
        let bytes = Array(text.utf8)
        #expect(try Individual(parsing: bytes.span) == Individual(parsing: bytes))
        // A part of the text that is JSON itself: `":"`.
        let part = bytes.span.extracting(4..<7)
        do {
            _ = try Individual(parsing: part)
            Issue.record("a string is not an object")
        } catch {
            #expect(error as? ModelMismatch == ModelMismatch(type: "Individual", found: .string))
        }
    }

    @Test("Its rules are checked")
    func findings() throws {
        let json = try JSONValue(parsing: #"{"alias":"A"}"#)
        let findings = Individual.findings(in: json, for: .create)
        #expect(findings.map(\.pointer.description) == ["/givenName", "/alias"])
        #expect(findings.map(\.code) == [.missing, .cardinality])
    }

    @Test("Of two declarations with one name the first counts")
    func repeatedDeclaration() throws {
        #expect(Individual.attributes.names == ["id", "givenName", "alias"])
        #expect(try Individual(parsing: Array(#"{"id":"7"}"#.utf8)).givenName == nil)
    }

    /// A model whose names are hard to tell apart for whoever looks at a part of them only.
    struct Likenesses: Model {
        var values: [String?] = Array(repeating: nil, count: 9)
        var additionalMembers = JSONObject()

        init() {}

        struct Attributes: Sendable {
            let empty = Attribute("", \Likenesses.values[0])
            let short = Attribute("a", \Likenesses.values[1])
            let twice = Attribute("aa", \Likenesses.values[2])
            let eight = Attribute("aaaaaaaa", \Likenesses.values[3])
            let nine = Attribute("aaaaaaaaa", \Likenesses.values[4])
            let sixteen = Attribute("aaaaaaaaaaaaaaaa", \Likenesses.values[5])
            let seventeen = Attribute("aaaaaaaaaaaaaaaaa", \Likenesses.values[6])
            let middle = Attribute("aaaaaaaabaaaaaaaa", \Likenesses.values[7])
            let accent = Attribute("\u{e9}", \Likenesses.values[8])
        }
        static let attributes = AttributeSet<Likenesses>(Attributes())
    }

    @Test("Names are told apart, however long and alike they are")
    func names() throws {
        #expect(Likenesses.attributes.names.count == 9)
        for (position, name) in Likenesses.attributes.names.enumerated() {
            let escaped = name.unicodeScalars.map { "\\u" + String(0x1_0000 + $0.value, radix: 16).dropFirst() }
                .joined()
            for spelling in [name, escaped] {
                for text in ["{\"\(spelling)\":\"1\"}", "{\"x\":1,\"\(spelling)\":\"1\",\"yyyyyyyy\":[1,2,3]}"] {
                    let model = try Likenesses(parsing: Array(text.utf8))
                    #expect(model.values.enumerated().allSatisfy { ($1 == "1") == ($0 == position) }, "\(text)")
                    #expect(model.additionalMembers.names == (text.contains("x") ? ["x", "yyyyyyyy"] : []))
                    #expect(try Likenesses(json: JSONValue(parsing: text)).values == model.values)
                }
            }
        }
        let unknown = [
            "A", "b", "aaa", "aaaaaaa", "aaaaaaaaaa", "aaaaaaaaaaaaaaa", "aaaaaaaacaaaaaaaa", "e\u{301}", "\0",
        ]
        for name in unknown + [String(repeating: "a", count: 18), String(repeating: "a", count: 70_000)] {
            let model = try Likenesses(json: ["\(name)": "1"])
            #expect(model.values.allSatisfy { $0 == nil } && model.additionalMembers.names == [name])
            #expect(try Likenesses(parsing: model.serialized()).additionalMembers.names == [name])
        }
    }
}
