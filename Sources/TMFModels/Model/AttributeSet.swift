/// The attributes of a model, for lookup by name.
///
/// Its dynamic members are those of the model's `Attributes`: `Note.attributes.author`.
@dynamicMemberLookup
public final class AttributeSet<Root: Model>: Sendable {
    private let vocabulary: Root.Attributes

    /// The attributes with their types erased.
    @usableFromInline
    package let table: AttributeTable

    /// Creates the set of the attributes that the stored properties of a vocabulary declare.
    ///
    /// - Parameter vocabulary: The declarations, all for this model. If two have the same name, the first one counts.
    public init(_ vocabulary: Root.Attributes) {
        self.vocabulary = vocabulary
        var names: Set<String> = []
        let rows = Mirror(reflecting: vocabulary).children.compactMap { child -> AttributeRow? in
            guard let declaration = child.value as? any AttributeDeclaration else { return nil }
            // The row would write to memory outside the model.
            precondition(
                declaration.root == Root.self,
                "The attribute \(declaration.row.name) of \(Root.self) is declared with a key path of \(declaration.root)"
            )
            return names.insert(declaration.row.name).inserted ? declaration.row : nil
        }
        table = AttributeTable(Root.self, rows)
    }

    /// The declaration of an attribute.
    ///
    /// - Parameter keyPath: The key path of the attribute in the model's `Attributes`.
    public subscript<Value>(
        dynamicMember keyPath: KeyPath<Root.Attributes, Attribute<Root, Value>>
    ) -> Attribute<Root, Value> {
        vocabulary[keyPath: keyPath]
    }

    /// The names on the wire, in the order of declaration.
    public var names: [String] { table.rows.map(\.name) }
}

/// The untyped interface of an attribute, which a set finds by reflection.
private protocol AttributeDeclaration {
    var root: any Model.Type { get }
    var row: AttributeRow { get }
}

extension Attribute: AttributeDeclaration {
    fileprivate var root: any Model.Type { Root.self }
}
