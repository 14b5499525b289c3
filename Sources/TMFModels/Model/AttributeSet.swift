/// All attributes of a model, ready for looking them up by name.
///
/// The set offers the members of the model's `Attributes`: `Note.attributes.author`.
@dynamicMemberLookup
public final class AttributeSet<Root: Model>: Sendable {
    private let vocabulary: Root.Attributes

    /// The attributes without their types.
    @usableFromInline
    package let table: AttributeTable

    /// Creates the set of the attributes that the stored properties of a vocabulary declare.
    ///
    /// - Parameter vocabulary: The declarations, all for this model; of two with one name the first counts.
    public init(_ vocabulary: Root.Attributes) {
        self.vocabulary = vocabulary
        var names: Set<String> = []
        let rows = Mirror(reflecting: vocabulary).children.compactMap { child -> AttributeRow? in
            guard let declaration = child.value as? any AttributeDeclaration else { return nil }
            // The row would write to places that the model does not have.
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
    /// - Parameter keyPath: The attribute's place in the model's `Attributes`.
    public subscript<Value>(
        dynamicMember keyPath: KeyPath<Root.Attributes, Attribute<Root, Value>>
    ) -> Attribute<Root, Value> {
        vocabulary[keyPath: keyPath]
    }

    /// The names on the wire, in the order of declaration.
    public var names: [String] { table.rows.map(\.name) }
}

/// The side of an attribute that a set can find by reflection.
private protocol AttributeDeclaration {
    var root: any Model.Type { get }
    var row: AttributeRow { get }
}

extension Attribute: AttributeDeclaration {
    fileprivate var root: any Model.Type { Root.self }
}
