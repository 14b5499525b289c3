public import TMFJSON

/// Reads and writes open values, and accepts any text.
@usableFromInline
struct OpenValueCoding<Value: OpenValue>: ValueCoding {
    @inlinable
    init() {}

    @inlinable
    var type: AttributeType { .string }
    @inlinable
    var isLeaf: Bool { true }

    @inlinable
    func read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> Value? {
        guard let text = StringCoding().read(text, tape, at: index) else { return nil }
        return Value(rawValue: text)
    }

    @inlinable
    func read(_ json: JSONValue) -> Value? { json.stringValue.map(Value.init(rawValue:)) }

    @inlinable
    func write(_ value: UnsafePointer<Value>, to writer: inout JSONWriter) {
        unsafe writer.write(value.pointee.rawValue)
    }

    @inlinable
    func json(_ value: Value) -> JSONValue { .string(value.rawValue) }
}
