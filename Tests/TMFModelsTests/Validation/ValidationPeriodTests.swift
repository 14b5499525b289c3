import TMFJSON
import TMFModels
import Testing

@Suite("Validation refuses a period that ends before it starts")
struct ValidationPeriodTests {
    @Test(
        "The ends are compared as instants",
        arguments: [
            ("2026-11-21T09:00:00Z", "2026-11-21T10:00:00Z", true),
            ("2026-11-21T09:00:00Z", "2026-11-21T09:00:00Z", true),
            ("2026-11-21T10:00:00+02:00", "2026-11-21T08:00:00Z", true),
            ("2026-11-21T10:00:00+02:00", "2026-11-21T09:00:00+01:00", true),
            ("2026-11-21", "2026-11-21T00:00:00Z", true),
            ("2026-11-21T00:00:00.5Z", "2026-11-21T00:00:00.500Z", true),
            ("2026-11-21T10:00:00Z", "2026-11-21T09:00:00Z", false),
            ("2026-11-21T09:00:00Z", "2026-11-21T10:00:00+02:00", false),
            ("2026-11-21T00:00:00.000000002Z", "2026-11-21T00:00:00.000000001Z", false),
            ("2026-11-21T00:00:01Z", "2026-11-21", false),
            ("9999-12-31T23:59:59Z", "0000-01-01", false),
        ])
    func instants(start: String, end: String, isValid: Bool) throws {
        let json: JSONValue = ["startDateTime": .string(start), "endDateTime": .string(end)]
        let turned: JSONValue = ["endDateTime": .string(end), "startDateTime": .string(start)]
        let expected =
            isValid
            ? [] : [Finding(.periodOrder, at: "/endDateTime", "endDateTime is before startDateTime")]
        for profile in ValidationProfile.allCases {
            let options = ValidationOptions(profile: profile)
            #expect(TimePeriod.findings(in: json, for: .resource, options: options) == expected)
            #expect(TimePeriod.findings(in: turned, for: .resource, options: options) == expected)
        }
    }

    @Test(
        "An end that is absent or cannot be read breaks no order",
        arguments: [
            #"{}"#, #"{"startDateTime":"2026-11-21"}"#, #"{"endDateTime":"2026-11-21"}"#,
            #"{"startDateTime":"2026-11-21","endDateTime":null}"#, #"{"startDateTime":"2026-11-21","endDateTime":"1"}"#,
            #"{"startDateTime":"x","endDateTime":"2026-11-21"}"#, #"{"startDateTime":9,"endDateTime":1}"#,
        ])
    func unreadable(text: String) throws {
        let codes = TimePeriod.findings(in: try JSONDocument(parsing: text).root, for: .create).map(\.code)
        #expect(!codes.contains(.periodOrder))
    }

    @Test("The last of repeated ends counts")
    func repeated() throws {
        let text = #"{"startDateTime":"2026-11-22","endDateTime":"2026-11-21","startDateTime":"2026-11-20"}"#
        #expect(TimePeriod.findings(in: try JSONDocument(parsing: text).root, for: .create).isEmpty)
        let other = #"{"startDateTime":"2026-11-20","endDateTime":"2026-11-21","\u0073tartDateTime":"2026-11-22"}"#
        let codes = TimePeriod.findings(in: try JSONDocument(parsing: other).root, for: .create).map(\.code)
        #expect(codes == [.periodOrder])
    }

    private static let places: [(any Model.Type, String)] = [
        (PartyInteraction.self, "/interactionDate"),
        (PartyInteraction.self, "/interactionItem/0/itemDate"),
        (PartyInteraction.self, "/attachment/0/validFor"),
        (PartyInteraction.self, "/interactionItem/0/attachment/0/validFor"),
        (PartyInteractionCreateEvent.self, "/event/partyInteraction/interactionDate"),
        (Attachment.self, "/validFor"),
        (Customer.self, "/validFor"),
        (Customer.self, "/contactMedium/0/validFor"),
        (Customer.self, "/creditProfile/0/validFor"),
        (CustomerCreateEvent.self, "/event/customer/creditProfile/0/validFor"),
    ]

    @Test("The rule holds wherever a period is", arguments: places.indices)
    func everyPlace(row: Int) throws {
        let (model, place) = Self.places[row]
        let period: JSONValue = ["startDateTime": "2026-11-22", "endDateTime": "2026-11-21"]
        let json = try JSONPointer(place).tokens.reversed().reduce(period) { inner, token in
            token == "0" ? [inner] : [token: inner]
        }
        let found = findings(model, json).filter { $0.code == .periodOrder }
        #expect(found.map(\.pointer.description) == [place + "/endDateTime"])
    }

    @Test("Every attribute that is a period is among the places", arguments: ModelCase.all)
    func allPlaces(model: ModelCase) {
        for name in Self.periods(of: model.type) {
            let json: JSONValue = [name: ["startDateTime": "2026-11-22", "endDateTime": "2026-11-21"]]
            let found = findings(model.type, json).filter { $0.code == .periodOrder }
            #expect(found.map(\.pointer.tokens) == [[name, "endDateTime"]])
        }
    }

    private static func periods<Root: Model>(of _: Root.Type) -> [String] {
        Root.rows.filter { $0.type == .object("TimePeriod") }.map(\.name)
    }

    private func findings<Root: Model>(_: Root.Type, _ json: JSONValue) -> [Finding] {
        Root.findings(in: json, for: .resource)
    }
}
