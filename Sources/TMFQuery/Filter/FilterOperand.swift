public import TMFJSON

/// What a filter compares an attribute with.
public enum FilterOperand: Sendable, Hashable {
    /// A text: compared as what the resource holds, be it a string, number or Boolean.
    ///
    /// A string that the resource holds is compared as a text, even if both are numbers.
    case text(String)
    /// A number, which is compared by value with numbers and with strings that hold one, and with nothing else.
    case number(JSONNumber)
    /// A Boolean.
    case bool(Bool)
    /// `null`.
    case null

    /// Creates the operand that a query string means by a value: a number if it is one, and a text otherwise.
    init(queryValue text: String) { self = JSONNumber(text).map(Self.number) ?? .text(text) }

    var literal: PathLiteral {
        switch self {
        case .text(let text): .string(PathName(text))
        case .number(let number): .number(number)
        case .bool(let value): .bool(value)
        case .null: .null
        }
    }

    init(_ literal: PathLiteral) {
        switch literal {
        case .string(let name): self = .text(name.text)
        case .number(let number): self = .number(number)
        case .bool(let value): self = .bool(value)
        case .null: self = .null
        }
    }

    /// Returns whether two operands are alike, strings code point by code point.
    public static func == (first: Self, second: Self) -> Bool { first.literal == second.literal }

    /// Feeds the operand to a hasher.
    public func hash(into hasher: inout Hasher) { hasher.combine(literal) }
}

extension FilterOperand: CustomStringConvertible {
    /// The operand as JSON.
    public var description: String {
        switch self {
        case .text(let text): String(decoding: JSONValue.string(text).serialized(), as: UTF8.self)
        case .number(let number): number.text
        case .bool(let value): value ? "true" : "false"
        case .null: "null"
        }
    }
}
