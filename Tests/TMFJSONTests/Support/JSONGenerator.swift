import TMFJSON
import _TMFTestSupport

/// Random JSON values, and random ways of writing them.
struct JSONGenerator {
    var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    private static let scalars: [UnicodeScalar] =
        [
            "a", "b", "Z", "0", "9", " ", "\"", "\\", "/", "'", "\u{0}", "\u{1}", "\u{8}", "\t", "\n", "\u{b}", "\u{c}",
            "\r", "\u{1f}", "\u{7f}", "\u{80}", "\u{85}", "\u{a0}", "\u{e9}", "e", "\u{301}", "\u{7ff}", "\u{800}",
            "\u{2028}", "\u{d7ff}", "\u{e000}", "\u{feff}", "\u{10000}", "\u{1f600}",
            "\u{10ffff}", "~", "{", "}", "[", "]", ",", ":",
        ] + noncharacters

    /// Swift takes no noncharacters in literals.
    private static let noncharacters = [0xFDD0, 0xFDEF, 0xFFFE, 0xFFFF, 0x1_FFFF].compactMap { UnicodeScalar($0) }

    mutating func string() -> String {
        var result = String.UnicodeScalarView()
        for _ in 0..<random.below(random.once(in: 8) ? 40 : 10) {
            result.append(Self.scalars[random.below(Self.scalars.count)])
        }
        return String(result)
    }

    private mutating func digits(_ most: Int) -> String {
        String((0..<1 + random.below(most)).map { _ in Character(String(random.below(10))) })
    }

    mutating func numberText() -> String {
        var text = random.once(in: 3) ? "-" : ""
        text += random.once(in: 4) ? "0" : String(1 + random.below(9)) + (random.once(in: 2) ? digits(25) : "")
        if random.once(in: 3) { text += "." + digits(12) }
        if random.once(in: 3) {
            text += random.once(in: 2) ? "e" : "E"
            text += ["", "+", "-"][random.below(3)]
            text += digits(random.once(in: 10) ? 22 : 3)
        }
        return text
    }

    mutating func value(depth: Int) -> JSONValue {
        switch random.below(depth > 0 ? 9 : 5) {
        case 0: .null
        case 1: .bool(random.once(in: 2))
        case 2: JSONNumber(numberText()).map { .number($0) } ?? .null
        case 3, 4: .string(string())
        case 5, 6: .array((0..<random.below(6)).map { _ in value(depth: depth - 1) })
        default: .object(JSONObject((0..<random.below(6)).map { _ in member(depth: depth - 1) }))
        }
    }

    private mutating func member(depth: Int) -> JSONObject.Member {
        JSONObject.Member(name: string(), value: value(depth: depth))
    }

    /// Returns a chain of arrays and objects of a depth with a value at its end.
    mutating func chain(depth: Int) -> JSONValue {
        var result = value(depth: 1)
        for _ in 0..<depth {
            result = random.once(in: 2) ? .array([.null, result]) : .object(["x": result, "y": 1])
        }
        return result
    }

    /// Returns a text of a value with random white space and random escapes.
    mutating func text(of value: JSONValue) -> [UInt8] {
        var result: [UInt8] = []
        write(value, to: &result)
        return result
    }

    private mutating func space(_ result: inout [UInt8]) {
        guard random.once(in: 3) else { return }
        for _ in 0..<1 + random.below(3) { result.append([0x20, 0x09, 0x0A, 0x0D][random.below(4)]) }
    }

    private mutating func write(_ value: JSONValue, to result: inout [UInt8]) {
        space(&result)
        switch value {
        case .null, .bool, .number: result += value.serialized()
        case .string(let text): write(text, to: &result)
        case .array(let elements):
            result.append(UInt8(ascii: "["))
            for (position, element) in elements.enumerated() {
                if position > 0 { result.append(UInt8(ascii: ",")) }
                write(element, to: &result)
            }
            space(&result)
            result.append(UInt8(ascii: "]"))
        case .object(let object):
            result.append(UInt8(ascii: "{"))
            for (position, member) in object.enumerated() {
                if position > 0 { result.append(UInt8(ascii: ",")) }
                space(&result)
                write(member.name, to: &result)
                space(&result)
                result.append(UInt8(ascii: ":"))
                write(member.value, to: &result)
            }
            space(&result)
            result.append(UInt8(ascii: "}"))
        }
        space(&result)
    }

    private mutating func write(_ text: String, to result: inout [UInt8]) {
        result.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            let mustEscape = scalar.value < 0x20 || scalar == "\"" || scalar == "\\"
            if mustEscape || random.once(in: 5) {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16, uppercase: random.once(in: 2))
                    result += Array(("\\u" + String(repeating: "0", count: 4 - digits.count) + digits).utf8)
                }
            } else {
                result += Array(String(scalar).utf8)
            }
        }
        result.append(UInt8(ascii: "\""))
    }
}
