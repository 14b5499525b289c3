import TMFJSON

/// An attribute of a model: its name on the wire, the property that stores it, and its rules.
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
/// Dynamic members lead to the attributes of the value, also through arrays:
/// `PartyInteraction.attributes.relatedParty.id` is the path `relatedParty.id`.
@dynamicMemberLookup
public struct Attribute<Root: Model, Value: Sendable>: Sendable {
    package let row: AttributeRow

    // These properties must not share a name with any attribute, because they would hide it: `$0.channel.name` is a
    // path.

    /// The name on the wire, such as `@referredType`.
    public var wireName: String { row.name }
    /// The type of the value or, for an array, of its elements.
    public var wireType: AttributeType { row.type }
    /// A Boolean value that indicates whether the attribute is an array.
    public var isArray: Bool { row.isArray }
    /// The rules that the APIs set for the attribute.
    public var rules: AttributeRules { row.rules }

    /// Declares an attribute with one value.
    ///
    /// - Parameters:
    ///   - name: The name on the wire.
    ///   - keyPath: The key path of the property that stores the value.
    ///   - rules: The rules that the APIs set for the attribute.
    ///   - type: The type of the value, if it is narrower than the Swift type, such as ``AttributeType/uri``.
    ///   - refinements: Rules for members of the value when it is used here, in addition to those of its own type.
    public init(
        _ name: String,
        _ keyPath: any WritableKeyPath<Root, Value?> & Sendable,
        _ rules: AttributeRules = [],
        type: AttributeType? = nil,
        refinements: [String: AttributeRules] = [:]
    ) where Value: AttributeValue {
        let codec = Value.codec
        let offset = MemoryLayout<Root>.offset(of: keyPath)
        row = AttributeRow(
            name, codec, type: type, isArray: false, rules: rules, refinements: refinements, offset: offset ?? 0,
            field: offset == nil ? FieldCodec(keyPath, absent: nil, stored: codec.single) : codec.single)
    }

    /// Declares an attribute with an array of values.
    ///
    /// An empty array stands for an absent attribute.
    ///
    /// - Parameters:
    ///   - name: The name on the wire.
    ///   - keyPath: The key path of the property that stores the values.
    ///   - rules: The rules that the APIs set for the attribute. A mandatory array has at least one element.
    ///   - refinements: Rules for members of the elements when they are used here, in addition to those of their own
    ///     type.
    public init<Element: AttributeValue>(
        _ name: String,
        _ keyPath: any WritableKeyPath<Root, [Element]> & Sendable,
        _ rules: AttributeRules = [],
        refinements: [String: AttributeRules] = [:]
    ) where Value == [Element] {
        let codec = Element.codec
        let offset = MemoryLayout<Root>.offset(of: keyPath)
        row = AttributeRow(
            name, codec, type: nil, isArray: true, rules: rules, refinements: refinements, offset: offset ?? 0,
            field: offset == nil ? FieldCodec(keyPath, absent: [], stored: codec.array) : codec.array)
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

    /// The path to a member of the value, which is a dictionary.
    ///
    /// - Parameter name: The name of the member.
    public subscript<Element: AttributeValue>(name: String) -> AttributePath<Root, Element>
    where Value == [String: Element] {
        path.appending(name)
    }

    /// The path that consists of the attribute alone.
    public var path: AttributePath<Root, Value> { AttributePath(names: [wireName]) }
}
