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
}
