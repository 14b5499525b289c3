import TMFJSON

/// An ``Attribute`` with the types of its model and its value erased, so that the same code reads, writes and checks
/// all attributes.
///
/// Safety: every address must point to a model of the type that the attribute belongs to. ``AttributeSet`` ensures
/// this.
@safe
package final class AttributeRow: Sendable {
    /// The name on the wire.
    package let name: String
    /// The type of the value or, for an array, of its elements.
    package let type: AttributeType
    /// The Swift type of the value or, for an array, of its elements.
    package let valueType: any AttributeValue.Type
    package let isArray: Bool
    package let rules: AttributeRules
    package let refinements: [String: AttributeRules]

    /// The name as JSON text, with a comma before it and a colon after it.
    let encodedName: [UInt8]
    /// The number of bytes from the address of a model to the address that ``field`` takes.
    let offset: Int
    let field: FieldCodec
    /// Checks a value, or an element of an array, that already has the form of the type.
    let check: AttributeTable.Check
    /// A Boolean value that indicates whether a value with the form of the type needs no further check.
    let isLeaf: Bool

    init<Value: AttributeValue>(
        _ name: String,
        _ codec: AttributeCodec<Value>,
        type: AttributeType?,
        isArray: Bool,
        rules: AttributeRules,
        refinements: [String: AttributeRules],
        offset: Int,
        field: FieldCodec
    ) {
        self.name = name
        self.type = type ?? codec.type
        valueType = Value.self
        self.isArray = isArray
        self.rules = rules
        self.refinements = refinements
        encodedName = [UInt8(ascii: ",")] + JSONValue.string(name).serialized() + [UInt8(ascii: ":")]
        self.offset = offset
        self.field = field
        check = codec.check
        isLeaf = codec.coding.isLeaf
    }

    /// Reads the value at an index of a tape, or returns `false` and leaves the model unchanged if the value has
    /// another kind or form.
    func read(_ text: Span<UInt8>, _ tape: Span<UInt64>, at index: Int, into root: UnsafeMutableRawPointer) -> Bool {
        unsafe field.read(text, tape, index, root + offset)
    }

    func read(_ json: JSONValue, into root: UnsafeMutableRawPointer) -> Bool {
        unsafe field.readJSON(json, root + offset)
    }

    func json(in root: UnsafeRawPointer) -> JSONValue? { unsafe field.json(root + offset) }

    func isPresent(in root: UnsafeRawPointer) -> Bool { unsafe field.isPresent(root + offset) }
}
