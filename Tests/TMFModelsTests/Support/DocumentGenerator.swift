import TMFJSON
import TMFModels
import _TMFTestSupport

/// Random documents of a model: known attributes of the right and of the wrong kind, nulls, and unknown members.
struct DocumentGenerator {
    var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func document<Root: Model>(of _: Root.Type, depth: Int) -> JSONValue {
        var object = JSONObject()
        for row in Root.rows.shuffled(using: &random) where random.once(in: 2) {
            object[row.name] = value(of: row, depth: depth)
        }
        for _ in 0..<random.below(3) { object["x-\(random.below(1_000))"] = anything(depth: 2) }
        return .object(object)
    }

    private mutating func value(of row: AttributeRow, depth: Int) -> JSONValue {
        switch random.below(12) {
        case 0: return .null
        case 1: return anything(depth: 2)
        default: break
        }
        guard row.isArray else { return one(row.type, depth) }
        return .array((0..<random.below(4)).map { _ in one(row.type, depth) })
    }

    private mutating func one(_ type: AttributeType, _ depth: Int) -> JSONValue {
        switch type {
        case .string, .uri: return .string(text())
        case .dateTime: return .string(Self.dates[random.below(Self.dates.count)])
        case .number, .integer: return number()
        case .boolean: return .bool(random.once(in: 2))
        case .any: return anything(depth: 2)
        case .object(let name):
            guard depth > 0, let model = ModelCase.all.first(where: { $0.type.typeName == name }) else { return [:] }
            return document(of: model.type, depth: depth - 1)
        case .map(let element):
            return .object(["a": one(element, depth), "b": one(element, depth)])
        }
    }

    mutating func anything(depth: Int) -> JSONValue {
        switch random.below(depth > 0 ? 7 : 5) {
        case 0: .null
        case 1: .bool(random.once(in: 2))
        case 2: number()
        case 3, 4: .string(text())
        case 5: .array((0..<random.below(4)).map { _ in anything(depth: depth - 1) })
        default: ["a": anything(depth: depth - 1), "b": .null, "é\(random.below(5))": anything(depth: depth - 1)]
        }
    }

    private mutating func text() -> String {
        Self.texts[random.below(Self.texts.count)] + String(random.below(100))
    }

    private mutating func number() -> JSONValue {
        let text = Self.numbers[random.below(Self.numbers.count)]
        return JSONNumber(text).map { .number($0) } ?? .null
    }

    private static let texts = [
        "", "plain", "with \"quotes\" and \\", "line\nbreak", "/slash/", "مرحبا", "e\u{301}é", "😀",
    ]
    /// All of these are carried by a `Double` or a 64-bit integer without a change of value.
    private static let numbers = ["0", "-0", "1.10", "0.010", "1e3", "12345678901234567890", "-7", "2.5E-3", "42.0"]
    private static let dates = [
        "2026-11-21T09:30:00Z", "2026-11-21t09:30:00.123456789+02:00", "2026-11-21", "1999-12-31T23:59:60Z",
        "yesterday", "2026-02-30T00:00:00Z",
    ]
}
