import TMFEvents
import TMFJSON
import TMFModels
import Testing

@Suite("Which events a change has")
struct EventCauseTests {
    private static let resource = ResourceDescription(
        Customer.self, basePath: "/", statusDateAttribute: "statusChangeDate", silentAttributes: ["lastUpdate"])

    struct Row: CustomTestStringConvertible {
        let json: JSONValue
        var testDescription: String { json["case"]?.stringValue ?? "" }
    }

    static let rows = ((try? corpus("causes"))?.arrayValue ?? []).map { Row(json: $0) }

    @Test("Each kind of change has its events", arguments: rows)
    func causes(row: Row) throws {
        let before = try row.json["before"].map { try document($0) }
        let after = try row.json["after"].map { try document($0) }
        let found = EventCause.causes(from: before?.root, to: after?.root, of: Self.resource)
        let expected = row.json["events"]?.arrayValue ?? []
        #expect(found.map { JSONValue.array([.string("\($0.kind)")] + $0.attributes.map { .string($0) }) } == expected)
    }

    @Test("The table was read")
    func table() { #expect(Self.rows.count >= 23) }

    @Test("A change of thousands of members takes time in proportion to their number")
    func manyMembers() throws {
        func resource(_ value: JSONValue) throws -> JSONDocument {
            try document(.object(JSONObject((0..<50_000).map { .init(name: "name\($0)", value: value) })))
        }
        let causes = EventCause.causes(from: try resource(1).root, to: try resource(2).root, of: Self.resource)
        #expect(causes.map(\.attributes.count) == [50_000])
    }
}
