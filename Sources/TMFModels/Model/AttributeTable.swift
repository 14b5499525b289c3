import TMFJSON

/// What a check needs of the attributes of a model, without the model's type: one piece of code checks all models.
final class AttributeTable: Sendable {
    /// What is needed of an attribute for every document.
    struct Shape: Sendable {
        let form: ValueForm
        let isArray: Bool
        let rules: AttributeRules
        /// Whether values of the right form can have more wrong with them.
        let isNested: Bool
    }

    /// Checks the value at an index of a tape further; the value is of the right form.
    typealias Check = @Sendable (Span<UInt8>, Span<UInt64>, Int, inout ValidationContext) -> Void

    /// What is needed of an attribute less often; a class, so that to take one counts one reference.
    final class Detail: Sendable {
        let name: String
        let type: AttributeType
        let refinements: [String: AttributeRules]
        /// All rules that a refinement has.
        let refinedRules: AttributeRules
        let check: Check

        init<Root: Model>(_ row: AttributeRow<Root>) {
            name = row.name
            type = row.type
            refinements = row.refinements
            refinedRules = row.refinements.values.reduce(into: []) { $0.formUnion($1) }
            check = row.check
        }
    }

    let names: AttributeNames
    /// A type without references, so that going through the attributes counts none.
    let shapes: [Shape]
    let details: [Detail]
    let model: any Model.Type

    init<Root: Model>(_: Root.Type, _ rows: [AttributeRow<Root>], _ names: AttributeNames) {
        self.names = names
        shapes = rows.map { row in
            Shape(
                form: ValueForm(row.type), isArray: row.isArray, rules: row.rules, isNested: !Self.isLeaf(row.valueType)
            )
        }
        details = rows.map { Detail($0) }
        model = Root.self
    }

    /// Whether the form says all there is to check of values of a type.
    private static func isLeaf(_ type: any AttributeValue.Type) -> Bool {
        type is any OpenValue.Type || type == String.self || type == Bool.self || type == JSONNumber.self
            || type == Timestamp.self || type == JSONValue.self
    }
}
