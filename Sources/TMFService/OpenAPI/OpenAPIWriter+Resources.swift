import TMFJSON
import TMFModels

extension OpenAPIWriter {
    /// Returns a reference to the schema of a resource in responses.
    mutating func answerReference(_ subject: OpenAPISubject) -> JSONObject {
        // A selection always includes these three members.
        let identity = ["id", "href", "@type"]
        var schema = objectSchema(subject.description.model.rows, .answer, of: subject)
        for name in identity { Self.set(name, to: ["type": "string"], in: &schema) }
        let given = Self.setByServer(subject)
        for name in given { Self.add(to: name, in: &schema, "readOnly", true) }
        for name in subject.resource.notPatchable where !given.contains(name) {
            Self.add(to: name, in: &schema, "description", "PATCH cannot change it.")
        }
        schema["required"] = Self.array(identity)
        return components.reference(.schemas, subject.typeName, qualifier: subject.qualifier, to: schema)
    }

    /// Returns a reference to the schema of a body that creates a resource.
    mutating func creationReference(_ subject: OpenAPISubject) -> JSONObject {
        let description = subject.description
        var attributes = description.model.rows
        var refused = Self.setByServer(subject)
        if configuration.clientIdentifiers != .refused { refused.removeAll { $0 == "id" } }
        attributes.removeAll { refused.contains($0.name) || $0.name == "id" }
        var schema = objectSchema(attributes, .complete, of: subject)
        restrictNames(in: &schema, to: description.model, .complete)
        addIdentifier(to: &schema)
        schema["not"] = ["anyOf": .array(refused.map { ["required": [.string($0)]] })]

        if let statuses = subject.resource.definition.transitions?.initial, let name = description.statusAttribute {
            let isRequired = schema["required"]?.arrayValue?.contains(.string(name)) ?? false
            let texts: [JSONValue] = statuses.sorted().map { .string($0) }
            Self.set(name, to: ["enum": .array(texts + (isRequired ? [] : [.null]))], in: &schema)
        }
        for path in description.creationDates {
            guard let name = path.names.first else { continue }
            Self.add(to: name, in: &schema, "description", .string("If absent, \(path) is the creation time."))
        }
        var defaults = description.defaults
        if defaults["@type"] == nil { defaults["@type"] = .string(subject.typeName) }
        for member in defaults where !refused.contains(member.name) && member.name != "id" {
            Self.add(to: member.name, in: &schema, "default", member.value)
        }
        return components.reference(.schemas, subject.typeName + "Create", qualifier: subject.qualifier, to: schema)
    }

    /// Returns a reference to the schema of a merge patch of a resource.
    mutating func patchReference(_ subject: OpenAPISubject) -> JSONObject {
        let model = subject.description.model
        let fixed = subject.resource.notPatchable
        var schema = objectSchema(model.rows.filter { !fixed.contains($0.name) }, .partial, of: subject)
        restrictNames(in: &schema, to: model, .partial)
        let names = fixed.map { "`\($0)`" }.joined(separator: ", ")
        schema["description"] = .string("Members that are null are removed. These cannot be changed: \(names).")
        return components.reference(.schemas, subject.typeName + "Patch", qualifier: subject.qualifier, to: schema)
    }

    /// Adds the identifier that a client may or must choose.
    private func addIdentifier(to schema: inout JSONObject) {
        guard configuration.clientIdentifiers != .refused else { return }
        let isRequired = configuration.clientIdentifiers == .required
        var identifier: JSONObject = [
            "type": "string", "minLength": 1, "maxLength": 255, "not": ["enum": [".", ".."]],
            "description": "At most 255 bytes of UTF-8.",
        ]
        if isRequired {
            schema["required"] = .array(["id"] + (schema["required"]?.arrayValue ?? []))
        } else {
            identifier = Self.nullable(identifier)
        }
        Self.set("id", to: identifier, in: &schema)
    }

    /// Returns the names of the attributes that clients cannot set.
    private static func setByServer(_ subject: OpenAPISubject) -> [String] {
        let names = ["id", "href"]
        return names + subject.description.attributes(with: .setByServer).filter { !names.contains($0) }
    }

    private static func set(_ name: String, to property: JSONObject, in schema: inout JSONObject) {
        var properties = schema["properties"]?.objectValue ?? [:]
        properties[name] = .object(property)
        schema["properties"] = .object(properties)
    }

    private static func add(
        to name: String, in schema: inout JSONObject, _ keyword: String, _ value: JSONValue
    ) {
        var property = schema["properties"]?[name]?.objectValue ?? [:]
        property[keyword] = value
        set(name, to: property, in: &schema)
    }
}
