import TMFExchange
import Testing

@Suite("Ranges of items")
struct ItemRangeTests {
    private static let highest = 2_147_483_647

    @Test(
        "A range counts from 0, both ends included, or from the end",
        arguments: [
            ("items=0-2", .from(0, through: 2)), ("items=3-3", .from(3, through: 3)),
            ("items=7-", .from(7, through: nil)),
            ("items=-3", .last(3)), ("Items=0-0", .from(0, through: 0)), (" items = 1 - 2 ", .from(1, through: 2)),
            ("items=-0", .last(0)), ("items=001-00000000000000000000009", .from(1, through: 9)),
            ("items=1-99999999999999999999", .from(1, through: highest)),
            ("items=-99999999999999999999", .last(highest)),
            ("items=9223372036854775808-", .from(highest, through: nil)),
        ] as [(String, ItemRange)])
    func ranges(value: String, expected: ItemRange) throws {
        #expect(try ItemRange([.range: value]) == expected)
    }

    @Test(
        "Other units, several ranges and one with a condition do not count",
        arguments: ["bytes=0-5", "rows=x", "items", "", "=0-1", "items=0-1,3-4", "items=0-1, x", "items 0-1"])
    func notCounted(_ value: String) throws {
        #expect(try ItemRange([.range: value]) == nil)
        #expect(try ItemRange([:]) == nil)
        #expect(try ItemRange([.range: "items=x", .ifRange: #""1""#]) == nil)
    }

    @Test(
        "An invalid range of items is rejected",
        arguments: [
            "items=", "items=-", "items=a-b", "items=5-2", "items=1", "items=--1", "items=0-1-2", "items=+1-2",
            "items=1.0-2", "items=0x1-2", "items=1-2x", "items=0-1,", "items=٣-٤",
        ])
    func malformed(_ value: String) {
        let error = #expect(throws: HeaderValueError.self) { try ItemRange([.range: value]) }
        #expect(
            error?.description
                == "Range must be a single range of positions, such as items=0-19, items=20- or items=-5.")
    }
}
