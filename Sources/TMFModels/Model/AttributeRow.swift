import TMFJSON

/// What an ``Attribute`` does, with the type of its value erased, so that a set can hold all of a model's.
///
/// The closures take the address of a model, which lies there for as long as the call lasts: copying a model for every
/// attribute would cost more than reading it.
@safe
package final class AttributeRow<Root: Model>: Sendable {
    package let name: String
    package let type: AttributeType
    /// The Swift type of the value, of an array that of its elements.
    package let valueType: any AttributeValue.Type
    package let isArray: Bool
    package let rules: AttributeRules
    package let refinements: [String: AttributeRules]

    let isPresent: @Sendable (UnsafePointer<Root>) -> Bool
    /// Reads the value at an index; `false` if it is of another kind or form, and the attribute was left alone.
    let read: @Sendable (Span<UInt8>, Span<UInt64>, Int, UnsafeMutablePointer<Root>) -> Bool
    let readJSON: @Sendable (JSONValue, UnsafeMutablePointer<Root>) -> Bool
    let write: @Sendable (UnsafePointer<Root>, inout JSONWriter) -> Void
    let json: @Sendable (UnsafePointer<Root>) -> JSONValue?
    /// Checks one value, of an array one element, that is of the attribute's type.
    let check: AttributeTable.Check

    init(
        name: String,
        type: AttributeType,
        valueType: any AttributeValue.Type,
        isArray: Bool,
        rules: AttributeRules,
        refinements: [String: AttributeRules],
        isPresent: @escaping @Sendable (UnsafePointer<Root>) -> Bool,
        read: @escaping @Sendable (Span<UInt8>, Span<UInt64>, Int, UnsafeMutablePointer<Root>) -> Bool,
        readJSON: @escaping @Sendable (JSONValue, UnsafeMutablePointer<Root>) -> Bool,
        write: @escaping @Sendable (UnsafePointer<Root>, inout JSONWriter) -> Void,
        json: @escaping @Sendable (UnsafePointer<Root>) -> JSONValue?,
        check: @escaping AttributeTable.Check
    ) {
        self.name = name
        self.type = type
        self.valueType = valueType
        self.isArray = isArray
        self.rules = rules
        self.refinements = refinements
        unsafe self.isPresent = isPresent
        unsafe self.read = read
        unsafe self.readJSON = readJSON
        unsafe self.write = write
        unsafe self.json = json
        self.check = check
    }

    /// A name as JSON text with its colon, and a comma before it.
    static func encoded(_ name: String) -> [UInt8] {
        [UInt8(ascii: ",")] + JSONValue.string(name).serialized() + [UInt8(ascii: ":")]
    }

    /// Reads an array with at least one element, or `nil` if it is none or an element is of another kind or form.
    static func elements<Element: AttributeValue>(
        _: Element.Type,
        _ text: Span<UInt8>,
        _ tape: Span<UInt64>,
        _ index: Int
    ) -> [Element]? {
        guard tape.token(at: index).isKind(JSONToken.Code.array) else { return nil }
        let end = tape.end(of: index)
        guard end > index + 1 else { return nil }
        let count = tape.childCount(of: index)
        let values = unsafe [Element](upTo: count) { buffer, initializedCount in
            guard let base = buffer.baseAddress else { return }
            var child = index + 1
            while child < end, unsafe Element._read(text, tape, at: child, into: base + initializedCount) {
                initializedCount += 1
                child = tape.end(of: child)
            }
        }
        return values.count == count ? values : nil
    }
}
