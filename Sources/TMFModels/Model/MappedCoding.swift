public import TMFJSON

/// Reads and writes the values of a type as values of another type.
@usableFromInline
struct MappedCoding<Base: Sendable, Value: Sendable>: ValueCoding {
    @usableFromInline
    let base: any ValueCoding<Base>
    @usableFromInline
    let type: AttributeType
    @usableFromInline
    let texts: [String]?
    @usableFromInline
    let value: @Sendable (Base) -> Value?
    @usableFromInline
    let baseValue: @Sendable (Value) -> Base

    @inlinable
    init(
        _ base: any ValueCoding<Base>, type: AttributeType? = nil, texts: [String]? = nil,
        value: @escaping @Sendable (Base) -> Value?, baseValue: @escaping @Sendable (Value) -> Base
    ) {
        self.base = base
        self.type = type ?? base.type
        self.texts = texts
        self.value = value
        self.baseValue = baseValue
    }

    @inlinable
    var isLeaf: Bool { false }

    @inlinable
    func read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int) -> Value? {
        guard let given = base.read(text, tape, at: index) else { return nil }
        return value(given)
    }

    @inlinable
    func read(_ json: JSONValue) -> Value? { base.read(json).flatMap(value) }

    @inlinable
    func write(_ value: UnsafePointer<Value>, to writer: inout JSONWriter) {
        unsafe withUnsafePointer(to: baseValue(value.pointee)) { unsafe base.write($0, to: &writer) }
    }

    @inlinable
    func json(_ value: Value) -> JSONValue { base.json(baseValue(value)) }
}
