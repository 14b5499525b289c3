public import TMFJSON

/// Reads and writes strings.
@usableFromInline
struct StringCoding: ValueCoding {
    @inlinable
    init() {}

    @usableFromInline
    var type: AttributeType { .string }
    @usableFromInline
    var isLeaf: Bool { true }

    @usableFromInline
    func read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> String? {
        let token = tape.token(at: index)
        return token.isKind(JSONToken.Code.string) ? JSONText.string(token, in: text) : nil
    }

    @usableFromInline
    func read(_ json: JSONValue) -> String? { json.stringValue }

    @usableFromInline
    func write(_ value: UnsafePointer<String>, to writer: inout JSONWriter) { unsafe writer.write(value.pointee) }

    @usableFromInline
    func json(_ value: String) -> JSONValue { .string(value) }
}

/// Reads and writes Booleans.
struct BoolCoding: ValueCoding {
    var type: AttributeType { .boolean }
    var isLeaf: Bool { true }

    func read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> Bool? {
        let token = tape.token(at: index)
        return token.isKind(JSONToken.Code.bool) ? token.flag : nil
    }

    func read(_ json: JSONValue) -> Bool? { json.boolValue }

    func write(_ value: UnsafePointer<Bool>, to writer: inout JSONWriter) { unsafe writer.write(value.pointee) }

    func json(_ value: Bool) -> JSONValue { .bool(value) }
}

/// Reads and writes numbers with all their digits.
struct NumberCoding: ValueCoding {
    var type: AttributeType { .number }
    var isLeaf: Bool { true }

    func read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> JSONNumber? {
        let token = tape.token(at: index)
        return token.isKind(JSONToken.Code.number) ? JSONNumber(token, in: text) : nil
    }

    func read(_ json: JSONValue) -> JSONNumber? { json.numberValue }

    func write(_ value: UnsafePointer<JSONNumber>, to writer: inout JSONWriter) { unsafe writer.write(value.pointee) }

    func json(_ value: JSONNumber) -> JSONValue { .number(value) }
}

/// Reads and writes values of any kind.
struct AnyValueCoding: ValueCoding {
    var type: AttributeType { .any }
    var isLeaf: Bool { true }

    func read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> JSONValue? {
        JSONValue(text, tape, at: index)
    }

    func read(_ json: JSONValue) -> JSONValue? { json }

    func write(_ value: UnsafePointer<JSONValue>, to writer: inout JSONWriter) { unsafe writer.write(value.pointee) }

    func json(_ value: JSONValue) -> JSONValue { value }
}

/// Reads and writes dates and times, and keeps the text that they were read from.
struct TimestampCoding: ValueCoding {
    var type: AttributeType { .dateTime }
    var isLeaf: Bool { true }

    func read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> Timestamp? {
        let token = tape.token(at: index)
        guard token.isKind(JSONToken.Code.string) else { return nil }
        if token.flag { return try? Timestamp(JSONText.string(token, in: text)) }
        let instant = RFC3339.parse(text, from: token.offset, to: token.offset + token.length)
        return instant.map { Timestamp($0, text: JSONText.string(token, in: text)) }
    }

    func read(_ json: JSONValue) -> Timestamp? { json.stringValue.flatMap { try? Timestamp($0) } }

    func write(_ value: UnsafePointer<Timestamp>, to writer: inout JSONWriter) {
        let value = unsafe value.pointee
        if let longText = value.longText { writer.write(longText) } else { writer.write(value.instant) }
    }

    func json(_ value: Timestamp) -> JSONValue { .string(value.text) }
}
