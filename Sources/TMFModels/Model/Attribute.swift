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
    package let row: AttributeRow

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
        let codec = Value.codec
        let offset = MemoryLayout<Root>.offset(of: keyPath)
        row = AttributeRow(
            name, codec, type: type, isArray: false, rules: rules, refinements: refinements, offset: offset ?? 0,
            field: offset == nil ? FieldCodec(keyPath, absent: nil, stored: codec.single) : codec.single)
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

    /// The path to a member of the value, which holds values of one type by their names.
    ///
    /// - Parameter name: The name of the member.
    public subscript<Element: AttributeValue>(name: String) -> AttributePath<Root, Element>
    where Value == [String: Element] {
        path.appending(name)
    }

    /// The path that consists of the attribute alone.
    public var path: AttributePath<Root, Value> { AttributePath(names: [wireName]) }
}
