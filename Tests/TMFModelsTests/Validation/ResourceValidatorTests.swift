import TMFJSON
import TMFModels
import Testing

@Suite("Resource validator")
struct ResourceValidatorTests {
    static let good =
        #"{"id":"1","href":"/1","@type":"Customer","name":"Ada","engagedParty":{"id":"5","@referredType":"I"}}"#
    static let poor =
        #"{"id":"2","href":"/2","@type":"Customer","name":null,"engagedParty":{"id":7,"@referredType":"I"}}"#

    private static func findings(
        _ text: String, _ validator: ResourceValidator = .init(resource: .customerV4)
    ) -> [String] {
        validator.findings(in: Array(text.utf8)).map { found in
            let row = "\(found.position) \(found.line ?? 0) \(found.id ?? "-")"
            return "\(row) \(found.finding.pointer) \(found.finding.code.name)"
        }
    }

    /// A text, and what is wrong with it: position, line, id, place, rule.
    static let cases: [(String, [String])] = [
        (good, []), ("[\(good),\(good)]", []), ("[]", []), (good + "\n" + good + "\n", []), ("\u{FEFF}" + good, []),
        (poor, ["0 0 2 /name missing", "0 0 2 /engagedParty/id typeMismatch"]),
        ("[\(good),\(poor)]", ["1 0 2 /name missing", "1 0 2 /engagedParty/id typeMismatch"]),
        (good + "\r\n\r\n" + poor + "\r\n", ["1 3 2 /name missing", "1 3 2 /engagedParty/id typeMismatch"]),
        (good + "\n{oops\n" + good, ["1 2 -  json"]),
        ("", ["0 0 -  json"]), ("{", ["0 0 -  json"]), ("<html>\n</html>", ["0 0 -  json"]), ("[{},", ["0 0 -  json"]),
        ("7", ["0 0 -  typeMismatch"]), ("[null]", ["0 0 -  typeMismatch"]),
        (
            "{}",
            [
                "0 0 - /name missing", "0 0 - /engagedParty missing", "0 0 - /@type missing", "0 0 - /href missing",
                "0 0 - /id missing",
            ]
        ),
    ]

    @Test("One document, a list and a line for each are checked, and what is not JSON is a finding", arguments: cases)
    func texts(_ text: String, _ expected: [String]) {
        #expect(Self.findings(text) == expected)
    }

    @Test("The definition asks for more than the certification")
    func profiles() {
        let text = #"{"id":"1","href":"/1","channel":[{"id":"1"}],"direction":"in","reason":"r"}"#
        #expect(Self.findings(text, .init(resource: .partyInteractionV4)).isEmpty)
        let strict = Self.findings(text, .init(profile: .specification, resource: .partyInteractionV4))
        #expect(strict.contains("0 0 1 /status missing"))
        #expect(strict.contains("0 0 1 /channel/0/href missing"))
        // What the kit alone asks for is no rule of the definition.
        let bare = Self.findings("{}", .init(profile: .specification, resource: .customerV4))
        #expect(!bare.contains { $0.contains("/href") || $0.contains("/@type") })
    }

    @Test("A validator of a model asks for nothing beyond the model's rules")
    func models() {
        let validator = ResourceValidator(model: Customer.self)
        #expect(Self.findings(#"{"name":"a","engagedParty":{"id":"1","@referredType":"I"}}"#, validator).isEmpty)
        let create = ResourceValidator(resource: .customerV4, operation: .create)
        #expect(Self.findings(Self.good, create).contains("0 0 1 /id setByServer"))
    }

    @Test("Unknown attributes are findings where they are refused, and findings end at their limit")
    func options() {
        var validator = ResourceValidator(resource: .customerV4)
        validator.unknownAttributes = .refused
        let text = #"{"shoe":1,"#.dropLast(0) + Self.good.dropFirst()
        #expect(Self.findings(String(text), validator) == ["0 0 1 /shoe unknownAttribute"])
        validator.findingLimit = 2
        #expect(Self.findings("{}", validator).count == 2)
    }

    @Test("A finding tells its row in words")
    func description() {
        let validator = ResourceValidator(resource: .customerV4)
        let text = validator.findings(in: Array((Self.good + "\n" + Self.poor).utf8)).first?.description
        #expect(text == "line 2 (id 2), /name: name is mandatory")
    }
}
