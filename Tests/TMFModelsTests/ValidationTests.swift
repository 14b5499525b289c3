import TMFJSON
import TMFModels
import Testing

@Suite("Validation finds everything that is wrong, and where")
struct ValidationTests {
    @Test("What the kits send is valid for certification")
    func kitBodies() throws {
        let interaction = try JSONValue(
            parsing: #"{"channel":[{"id":"555"}],"direction":"inbounds","reason":"The user wanted to buy"}"#)
        #expect(PartyInteraction.findings(in: interaction, for: .create).isEmpty)
        let customer = try JSONValue(
            parsing: #"{"name":"Moon Football Club","engagedParty":{"@referredType":"Organization","id":"500"}}"#)
        #expect(Customer.findings(in: customer, for: .create).isEmpty)
        #expect(Customer.findings(in: customer, for: .create, profile: .specification).isEmpty)
    }

    @Test("The API definition asks for more than the kits")
    func specification() throws {
        let json = try JSONValue(
            parsing:
                #"{"channel":[{"id":"5"}],"direction":"in","reason":"r","relatedParty":[{"id":"1","@referredType":"X"}]}"#
        )
        let findings = PartyInteraction.findings(in: json, for: .create, profile: .specification)
        #expect(
            Set(findings.map(\.pointer.description)) == [
                "/status", "/interactionDate", "/channel/0/href", "/relatedParty/0/href",
            ])
        #expect(findings.allSatisfy { $0.code == .missing })
    }

    @Test(
        "Each problem has its code and place",
        arguments: [
            (#"{}"#, [("/direction", .missing), ("/reason", .missing), ("/channel", .missing)]),
            (#"{"direction":null,"reason":"r","channel":[{"id":"1"}]}"#, [("/direction", .missing)]),
            (#"{"direction":"i","reason":"r","channel":[]}"#, [("/channel", .missing)]),
            (#"{"direction":"i","reason":"r","channel":{"id":"1"}}"#, [("/channel", .typeMismatch)]),
            (#"{"direction":"i","reason":"r","channel":["1"]}"#, [("/channel/0", .typeMismatch)]),
            (#"{"direction":"i","reason":"r","channel":[{"id":"1"},{}]}"#, [("/channel/1/id", .missing)]),
            (#"{"direction":7,"reason":"r","channel":[{"id":"1"}]}"#, [("/direction", .typeMismatch)]),
            (
                #"{"direction":"i","reason":"r","channel":[{"id":"1"}],"creationDate":"soon"}"#,
                [("/creationDate", .typeMismatch)]
            ),
            (
                #"{"direction":"i","reason":"r","channel":[{"id":"1"}],"id":"mine","href":"x"}"#,
                [("/id", .setByServer), ("/href", .setByServer)]
            ),
            (
                #"{"direction":"i","reason":"r","channel":[{"id":"1"}],"note":[{"date":"x"}],"interactionItem":[{"item":{}}]}"#,
                [("/interactionItem/0/item/role", .missing), ("/note/0/date", .typeMismatch)]
            ),
        ] as [(String, [(String, Finding.Code)])])
    func findings(text: String, expected: [(String, Finding.Code)]) throws {
        let findings = PartyInteraction.findings(in: try JSONValue(parsing: text), for: .create)
        #expect(findings.map(\.pointer.description) == expected.map(\.0))
        #expect(findings.map(\.code) == expected.map(\.1))
    }

    @Test(
        "A whole number may be written with a fraction of zero, not with another",
        arguments: [
            ("700", true), ("700.0", true), ("7e2", true), ("700.5", false), ("\"700\"", false),
        ])
    func integers(text: String, isValid: Bool) throws {
        let json = try JSONValue(
            parsing: """
                {"name":"n","engagedParty":{"id":"1","@referredType":"X"},"creditProfile":[
                {"creditProfileDate":"2026-11-21","validFor":{},"creditScore":\(text)}]}
                """)
        let findings = Customer.findings(in: json, for: .create)
        #expect(findings.map(\.pointer.description) == (isValid ? [] : ["/creditProfile/0/creditScore"]))
    }

    @Test("A stored resource may have what the server sets")
    func resource() throws {
        let json = try JSONValue(
            parsing: #"{"id":"1","href":"/1","name":"n","engagedParty":{"id":"1","@referredType":"X"},"x":[null]}"#)
        #expect(Customer.findings(in: json, for: .resource).isEmpty)
        #expect(Customer.findings(in: json, for: .create).map(\.code) == [.setByServer, .setByServer])
    }

    @Test("Only an object can be valid", arguments: [JSONValue.null, [], "x", 1, true])
    func onlyObjects(json: JSONValue) {
        #expect(Customer.findings(in: json, for: .create).map(\.code) == [.typeMismatch])
    }
}
