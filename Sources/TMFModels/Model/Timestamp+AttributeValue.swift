public import TMFJSON

extension Timestamp: AttributeValue {
    /// A date and time.
    public static var attributeType: AttributeType { .dateTime }

    /// The text as JSON.
    public var json: JSONValue { .string(text) }

    /// Reads the value at an index of a tape.
    public static func _read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> Timestamp? {
        let token = tape.token(at: index)
        guard token.isKind(JSONToken.Code.string) else { return nil }
        if token.flag { return try? Timestamp(JSONText.string(token, in: text)) }
        let instant = RFC3339.parse(text, from: token.offset, to: token.offset + token.length)
        return instant.map { Timestamp($0, text: JSONText.string(token, in: text)) }
    }

    /// Reads a value from JSON.
    public static func _read(_ json: JSONValue) -> Timestamp? { json.stringValue.flatMap { try? Timestamp($0) } }

    /// Writes the text.
    public func _write(to writer: inout JSONWriter) {
        if let longText { writer.write(longText) } else { writer.write(instant) }
    }
}
