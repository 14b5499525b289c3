import TMFJSON

/// An attribute of a model: its name on the wire, where the struct keeps it, and its rules.
///
/// One declaration drives reading, writing, validation and queries.
///
/// ```swift
/// public struct Attributes: Sendable {
///     public let author = Attribute("author", \Note.author)
///     public let text = Attribute("text", \Note.text, .mandatory)
/// }
/// ```
///
/// The attributes of the type that an attribute holds can be reached through it, through arrays too:
/// `PartyInteraction.attributes.relatedParty.id` is the path `relatedParty.id`.
@dynamicMemberLookup
public struct Attribute<Root: Model, Value: Sendable>: Sendable {
    package let row: AttributeRow<Root>

    // The names of these properties must not be those of any attribute, which would hide it: `$0.channel.name` is a path.

    /// The name on the wire, such as `@referredType`.
    public var wireName: String { row.name }
    /// What the attribute holds; for an array, what its elements are.
    public var wireType: AttributeType { row.type }
    /// Whether the attribute is an array.
    public var isArray: Bool { row.isArray }
    /// What the APIs ask of the attribute.
    public var rules: AttributeRules { row.rules }

    /// Declares an attribute with one value.
    ///
    /// - Parameters:
    ///   - name: The name on the wire.
    ///   - keyPath: Where the struct keeps the value.
    ///   - rules: What the APIs ask of the attribute.
    ///   - type: What the attribute holds, where that is narrower than the Swift type, such as ``AttributeType/uri``.
    ///   - refinements: Rules that hold for members of the value here, beside those of its own type.
    public init(
        _ name: String,
        _ keyPath: any WritableKeyPath<Root, Value?> & Sendable,
        _ rules: AttributeRules = [],
        type: AttributeType? = nil,
        refinements: [String: AttributeRules] = [:]
    ) where Value: AttributeValue {
        let property = StoredProperty(keyPath)
        let encodedName = AttributeRow<Root>.encoded(name)
        row = unsafe AttributeRow(
            name: name,
            type: type ?? Value.attributeType,
            valueType: Value.self,
            isArray: false,
            rules: rules,
            refinements: refinements,
            isPresent: { root in unsafe property.value(in: root) != nil },
            read: { text, tape, index, root in
                guard let value = Value._read(text, tape, at: index) else { return false }
                unsafe property.set(value, in: root)
                return true
            },
            readJSON: { json, root in
                guard let value = Value._read(json) else { return false }
                unsafe property.set(value, in: root)
                return true
            },
            write: { root, writer in
                guard let address = unsafe property.address(in: root) else {
                    guard let value = unsafe property.value(in: root) else { return }
                    writer.writeName(encoded: encodedName)
                    return value._write(to: &writer)
                }
                guard case .some = unsafe address.pointee else { return }
                writer.writeName(encoded: encodedName)
                // An optional keeps its value at its own address.
                unsafe Value._write(UnsafeRawPointer(address).assumingMemoryBound(to: Value.self), to: &writer)
            },
            json: { root in unsafe property.value(in: root)?.json },
            check: Value._check
        )
    }

    /// Declares an attribute with an array of values; an absent attribute and an empty array are the same to it.
    ///
    /// - Parameters:
    ///   - name: The name on the wire.
    ///   - keyPath: Where the struct keeps the values.
    ///   - rules: What the APIs ask of the attribute. A mandatory array has at least one element.
    ///   - refinements: Rules that hold for members of the elements here, beside those of their own type.
    public init<Element: AttributeValue>(
        _ name: String,
        _ keyPath: any WritableKeyPath<Root, [Element]> & Sendable,
        _ rules: AttributeRules = [],
        refinements: [String: AttributeRules] = [:]
    ) where Value == [Element] {
        let property = StoredProperty(keyPath)
        let encodedName = AttributeRow<Root>.encoded(name)
        row = unsafe AttributeRow(
            name: name,
            type: Element.attributeType,
            valueType: Element.self,
            isArray: true,
            rules: rules,
            refinements: refinements,
            isPresent: { root in unsafe !property.value(in: root).isEmpty },
            read: { text, tape, index, root in
                guard let values = AttributeRow<Root>.elements(Element.self, text, tape, index) else { return false }
                unsafe property.set(values, in: root)
                return true
            },
            readJSON: { json, root in
                guard case .array(let elements) = json, !elements.isEmpty else { return false }
                var values: [Element] = []
                values.reserveCapacity(elements.count)
                for element in elements {
                    guard let value = Element._read(element) else { return false }
                    values.append(value)
                }
                unsafe property.set(values, in: root)
                return true
            },
            write: { root, writer in
                let values = unsafe property.value(in: root)
                guard !values.isEmpty else { return }
                writer.writeName(encoded: encodedName)
                writer.beginArray()
                unsafe values.withUnsafeBufferPointer { buffer in
                    guard let first = buffer.baseAddress else { return }
                    for position in 0..<buffer.count { unsafe Element._write(first + position, to: &writer) }
                }
                writer.endArray()
            },
            json: { root in
                let values = unsafe property.value(in: root)
                return values.isEmpty ? nil : .array(values.map(\.json))
            },
            check: Element._check
        )
    }

    /// The path to an attribute of the value.
    ///
    /// - Parameter keyPath: The attribute.
    public subscript<Leaf>(
        dynamicMember keyPath: KeyPath<Value.Attributes, Attribute<Value, Leaf>>
    ) -> AttributePath<Root, Leaf> where Value: Model {
        path.appending(Value.attributes[dynamicMember: keyPath])
    }

    /// The path to an attribute of the elements.
    ///
    /// - Parameter keyPath: The attribute.
    public subscript<Element: Model, Leaf>(
        dynamicMember keyPath: KeyPath<Element.Attributes, Attribute<Element, Leaf>>
    ) -> AttributePath<Root, Leaf> where Value == [Element] {
        path.appending(Element.attributes[dynamicMember: keyPath])
    }

    /// The path that consists of the attribute alone.
    public var path: AttributePath<Root, Value> { AttributePath(names: [wireName]) }
}
