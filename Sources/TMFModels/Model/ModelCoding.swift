public import TMFJSON

/// Reads and writes models.
@usableFromInline
struct ModelCoding<Value: Model>: ValueCoding {
    @inlinable
    init() {}

    @inlinable
    var type: AttributeType { .object(Value.typeName) }
    @inlinable
    var isLeaf: Bool { false }

    @inlinable
    func read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> Value? { Value.read(text, tape, at: index) }

    @inlinable
    func read(
        _ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int, into target: UnsafeMutablePointer<Value>
    ) -> Bool {
        unsafe Value.read(text, tape, at: index, into: target)
    }

    @inlinable
    func read(_ json: JSONValue) -> Value? { Value.read(json) }

    @inlinable
    func write(_ value: UnsafePointer<Value>, to writer: inout JSONWriter) { unsafe Value.write(value, to: &writer) }

    @inlinable
    func json(_ value: Value) -> JSONValue { value.json }

    @usableFromInline
    func member(named name: String) -> (any AttributeValue.Type)? {
        Value.attributes.table.row(named: name)?.valueType
    }

    @inlinable
    func check(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int, _ context: inout ValidationContext) {
        Value.check(text, tape, at: index, &context)
    }
}
