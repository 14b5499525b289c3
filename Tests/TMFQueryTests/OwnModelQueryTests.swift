import Foundation
import TMFJSON
import TMFModels
import TMFQuery
import Testing

@Suite("Queries for models of one's own")
struct OwnModelQueryTests {
    enum Level: String, ScalarValue { case basic, gold }

    struct Shop: Model {
        var id: String?
        var desks: Int?
        var area: Double?
        var opened: Date?
        var level: Level?
        var limits: [String: Int]?
        var rooms: [String: Quantity]?
        var additionalMembers = JSONObject()

        struct Attributes: Sendable {
            let id = Attribute("id", \Shop.id)
            let desks = Attribute("desks", \Shop.desks)
            let area = Attribute("area", \Shop.area)
            let opened = Attribute("opened", \Shop.opened)
            let level = Attribute("level", \Shop.level)
            let limits = Attribute("limits", \Shop.limits)
            let rooms = Attribute("rooms", \Shop.rooms)
        }
        static let attributes = AttributeSet<Shop>(Attributes())
    }

    private func found(_ query: Query<Shop>) throws -> [String] {
        let shops = [
            Shop(
                id: "1", desks: 4, area: 10.5, opened: Date(timeIntervalSince1970: 0), level: .gold, limits: ["a": 1],
                rooms: ["b": Quantity(units: "m2")]),
            Shop(id: "2", desks: 12, area: 9, opened: Date(timeIntervalSince1970: 1), level: .basic, limits: ["a": 10]),
            Shop(id: "3"),
        ]
        let documents = try shops.map { try JSONDocument(parsing: $0.serialized()) }
        let direct = try query.evaluate(over: documents)
        // The text says the same.
        let parsed = try ResourceQuery(parsing: query.text)
        #expect(
            try parsed.evaluate(over: documents).documents.map(\.bytes) == direct.documents.map(\.bytes),
            "\(query.text)")
        return try direct.documents.map { try Shop($0.root).id ?? "" }
    }

    @Test("Values of every type are compared as what they are")
    func comparisons() throws {
        #expect(try found(Query().filter { $0.desks == 4 }) == ["1"])
        #expect(try found(Query().filter { $0.desks > 4 }) == ["2"])
        #expect(try found(Query().filter { $0.area <= 9.0 }) == ["2"])
        #expect(try found(Query().filter { $0.opened < Date(timeIntervalSince1970: 1) }) == ["1"])
        #expect(
            try found(Query().filter { $0.opened.isIn(Date.distantPast...Date(timeIntervalSince1970: 1)) }) == [
                "1", "2",
            ])
        #expect(try found(Query().filter { $0.level == .gold }) == ["1"])
        #expect(try found(Query().filter { $0.level != .gold }) == ["2", "3"])
        #expect(try found(Query().filter { $0.level.isIn([.gold, .basic]) }) == ["1", "2"])
    }

    @Test("The members of an object of values of one type are paths")
    func members() throws {
        #expect(try found(Query().filter { $0.limits["a"] > 1 }) == ["2"])
        #expect(try found(Query().filter { $0.rooms["b"].units == "m2" }) == ["1"])
        #expect(try found(Query().sorted { [$0.limits["a"].descending] }.page(limit: 1)) == ["2"])
        #expect(Query<Shop>().filter { $0.limits["a"] > 1 }.text == "limits.a.gt=1")
    }

    @Test(
        "Read strictly, a query knows the attributes, and any member of such an object",
        arguments: [
            ("limits.anything=1", true), ("rooms.b.units=m2", true), ("rooms.b.nothing=1", false), ("desks.x=1", false),
            ("nothing=1", false), ("opened.gt=2026-01-01", true), ("opened.gt=soon", false),
        ])
    func vocabulary(_ text: String, _ isKnown: Bool) {
        let query = try? ResourceQuery(parsing: text, onlyAttributesOf: Shop.self)
        #expect((query != nil) == isKnown)
    }
}
