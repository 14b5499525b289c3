/// What an attribute is, without the type of its model.
package struct AttributeOutline: Sendable {
    package let name: String
    /// What the attribute holds; for an array, what its elements are.
    package let type: AttributeType
    /// The Swift type of the value, of an array that of its elements.
    package let valueType: any AttributeValue.Type
    package let isArray: Bool
    package let rules: AttributeRules
}

extension Model {
    /// The attributes in the order of their declaration.
    package static var outlines: [AttributeOutline] {
        attributes.rows.map { row in
            AttributeOutline(
                name: row.name, type: row.type, valueType: row.valueType, isArray: row.isArray, rules: row.rules)
        }
    }
}
