import TMFModels

/// The resource of an API as the scripts of a kit see it: the attributes that they look at, and the names of their
/// variables.
struct ScriptedResource: Sendable, Hashable {
    /// An attribute and the type that every instance is to hold under it, as JavaScript names it.
    struct TypedAttribute: Sendable, Hashable {
        var name: String
        var type: String
    }

    /// The path that the names of requests start with.
    let label: String
    /// The variable that holds the base path.
    let baseVariable: String
    /// The end of the names of the variables, before the number of the instance.
    let suffix: String
    /// The attributes that every instance is to have, whatever they hold.
    let required: [String]
    /// The attributes whose type is asserted.
    let typed: [TypedAttribute]
    /// The attributes that are remembered, searched for in the body, and compared for show.
    let compared: [String]

    /// Creates what scripts know of a resource.
    ///
    /// - Parameters:
    ///   - resource: The description of the resource.
    ///   - label: The path that the names of requests start with.
    ///   - baseVariable: The variable that holds the base path.
    ///   - suffix: The end of the names of the variables.
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

    /// The type of an attribute's value as the scripts ask for it, which they do not of objects.
    private static func type(of outline: AttributeRow) -> String? {
        if outline.isArray { return "array" }
        return switch outline.type {
        case .string, .dateTime, .uri: "string"
        case .number, .integer: "number"
        case .boolean: "boolean"
        case .any, .object, .map: nil
        }
    }

    /// The variable that remembers an attribute of a created instance, such as `IDPI01`.
    func variable(_ attribute: String, _ number: Int) -> String {
        "\(attribute.uppercased())\(suffix)0\(number)"
    }
}
