extension JSONValue: Codable {
    /// Reads a value from a decoder of any format.
    ///
    /// A `Decoder` does not tell what it holds, so the kinds are tried in turn. Only a mismatch of types leads to the next
    /// kind; every other error, such as corrupted data, is passed on. A decoder hands on no more of a number than a
    /// 64-bit integer or a `Double` holds; `init(parsing:)` keeps every digit.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: `DecodingError` if the decoder holds none of the six kinds, or an error of the decoder's own.
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

    /// Writes the value to an encoder of any format.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: `EncodingError` if a number is more than an encoder carries, as a 64-bit integer or a `Double`, without
    ///   a change of its value; ``serialized(options:)`` writes every number.
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

    /// Text comes first, being the most frequent; where it reads as another literal, the decoder may be one that gives
    /// every scalar as text, and is asked again.
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
        // What a decoder throws for a number that an integer cannot hold is its own affair: Foundation throws errors that
        // are not even a DecodingError. So these two may fail in any way, and the third one is the judge.
        if let value = try? container.decode(Int64.self) { return JSONNumber(value) }
        if let value = try? container.decode(UInt64.self) { return JSONNumber(value) }
        if let value = try attempt({ try container.decode(Double.self) }) { return JSONNumber(value) }
        return nil
    }

    /// Returns what a closure returns, or `nil` if it finds a value of another kind.
    static func attempt<Result>(_ body: () throws -> Result) throws -> Result? {
        do {
            return try body()
        } catch DecodingError.typeMismatch {
            return nil
        }
    }
}

extension JSONNumber: Codable {
    /// Reads a number from a decoder of any format, as a 64-bit integer or a `Double`.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: `DecodingError` if the decoder holds something else, or an error of the decoder's own.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let number = try JSONValue.number(in: container) else {
            let context = DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "not a number")
            throw DecodingError.typeMismatch(JSONNumber.self, context)
        }
        self = number
    }

    /// Writes the number to an encoder of any format.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: `EncodingError` if neither a 64-bit integer nor a `Double` holds the value without a change.
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
                debugDescription: "\(text) has more digits than an encoder carries; write it with serialized()"
            )
            throw EncodingError.invalidValue(self, context)
        }
    }
}

extension JSONObject: Codable {
    /// Reads an object from a decoder of any format.
    ///
    /// - Parameter decoder: The decoder.
    /// - Throws: `DecodingError` if the decoder holds something else, or an error of the decoder's own.
    public init(from decoder: any Decoder) throws {
        guard case .object(let object) = try JSONValue(from: decoder) else {
            let context = DecodingError.Context(codingPath: decoder.codingPath, debugDescription: "not an object")
            throw DecodingError.typeMismatch(JSONObject.self, context)
        }
        self = object
    }

    /// Writes the object to an encoder of any format.
    ///
    /// - Parameter encoder: The encoder.
    /// - Throws: `EncodingError` as ``JSONValue/encode(to:)`` does.
    public func encode(to encoder: any Encoder) throws { try JSONValue.object(self).encode(to: encoder) }
}

/// A member name as the coding key of a keyed container.
private struct JSONName: CodingKey {
    let stringValue: String

    init(stringValue: String) { self.stringValue = stringValue }

    var intValue: Int? { nil }

    init?(intValue: Int) { nil }
}
