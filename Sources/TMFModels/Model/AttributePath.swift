/// A path from a resource to an attribute below it, such as `relatedParty.id`.
///
/// Paths are built from the attributes of the models, so the compiler rejects names that do not exist.
@dynamicMemberLookup
public struct AttributePath<Root: Model, Value: Sendable>: Sendable, Hashable {
    /// The names on the wire, from the resource down.
    public let names: [String]

    func appending<Owner, Leaf>(_ attribute: Attribute<Owner, Leaf>) -> AttributePath<Root, Leaf> {
        appending(attribute.wireName)
    }

    func appending<Leaf>(_ name: String) -> AttributePath<Root, Leaf> {
        AttributePath<Root, Leaf>(names: names + [name])
    }

    /// The path to an attribute of the value.
    ///
    /// - Parameter keyPath: The attribute.
    public subscript<Leaf>(
        dynamicMember keyPath: KeyPath<Value.Attributes, Attribute<Value, Leaf>>
    ) -> AttributePath<Root, Leaf> where Value: Model {
        appending(Value.attributes[dynamicMember: keyPath])
    }

    /// The path to an attribute of the elements.
    ///
    /// - Parameter keyPath: The attribute.
    public subscript<Element: Model, Leaf>(
        dynamicMember keyPath: KeyPath<Element.Attributes, Attribute<Element, Leaf>>
    ) -> AttributePath<Root, Leaf> where Value == [Element] {
        appending(Element.attributes[dynamicMember: keyPath])
    }

    /// The path to a member of the value, which is a dictionary.
    ///
    /// - Parameter name: The name of the member.
    public subscript<Element: AttributeValue>(name: String) -> AttributePath<Root, Element>
    where Value == [String: Element] {
        appending(name)
    }
}
