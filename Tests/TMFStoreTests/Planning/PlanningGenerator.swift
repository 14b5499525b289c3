import TMFJSON
import TMFModels
import TMFQuery
import TMFStore
import _TMFTestSupport

/// Documents, filters and indexes with the values that keys must get right.
struct PlanningGenerator {
    /// A text of a number of bytes.
    static func long(_ count: Int) -> String { String(repeating: "x", count: count) }

    /// Values as JSON, each of which an index for order can hold alone.
    static let values: [String] =
        [
            "true", "false", #""true""#, "0", "-0", "0.000", "0e7", #""0""#, "7", "7.0", "70e-1", #""7""#, #""7.0""#,
            "-7", "-7.5", "-70", "-7e-1", "8", "69.9", "70", "0.1", "0.10000000000000000001", "256e255", "256e256",
            "1e400", "-1e400", "1e-400", "-1e-400", "1e999999999999999999", "1e1000000000000000000",
            "10e999999999999999999", "-1e1000000000000000000", "1e-1000000000000000000", "2e-1000000000000000000",
            "1e11111111111111111111", "123456789012345678901234567890", "123456789012345678901234567891",
            String(repeating: "1", count: 999), String(repeating: "1", count: 1_000),
            String(repeating: "1", count: 999) + "2", #""""#, #""a""#, #""a\u0000""#, #""ab""#, #""b""#, #""é""#,
            #""e\u0301""#, #""\u006ea""#, #""na""#, #""name 1""#, #""name 12""#, #""soon""#, #""😀""#, #""\uFFFF""#,
            #""2026-03-01""#, #""2026-03-01T00:00:00Z""#, #""2026-03-01T10:00:00Z""#, #""2026-03-01T10:00:00""#,
            #""2026-03-01T11:00:00+01:00""#, #""2026-03-01t10:00:00.000z""#, #""2026-03-01T10:00:00.000000001Z""#,
            #""2026-03-02T00:00:00.5Z""#, #""\u0032026-03-02""#, #""1969-12-31T23:59:59.5Z""#,
            #""2016-12-31T23:59:60Z""#,
            #""0000-01-01T00:00:00+23:59""#, #""9999-12-31T23:59:59Z""#, #""2026-02-30""#,
        ] + [999, 1_000].map { "\"\(long($0))\"" } + ["y", "z", "\\u0000"].map { "\"\(long(1_000))\($0)\"" }

    private static let paths: [FieldPath] = ["a", "b", "list.a", "list.b", "list"]
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    /// Some indexes, on some of the paths.
    mutating func indexes() -> [StoreIndex] {
        var indexes: [StoreIndex] = []
        for path in Self.paths {
            if random.once(in: 2) { indexes.append(.equality(path)) }
            if random.once(in: 2) { indexes.append(.order(path)) }
        }
        return indexes
    }

    /// A document; an odd one may have values that no index for order has a place for.
    mutating func document(_ id: Int, isOdd: Bool) throws -> JSONDocument {
        var members = [#""id":"\#(id)""#]
        for name in ["a", "b"] where !random.once(in: 5) { members.append("\"\(name)\":\(value(isOdd: isOdd))") }
        if isOdd {
            let elements = (0..<random.below(3)).map { _ in
                random.once(in: 4) ? value(isOdd: true) : #"{"a":\#(value(isOdd: true)),"b":\#(value(isOdd: false))}"#
            }
            members.append(#""list":[\#(elements.joined(separator: ","))]"#)
        } else if random.once(in: 2) {
            members.append(#""list":{"a":\#(value(isOdd: false))}"#)
        }
        return try JSONDocument(parsing: "{\(members.joined(separator: ","))}")
    }

    private mutating func value(isOdd: Bool) -> String {
        guard isOdd else { return plainValue() }
        return switch random.below(8) {
        case 0: "null"
        case 1: "[\(plainValue()),\(plainValue())]"
        case 2: #"{"a":\#(plainValue())}"#
        case 3: "[]"
        default: plainValue()
        }
    }

    private mutating func plainValue() -> String {
        // A few values come up often, so that conditions have matches.
        Self.values[random.once(in: 2) ? random.below(Self.values.count) : random.below(8) * 7]
    }

    mutating func filter(depth: Int = 3) throws -> Filter {
        let path = Self.paths[random.below(Self.paths.count)]
        switch random.below(depth > 0 ? 12 : 7) {
        case 0...2: return .equals(path, anyOf: try (0...random.below(3)).map { _ in try operand() })
        case 3...5:
            let orders: [Filter.Order] = [.less, .lessOrEqual, .greater, .greaterOrEqual]
            return .compare(path, orders[random.below(4)], try operand())
        case 6:
            let starts = ["^na", "^name 1$", "^2026-", "^7", "^tr", "na", "^x{3}", "^" + Self.long(1_001)]
            return .matches(path, try RegularExpression(starts[random.below(starts.count)]))
        case 7...8: return .all(try (0..<1 + random.below(3)).map { _ in try filter(depth: depth - 1) })
        case 9: return .any(try (0..<random.below(4)).map { _ in try filter(depth: depth - 1) })
        case 10: return .anyElement("list", try filter(depth: depth - 1))
        default: return random.once(in: 2) ? .not(try filter(depth: depth - 1)) : .exists(path)
        }
    }

    private mutating func operand() throws -> FilterOperand {
        if random.once(in: 20) { return .null }
        let root = try JSONDocument(parsing: plainValue()).root
        if let text = root.stringValue { return .text(text) }
        if let number = root.numberValue { return random.once(in: 3) ? .text(number.text) : .number(number) }
        return random.once(in: 3) ? .text("true") : .bool(root.boolValue == true)
    }
}
