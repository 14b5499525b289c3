import TMFModels

/// A resource from the perspective of a kit's scripts: the attributes that they examine, and the names of their
/// variables.
struct ScriptedResource: Sendable, Hashable {
    /// An attribute, and the JavaScript type that it must have in every instance.
    struct TypedAttribute: Sendable, Hashable {
        var name: String
        var type: String
    }

    /// The path at the start of the requests' names.
    let label: String
    /// The variable that contains the base path.
    let baseVariable: String
    /// The end of the variables' names, before the number of the instance.
    let suffix: String
    /// The attributes that every instance must have, with any value.
    let required: [String]
    /// The attributes whose type is asserted.
    let typed: [TypedAttribute]
    /// The attributes that are remembered, searched for in the body, and formally compared.
    let compared: [String]

    /// Creates the perspective of scripts on a resource.
    ///
    /// - Parameters:
    ///   - resource: The description of the resource.
    ///   - label: The path at the start of the requests' names.
    ///   - baseVariable: The variable that contains the base path.
    ///   - suffix: The end of the variables' names.
    init(_ resource: ResourceDescription, label: String? = nil, baseVariable: String? = nil, suffix: String? = nil) {
        self.label = label ?? "/" + resource.name
        self.baseVariable = baseVariable ?? resource.typeName
        self.suffix = suffix ?? resource.name.prefix(2).uppercased()
        let outlines = resource.model.rows
        let mandatory = Set(resource.attributes(with: .mandatoryForCertification) + resource.requiredInAnswers)
        required = mandatory.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        typed = required.compactMap { name in
            let type = outlines.first { $0.name == name }.map(Self.type) ?? "string"
            return type.map { TypedAttribute(name: name, type: $0) }
        }
        compared = typed.filter { $0.type == "string" && !$0.name.hasPrefix("@") }.map(\.name)
    }

    /// Returns the type that scripts assert for an attribute's value, or `nil` for objects, which they do not check.
    private static func type(of outline: AttributeRow) -> String? {
        if outline.isArray { return "array" }
        return switch outline.type {
        case .string, .dateTime, .uri: "string"
        case .number, .integer: "number"
        case .boolean: "boolean"
        case .any, .object, .map: nil
        }
    }

    /// Returns the variable that stores an attribute of a created instance, such as `IDPI01`.
    func variable(_ attribute: String, _ number: Int) -> String {
        "\(attribute.uppercased())\(suffix)0\(number)"
    }
}
