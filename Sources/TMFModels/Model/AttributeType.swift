/// What an attribute holds, as the API definitions name it.
@nonexhaustive
public enum AttributeType: Sendable, Hashable {
    /// A string.
    case string
    /// A string with the form of RFC 3339, such as `2026-11-21T09:30:00Z`.
    case dateTime
    /// A string that is a URI (RFC 3986).
    case uri
    /// A number.
    case number
    /// A number without a fraction.
    case integer
    /// A Boolean.
    case boolean
    /// Any JSON value.
    case any
    /// An object of the named type.
    case object(String)
    /// An object whose members all hold values of one type.
    indirect case map(of: AttributeType)
}

extension AttributeType: CustomStringConvertible {
    /// The type as the API definitions write it: `string`, `date-time`, `RelatedParty`.
    public var description: String {
        switch self {
        case .string: "string"
        case .dateTime: "date-time"
        case .uri: "uri"
        case .number: "number"
        case .integer: "integer"
        case .boolean: "boolean"
        case .any: "Any"
        case .object(let name): name
        case .map(let element): "map of \(element)"
        }
    }
}
