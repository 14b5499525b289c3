public import TMFJSON

/// A value that a filter compares an attribute with.
public enum FilterOperand: Sendable, Hashable {
    /// A text, which is compared with a string, number or Boolean in the resource.
    ///
    /// A string in the resource is compared as a text, even if both are numbers.
    case text(String)
    /// A number, which is compared by value, and only with numbers and strings that contain a number.
    case number(JSONNumber)
    /// A Boolean.
    case bool(Bool)
    /// `null`.
    case null

    /// Creates the operand that a value in a query string represents: a number if it has the form of one, and a text
    /// otherwise.
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

    /// Returns whether two operands are equal, comparing strings code point by code point.
    public static func == (first: Self, second: Self) -> Bool { first.literal == second.literal }

    /// Hashes the operand.
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
