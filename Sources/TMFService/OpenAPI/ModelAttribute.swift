import TMFModels

/// An attribute of a model, as far as a schema tells of it.
struct ModelAttribute {
    var name: String
    /// The type of the value; of an array, that of its elements.
    var type: AttributeType
    /// The Swift type of the value; of an array, that of its elements.
    var valueType: any AttributeValue.Type
    var isArray: Bool
    var rules: AttributeRules
    /// The rules of members of the value, in addition to those of its own type.
    var refinements: [String: AttributeRules]
}

extension Model {
    /// The attributes in the order of their declaration.
    static var modelAttributes: [ModelAttribute] {
        attributes.rows.map { row in
            ModelAttribute(
                name: row.name, type: row.type, valueType: row.valueType, isArray: row.isArray, rules: row.rules,
                refinements: row.refinements)
        }
    }
}
