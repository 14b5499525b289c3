import TMFJSON
import TMFModels
import Testing

@Suite("Validation reports findings in the order of the attributes, up to a limit")
struct ValidationOrderTests {
    /// Something wrong at most attributes, in an order that is not that of the attributes.
    private static let text = """
        {"z":1,"note":[{"text":1,"id":2},{"date":"x","author":[]}],"channel":[{},7],"reason":[],"interactionDate":
        {"endDateTime":"2026-11-20","startDateTime":"2026-11-21","y":0},"href":"h","id":"i","description":false,"z":2}
        """

    private static let expected = [
        "setByServer /id", "setByServer /href", "typeMismatch /description", "missing /direction",
        "cardinality /reason",
        "missing /status", "missing /channel/0/id", "missing /channel/0/href", "typeMismatch /channel/1",
        "unknownAttribute /interactionDate/y", "periodOrder /interactionDate/endDateTime", "typeMismatch /note/0/id",
        "typeMismatch /note/0/text", "cardinality /note/1/author", "invalidFormat /note/1/date", "unknownAttribute /z",
        "repeatedName /z",
    ]

    private func findings(limit: Int) throws -> [String] {
        let options = ValidationOptions(profile: .specification, unknownAttributes: .refused, findingLimit: limit)
        return try PartyInteraction.findings(in: JSONDocument(parsing: Self.text).root, for: .create, options: options)
            .map { "\($0.code.name) \($0.pointer)" }
    }

    @Test("Attributes in their order, then unknown ones, then the rules of the model; repeated names last")
    func order() throws {
        #expect(try findings(limit: .max) == Self.expected)
    }

    @Test("Of more findings than the limit the first ones are reported", arguments: 1...expected.count + 1)
    func limit(limit: Int) throws {
        #expect(try findings(limit: limit) == Array(Self.expected.prefix(limit)))
    }

    @Test("A document with something wrong has a finding, whatever the limit", arguments: [0, -1, .min])
    func leastLimit(limit: Int) throws {
        #expect(try findings(limit: limit) == Array(Self.expected.prefix(1)))
    }

    @Test("Where no limit is given it is a hundred")
    func defaultLimit() {
        let json: JSONValue = ["note": .array(Array(repeating: 1, count: 1_000))]
        #expect(PartyInteraction.findings(in: json, for: .resource).count == 100)
        #expect(
            ValidationOptions()
                == ValidationOptions(profile: .certification, unknownAttributes: .kept, findingLimit: 100))
    }

    @Test("A place is named from the value on, wherever in its document that is")
    func inner() throws {
        let document = try JSONDocument(parsing: #"[{"before":{}},{"event":{"channel":[{}]}},{"id":1}]"#)
        let element = try #require(document.root[1]?["event"])
        let found = PartyInteraction.findings(in: element, for: .resource).map(\.pointer.description)
        #expect(found.filter { $0.hasPrefix("/channel") } == ["/channel/0/id"])
    }
}
