extension JSONValue: Codable {
    /// Creates a value by decoding from a decoder of any format.
    ///
    /// A `Decoder` does not report the kind of value it holds, so the kinds are tried in turn. Only a type mismatch
    /// leads to the next kind; every other error, such as corrupted data, is rethrown. A decoder provides a number only
    /// as a 64-bit integer or a `Double`; `init(parsing:)` keeps every digit.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: `DecodingError` if the decoder holds none of the six kinds, or any error that the decoder throws.
    public init(from decoder: any Decoder) throws {
        if let single = try Self.attempt({ try decoder.singleValueContainer() }) {
            if single.decodeNil() {
                self = .null
                return
            }
            if let value = try Self.scalar(in: single) {
                self = value
                return
            }
        }
        if let container = try Self.attempt({ try decoder.container(keyedBy: JSONName.self) }) {
            var object = JSONObject(minimumCapacity: container.allKeys.count)
            for key in container.allKeys {
                object[key.stringValue] = try container.decode(JSONValue.self, forKey: key)
            }
            self = .object(object)
            return
        }
        var container = try decoder.unkeyedContainer()
        var elements: [JSONValue] = []
        elements.reserveCapacity(container.count ?? 0)
        while !container.isAtEnd { elements.append(try container.decode(JSONValue.self)) }
        self = .array(elements)
    }

    /// Encodes the value into an encoder of any format.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: `EncodingError` if neither a 64-bit integer nor a `Double` can represent a number without changing its
    ///   value; ``serialized(options:)`` writes every number.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .null:
            var container = encoder.singleValueContainer()
            try container.encodeNil()
        case .bool(let value): try value.encode(to: encoder)
        case .number(let value): try value.encode(to: encoder)
        case .string(let value): try value.encode(to: encoder)
        case .array(let elements):
            var container = encoder.unkeyedContainer()
            for element in elements { try container.encode(element) }
        case .object(let object):
            var container = encoder.container(keyedBy: JSONName.self)
            for member in object { try container.encode(member.value, forKey: JSONName(stringValue: member.name)) }
        }
    }

    /// Text comes first, because it is the most frequent.
    ///
    /// If it reads as another literal, the decoder may be one that provides every scalar as text, so it is asked again.
    private static func scalar(in container: any SingleValueDecodingContainer) throws -> JSONValue? {
        if let text = try attempt({ try container.decode(String.self) }) {
            if text == "true" || text == "false", let value = try attempt({ try container.decode(Bool.self) }) {
                return .bool(value)
            }
            if JSONNumber(text) != nil, let value = try number(in: container) { return .number(value) }
            return .string(text)
        }
        if let value = try attempt({ try container.decode(Bool.self) }) { return .bool(value) }
        return try number(in: container).map { .number($0) }
    }

    static func number(in container: any SingleValueDecodingContainer) throws -> JSONNumber? {
        // The error for a number that does not fit an integer depends on the decoder: Foundation throws errors that are
        // not even a `DecodingError`. So the first two attempts may fail in any way, and the third one decides.
        if let value = try? container.decode(Int64.self) { return JSONNumber(value) }
        if let value = try? container.decode(UInt64.self) { return JSONNumber(value) }
        if let value = try attempt({ try container.decode(Double.self) }) { return JSONNumber(value) }
        return nil
    }

    /// Returns the result of a closure, or `nil` if the closure finds a value of another kind.
    static func attempt<Result>(_ body: () throws -> Result) throws -> Result? {
        do {
            return try body()
        } catch DecodingError.typeMismatch {
            return nil
        }
    }
}

extension JSONNumber: Codable {
    /// Creates a number by decoding from a decoder of any format, as a 64-bit integer or a `Double`.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: `DecodingError` if the decoder does not hold a number, or any error that the decoder throws.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let number = try JSONValue.number(in: container) else {
            let context = DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "not a number")
            throw DecodingError.typeMismatch(JSONNumber.self, context)
        }
        self = number
    }

    /// Encodes the number into an encoder of any format.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: `EncodingError` if neither a 64-bit integer nor a `Double` can represent the value exactly.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let value = int64Value {
            try container.encode(value)
        } else if let value = uint64Value {
            try container.encode(value)
        } else if let value = doubleValue, JSONNumber(value) == self {
            try container.encode(value)
        } else {
            let context = EncodingError.Context(
                codingPath: encoder.codingPath,
                debugDescription: "\(text) has more digits than an encoder supports; use serialized() instead"
            )
            throw EncodingError.invalidValue(self, context)
        }
    }
}

extension JSONObject: Codable {
    /// Creates an object by decoding from a decoder of any format.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: `DecodingError` if the decoder does not hold an object, or any error that the decoder throws.
    public init(from decoder: any Decoder) throws {
        guard case .object(let object) = try JSONValue(from: decoder) else {
            let context = DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "not an object")
            throw DecodingError.typeMismatch(JSONObject.self, context)
        }
        self = object
    }

    /// Encodes the object into an encoder of any format.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: `EncodingError` for the reasons described for ``JSONValue/encode(to:)``.
    public func encode(to encoder: any Encoder) throws { try JSONValue.object(self).encode(to: encoder) }
}

/// A member name as the coding key of a keyed container.
private struct JSONName: CodingKey {
    let stringValue: String

    init(stringValue: String) { self.stringValue = stringValue }

    var intValue: Int? { nil }

    init?(intValue: Int) { nil }
}
