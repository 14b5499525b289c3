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
        #expect(
            Customer.findings(in: customer, for: .create, options: ValidationOptions(profile: .specification)).isEmpty)
    }

    @Test("The API definition asks for more than the kits")
    func specification() throws {
        let json = try JSONValue(
            parsing:
                #"{"channel":[{"id":"5"}],"direction":"in","reason":"r","relatedParty":[{"id":"1","@referredType":"X"}]}"#
        )
        let findings = PartyInteraction.findings(
            in: json, for: .create, options: ValidationOptions(profile: .specification))
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
            (#"{"direction":"i","reason":"r","channel":{"id":"1"}}"#, [("/channel", .cardinality)]),
            (#"{"direction":"i","reason":"r","channel":["1"]}"#, [("/channel/0", .typeMismatch)]),
            (#"{"direction":"i","reason":"r","channel":[{"id":"1"},{}]}"#, [("/channel/1/id", .missing)]),
            (#"{"direction":7,"reason":"r","channel":[{"id":"1"}]}"#, [("/direction", .typeMismatch)]),
            (
                #"{"direction":"i","reason":"r","channel":[{"id":"1"}],"creationDate":"soon"}"#,
                [("/creationDate", .invalidFormat)]
            ),
            (
                #"{"direction":"i","reason":"r","channel":[{"id":"1"}],"id":"mine","href":"x"}"#,
                [("/id", .setByServer), ("/href", .setByServer)]
            ),
            (
                #"{"direction":"i","reason":"r","channel":[{"id":"1"}],"note":[{"date":"x"}],"interactionItem":[{"item":{}}]}"#,
                [("/interactionItem/0/item/role", .missing), ("/note/0/date", .invalidFormat)]
            ),
        ] as [(String, [(String, Finding.Code)])])
    func findings(text: String, expected: [(String, Finding.Code)]) throws {
        let findings = PartyInteraction.findings(in: try JSONValue(parsing: text), for: .create)
        #expect(findings.map(\.pointer.description) == expected.map(\.0))
        #expect(findings.map(\.code) == expected.map(\.1))
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

    @Test("A null for what only the server sets says nothing")
    func nullIdentifier() throws {
        let json: JSONValue = ["id": nil, "href": nil, "name": "n", "engagedParty": ["id": "1", "@referredType": "X"]]
        #expect(Customer.findings(in: json, for: .create).isEmpty)
    }

    @Test("What the server sets may be given inside a resource, where it belongs to others")
    func nestedIdentifiers() throws {
        let json: JSONValue = ["partyInteraction": ["id": "1", "href": "/1"]]
        let findings = PartyInteractionEventPayload.findings(in: json, for: .create)
        #expect(!findings.map(\.code).contains(.setByServer))
    }

    @Test("Rules that refine an attribute hold at its place alone")
    func refinements() throws {
        let text = """
            {"relatedParty":[{"id":"1","@referredType":"X"}],
            "interactionItem":[{"relatedParty":[{"id":"1","@referredType":"X","href":"/1"},
            {"id":"2","@referredType":"X","href":null}]}]}
            """
        let root = try JSONDocument(parsing: text).root
        let places = PartyInteraction.findings(
            in: root, for: .resource, options: ValidationOptions(profile: .specification)
        ).map(\.pointer.description).filter { $0.hasSuffix("/href") }
        #expect(places == ["/interactionItem/0/relatedParty/1/href", "/relatedParty/0/href"])
        #expect(!PartyInteraction.findings(in: root, for: .resource).map(\.pointer.tokens.last).contains("href"))
        let party: JSONValue = ["relatedParty": [["id": "1", "@referredType": "X"]]]
        let inCustomer = Customer.findings(
            in: party, for: .resource, options: ValidationOptions(profile: .specification))
        #expect(!inCustomer.map(\.pointer.tokens.last).contains("href"))
    }

    @Test("Codes have names of their own that stay the same")
    func names() {
        let names: [(Finding.Code, String)] = [
            (.missing, "missing"), (.typeMismatch, "typeMismatch"), (.invalidFormat, "invalidFormat"),
            (.cardinality, "cardinality"), (.setByServer, "setByServer"), (.notPatchable, "notPatchable"),
            (.unknownAttribute, "unknownAttribute"), (.periodOrder, "periodOrder"), (.repeatedName, "repeatedName"),
            (.invalidReference, "invalidReference"), (.transition, "transition"), (.notAllowed, "notAllowed"),
            (.custom("mine"), "mine"),
        ]
        for (code, name) in names { #expect(code.name == name) }
        #expect(Set(names.map(\.0)).count == names.count)
    }
}
