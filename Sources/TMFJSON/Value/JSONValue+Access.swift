extension JSONValue {
    /// A Boolean value that indicates whether the value is `null`.
    public var isNull: Bool { kind == .null }

    /// The Boolean, or `nil` if the value is of another kind.
    public var boolValue: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    /// The number, or `nil` if the value is of another kind.
    public var numberValue: JSONNumber? {
        if case .number(let value) = self { value } else { nil }
    }

    /// The string, or `nil` if the value is of another kind.
    public var stringValue: String? {
        if case .string(let value) = self { value } else { nil }
    }

    /// The elements of the array, or `nil` if the value is of another kind.
    public var arrayValue: [JSONValue]? {
        if case .array(let value) = self { value } else { nil }
    }

    /// The object, or `nil` if the value is of another kind.
    public var objectValue: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral,
    ExpressibleByFloatLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    /// Creates `null` from a `nil` literal.
    ///
    /// - Parameter nilLiteral: The literal.
    public init(nilLiteral: ()) { self = .null }

    /// Creates a Boolean from a literal.
    ///
    /// - Parameter value: The Boolean.
    public init(booleanLiteral value: Bool) { self = .bool(value) }

    /// Creates a number from an integer literal.
    ///
    /// - Parameter value: The number.
    public init(integerLiteral value: Int64) { self = .number(JSONNumber(value)) }

    /// Creates a number from a floating-point literal.
    ///
    /// - Parameter value: The number, which must be finite.
    public init(floatLiteral value: Double) { self = .number(JSONNumber(floatLiteral: value)) }

    /// Creates a string from a literal.
    ///
    /// - Parameter value: The string.
    public init(stringLiteral value: String) { self = .string(value) }

    /// Creates an array from a literal.
    ///
    /// - Parameter elements: The elements.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    /// Creates an object from a literal; if a name is repeated, the last value wins.
    ///
    /// - Parameter members: The members.
    public init(dictionaryLiteral members: (String, JSONValue)...) {
        var object = JSONObject(minimumCapacity: members.count)
        for (name, value) in members { object[name] = value }
        self = .object(object)
    }
}
