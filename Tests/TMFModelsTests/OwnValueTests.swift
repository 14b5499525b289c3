import Foundation
import TMFJSON
import TMFModels
import Testing

/// The kinds of values that a model of a user's own may hold, each declared in one line.
@Suite("The values of a model of one's own")
struct OwnValueTests {
    enum Level: String, ScalarValue, CaseIterable { case basic, gold }
    enum Fee: String, ScalarValue { case charged = "Geb\u{FC}hr" }
    enum Floor: Int, ScalarValue {
        case ground = 0
        case first = 1
    }

    struct Hour: ScalarValue {
        var number: Int
        static let codec = AttributeCodec<Hour>.mapped(from: Int.self) {
            (0..<24).contains($0) ? Hour(number: $0) : nil
        } to: {
            $0.number
        }
    }

    struct Desk: Model {
        var number: Int?
        var additionalMembers = JSONObject()

        struct Attributes: Sendable { let number = Attribute("number", \Desk.number, .mandatory) }
        static let attributes = AttributeSet<Desk>(Attributes())
    }

    struct Shop: Model {
        var desks: Int?
        var small: Int32?
        var large: Int64?
        var area: Double?
        var price: Decimal?
        var isOpen: Bool?
        var opened: Date?
        var key: UUID?
        var site: URL?
        var logo: Data?
        var level: Level?
        var floor: Floor?
        var fee: Fee?
        var hour: Hour?
        var hours: [Hour] = []
        var levels: [Level] = []
        var limits: [String: Int]?
        var rooms: [String: Desk]?
        var stays: [[String: Double]] = []
        var additionalMembers = JSONObject()

        struct Attributes: Sendable {
            let desks = Attribute("desks", \Shop.desks)
            let small = Attribute("small", \Shop.small)
            let large = Attribute("large", \Shop.large)
            let area = Attribute("area", \Shop.area)
            let price = Attribute("price", \Shop.price)
            let isOpen = Attribute("isOpen", \Shop.isOpen)
            let opened = Attribute("opened", \Shop.opened)
            let key = Attribute("key", \Shop.key)
            let site = Attribute("site", \Shop.site)
            let logo = Attribute("logo", \Shop.logo)
            let level = Attribute("level", \Shop.level)
            let floor = Attribute("floor", \Shop.floor)
            let fee = Attribute("fee", \Shop.fee)
            let hour = Attribute("hour", \Shop.hour)
            let hours = Attribute("hours", \Shop.hours)
            let levels = Attribute("levels", \Shop.levels)
            let limits = Attribute("limits", \Shop.limits)
            let rooms = Attribute("rooms", \Shop.rooms)
            let stays = Attribute("stays", \Shop.stays)
        }
        static let attributes = AttributeSet<Shop>(Attributes())
    }

    /// Reads a member with a value as bytes and as a value, which must give the same.
    private func shop(_ name: String, _ value: String) throws -> Shop {
        let text = #"{"\#(name)":\#(value)}"#
        let shop = try Shop(parsing: Array(text.utf8))
        #expect(try Shop(json: JSONValue(parsing: text)) == shop, "\(text)")
        #expect(try Shop(parsing: shop.serialized()) == shop, "\(text)")
        #expect(try JSONValue(parsing: shop.serialized()) == shop.json, "\(text)")
        return shop
    }

    @Test(
        "What the type holds is read, and written with the same value",
        arguments: [
            ("desks", "4", "4"), ("desks", "-9223372036854775808", "-9223372036854775808"), ("desks", "1.0", "1"),
            ("desks", "12e2", "1200"), ("desks", "0", "0"), ("desks", "-0", "0"),
            ("small", "2147483647", "2147483647"), ("large", "9223372036854775807", "9223372036854775807"),
            ("area", "0.1", "0.1"), ("area", "120", "120"), ("area", "1e3", "1000"), ("area", "-2.50", "-2.5"),
            ("area", "1.7976931348623157e308", "1.7976931348623157e+308"), ("area", "5e-324", "5e-324"),
            ("price", "12.50", "12.5"),
            ("price", "0.000000000000000000000000000001", "0.000000000000000000000000000001"),
            ("isOpen", "true", "true"), ("isOpen", "false", "false"),
            ("opened", #""2026-11-21T09:30:00Z""#, #""2026-11-21T09:30:00Z""#),
            ("opened", #""2026-11-21T10:30:00.250+01:00""#, #""2026-11-21T09:30:00.250Z""#),
            (
                "key", #""6BA7B810-9DAD-11D1-80B4-00C04FD430C8""#, #""6ba7b810-9dad-11d1-80b4-00c04fd430c8""#
            ),
            ("site", #""https://example.com/a%20b?c=d#e""#, #""https://example.com/a%20b?c=d#e""#),
            ("logo", #""AAEC/w==""#, #""AAEC/w==""#), ("logo", #""""#, #""""#),
            ("level", #""gold""#, #""gold""#), ("floor", "1", "1"), ("fee", "\"Geb\u{FC}hr\"", "\"Geb\u{FC}hr\""),
            ("hour", "23", "23"), ("hours", "[0,23]", "[0,23]"),
            ("levels", #"["gold","basic"]"#, #"["gold","basic"]"#),
            ("limits", "{}", "{}"), ("limits", #"{"b":2,"a":1}"#, #"{"a":1,"b":2}"#),
            ("rooms", #"{"a":{"number":1,"x":[2]}}"#, #"{"a":{"number":1,"x":[2]}}"#),
            ("stays", #"[{"a":1.5},{}]"#, #"[{"a":1.5},{}]"#),
        ])
    func held(_ name: String, _ value: String, _ written: String) throws {
        let shop = try shop(name, value)
        #expect(shop.additionalMembers.isEmpty)
        #expect(String(decoding: shop.serialized(), as: UTF8.self) == #"{"\#(name)":\#(written)}"#)
    }

    @Test(
        "What the type cannot hold is kept as it is, and a finding",
        arguments: [
            ("desks", "9223372036854775808", Finding.Code.invalidFormat), ("desks", "1.5", .typeMismatch),
            ("desks", "1e400", .invalidFormat), ("desks", #""4""#, .typeMismatch),
            ("small", "2147483648", .invalidFormat),
            ("area", "0.1000000000000000055511151231257827", .invalidFormat), ("area", "1e400", .invalidFormat),
            ("area", "9007199254740993", .invalidFormat),
            ("price", "1.00000000000000000000000000000000000000000000001", .invalidFormat),
            ("opened", #""2026-11-21T09:30:00.123456789Z""#, .invalidFormat), ("opened", #""soon""#, .invalidFormat),
            ("key", #""6ba7b810""#, .invalidFormat), ("site", #""a b""#, .invalidFormat),
            ("logo", #""A===""#, .invalidFormat), ("logo", #""AAEC/x==""#, .invalidFormat),
            ("level", #""silver""#, .invalidFormat), ("level", #""Gold""#, .invalidFormat),
            ("floor", "2", .invalidFormat),
            // Swift takes these texts for equal to others; their bytes are not.
            ("fee", "\"Gebu\u{308}hr\"", .invalidFormat),
            ("limits", "{\"\u{FC}\":1,\"u\u{308}\":2}", .invalidFormat),
            ("hour", "24", .invalidFormat), ("hours", "[1,24]", .invalidFormat),
            ("levels", #"["gold",7]"#, .typeMismatch),
            ("limits", #"{"a":1.5}"#, .typeMismatch), ("limits", #"{"a":1,"b":null}"#, .typeMismatch),
            ("limits", "[]", .cardinality), ("limits", "7", .typeMismatch),
            ("rooms", #"{"a":7}"#, .typeMismatch), ("stays", #"[{"a":true}]"#, .typeMismatch),
        ] as [(String, String, Finding.Code)])
    func notHeld(_ name: String, _ value: String, _ code: Finding.Code) throws {
        let shop = try shop(name, value)
        #expect(shop.additionalMembers.names == [name])
        #expect(String(decoding: shop.serialized(), as: UTF8.self) == #"{"\#(name)":\#(value)}"#)
        let findings = shop.findings(for: .resource)
        #expect(findings.map(\.code) == [code], "\(findings)")
        #expect(findings.first?.pointer.description.hasPrefix("/\(name)") == true)
    }

    @Test("A finding tells the place and what is expected")
    func messages() throws {
        let text = #"{"level":"silver","desks":1e400,"limits":{"a":"x"},"rooms":{"b":{}},"key":"1"}"#
        let findings = Shop.findings(in: try JSONValue(parsing: text), for: .create)
        #expect(
            findings.map(\.description) == [
                "/desks: The value must be a valid integer", "/key: The value must be a valid string",
                "/level: The value must be one of: basic, gold",
                "/limits/a: a member must be of type integer, found string",
                "/rooms/b/number: number is mandatory",
            ])
    }

    @Test("Numbers that JSON does not have are written as null")
    func notANumber() throws {
        for value in [Double.nan, .infinity, -.infinity] {
            #expect(String(decoding: Shop(area: value).serialized(), as: UTF8.self) == #"{"area":null}"#)
        }
        #expect(String(decoding: Shop(price: .nan).serialized(), as: UTF8.self) == #"{"price":null}"#)
    }

    @Test("The last of repeated names counts, in an object of values of one type too")
    func repeatedNames() throws {
        let shop = try Shop(parsing: Array(#"{"limits":{"a":1,"a":2},"desks":1,"desks":2}"#.utf8))
        #expect(shop.limits == ["a": 2] && shop.desks == 2)
        #expect(try self.shop("limits", #"{"a":"x","a":3}"#).limits == ["a": 3])
    }

    @Test("A model that holds itself is read to its depth")
    func recursion() throws {
        let text = #"{"part":[{"part":[{"name":"c"}],"name":"b"}],"name":"a"}"#
        let part = try Part(parsing: Array(text.utf8))
        #expect(part.part.first?.part.first?.name == "c")
        #expect(try Part(json: JSONValue(parsing: part.serialized())) == part)
    }

    struct Part: Model {
        var name: String?
        var part: [Part] = []
        var additionalMembers = JSONObject()

        struct Attributes: Sendable {
            let name = Attribute("name", \Part.name)
            let part = Attribute("part", \Part.part)
        }
        static let attributes = AttributeSet<Part>(Attributes())
    }
}
