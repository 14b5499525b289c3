import TMFJSON

/// Reads and writes integers.
///
/// A number with an integer value is read in any notation.
struct IntegerCoding<Value: FixedWidthInteger & Sendable>: ValueCoding {
    var type: AttributeType { .integer }
    var isLeaf: Bool { false }

    func read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> Value? {
        let token = tape.token(at: index)
        guard token.isKind(JSONToken.Code.number) else { return nil }
        if let short = ShortDecimal(text, from: token.offset, to: token.offset + token.length)?.integer {
            return Value(exactly: short)
        }
        return Self.value(of: JSONNumber(token, in: text))
    }

    func read(_ json: JSONValue) -> Value? { json.numberValue.flatMap(Self.value(of:)) }

    func json(_ value: Value) -> JSONValue { .number(JSONNumber(value)) }

    private static func value(of number: JSONNumber) -> Value? {
        number.int64Value.flatMap { Value(exactly: $0) } ?? number.uint64Value.flatMap { Value(exactly: $0) }
    }
}

/// Reads and writes `Double` values.
///
/// A number is read only if some `Double` is written as that number.
struct DoubleCoding: ValueCoding {
    var type: AttributeType { .number }
    var isLeaf: Bool { false }

    func read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> Double? {
        let token = tape.token(at: index)
        guard token.isKind(JSONToken.Code.number) else { return nil }
        return ShortDecimal(text, from: token.offset, to: token.offset + token.length)?.double
            ?? Self.value(of: JSONNumber(token, in: text))
    }

    func read(_ json: JSONValue) -> Double? { json.numberValue.flatMap(Self.value(of:)) }

    func json(_ value: Double) -> JSONValue { JSONNumber(value).map { .number($0) } ?? .null }

    private static func value(of number: JSONNumber) -> Double? {
        number.doubleValue.flatMap { JSONNumber($0) == number ? $0 : nil }
    }
}
