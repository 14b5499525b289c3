import TMFJSON
import TMFModels

/// The use that a schema of a model is for.
enum SchemaUse {
    /// A part of an answer, of which a selection, or a mask, may leave anything out.
    case answer
    /// A new value, with all that is mandatory in it.
    case complete
    /// A value in a merge patch, which is laid over another one.
    case partial

    var suffix: String {
        switch self {
        case .answer: ""
        case .complete: "Create"
        case .partial: "Patch"
        }
    }
}

extension OpenAPIWriter {
    /// Returns a reference to the schema of a model that is no resource, or a part of one.
    mutating func modelReference(
        _ model: any Model.Type, _ use: SchemaUse, of subject: OpenAPISubject
    ) -> JSONObject {
        var visited: Set<ModelSchema> = []
        let use = differs(model, use, &visited) ? use : .answer
        let key = ModelSchema(model: ObjectIdentifier(model), use: use)
        if let name = modelSchemas[key] { return OpenAPIComponents.reference(.schemas, name) }
        let base = model.typeName + (resourceNames.contains(model.typeName) ? "Value" : "") + use.suffix
        let name = components.reserveSchema(base, qualifier: subject.qualifier)
        modelSchemas[key] = name
        var schema = objectSchema(model.modelAttributes, use, of: subject)
        restrictNames(in: &schema, to: model, use)
        components.setSchema(name, to: schema)
        return OpenAPIComponents.reference(.schemas, name)
    }

    /// Returns the schema of an object with some attributes.
    mutating func objectSchema(
        _ attributes: [ModelAttribute], _ use: SchemaUse, of subject: OpenAPISubject
    ) -> JSONObject {
        var properties = JSONObject()
        for attribute in attributes { properties[attribute.name] = .object(schema(of: attribute, use, of: subject)) }
        var schema: JSONObject = ["type": "object", "properties": .object(properties), "additionalProperties": true]
        let required = use == .complete ? attributes.filter(isMandatory).map(\.name) : []
        if !required.isEmpty { schema["required"] = .array(required.map { .string($0) }) }
        return schema
    }

    /// Returns the schema of an attribute of an object.
    mutating func schema(of attribute: ModelAttribute, _ use: SchemaUse, of subject: OpenAPISubject) -> JSONObject {
        let isMandatory = isMandatory(attribute)
        // Elements of an array are new values even in a merge patch, which replaces the array.
        var value = valueSchema(
            of: attribute, attribute.isArray && use == .partial ? .complete : use, of: subject,
            mayBeNull: !isMandatory || attribute.isArray)
        if attribute.isArray {
            value = ["type": "array", "items": .object(value)]
            if isMandatory, use != .answer { value["minItems"] = 1 }
        }
        return isMandatory ? value : Self.nullable(value)
    }

    /// Returns the schema of a value of an attribute, or of an element of it.
    private mutating func valueSchema(
        of attribute: ModelAttribute, _ use: SchemaUse, of subject: OpenAPISubject, mayBeNull: Bool
    ) -> JSONObject {
        if let model = attribute.valueType as? any Model.Type {
            let reference = modelReference(model, use, of: subject)
            let refined = use == .complete ? refinedNames(of: attribute) : []
            guard !refined.isEmpty else { return reference }
            var properties = JSONObject()
            for name in refined { properties[name] = ["not": ["type": "null"]] }
            return [
                "allOf": [
                    .object(reference),
                    ["required": .array(refined.map { .string($0) }), "properties": .object(properties)],
                ]
            ]
        }
        switch attribute.type {
        case .string: return ["type": "string"]
        // A date alone stands for the start of its day.
        case .dateTime: return ["type": "string", "anyOf": [["format": "date-time"], ["format": "date"]]]
        case .uri:
            let format = configuration.profile == .certification ? "iri-reference" : "uri-reference"
            return ["type": "string", "format": .string(format), "minLength": 1]
        case .number: return ["type": "number"]
        case .integer: return ["type": "integer"]
        case .boolean: return ["type": "boolean"]
        case .object: return ["type": "object"]
        case .any: return mayBeNull ? [:] : ["not": ["type": "null"]]
        }
    }

    /// Returns a schema that takes `null` as well.
    static func nullable(_ schema: JSONObject) -> JSONObject {
        if case .string(let type)? = schema["type"] {
            var schema = schema
            schema["type"] = [.string(type), "null"]
            return schema
        }
        return schema.members.isEmpty ? schema : ["anyOf": [.object(schema), ["type": "null"]]]
    }

    // MARK: - Rules

    /// The rule that makes an attribute mandatory.
    private var mandatory: AttributeRules {
        configuration.profile == .certification ? .mandatoryForCertification : .mandatoryInSpecification
    }

    func isMandatory(_ attribute: ModelAttribute) -> Bool { attribute.rules.contains(mandatory) }

    /// The members of the value of an attribute that are mandatory there.
    private func refinedNames(of attribute: ModelAttribute) -> [String] {
        attribute.refinements.filter { $0.value.contains(mandatory) }.keys.sorted()
    }

    /// Whether a schema of a model for some use says more than that of its answers.
    private func differs(_ model: any Model.Type, _ use: SchemaUse, _ visited: inout Set<ModelSchema>) -> Bool {
        guard use != .answer, visited.insert(ModelSchema(model: ObjectIdentifier(model), use: use)).inserted else {
            return false
        }
        if restrictsNames(of: model) { return true }
        return model.modelAttributes.contains { attribute in
            if isMandatory(attribute), use == .complete || attribute.isArray { return true }
            guard let value = attribute.valueType as? any Model.Type else { return false }
            let use = attribute.isArray ? .complete : use
            return use == .complete && !refinedNames(of: attribute).isEmpty || differs(value, use, &visited)
        }
    }

    /// Whether objects of a model must have no attributes that it does not know.
    private func restrictsNames(of model: any Model.Type) -> Bool {
        configuration.unknownAttributes == .refused && !model.hasOpenContent
    }

    /// Adds that an object has only the attributes of its model, unless its `@type` is another one, which may have more.
    func restrictNames(in schema: inout JSONObject, to model: any Model.Type, _ use: SchemaUse) {
        guard use != .answer, restrictsNames(of: model) else { return }
        var names = model.modelAttributes.map(\.name)
        names += ["@type", "@baseType", "@schemaLocation"].filter { !names.contains($0) }
        schema["if"] = [
            "required": ["@type"],
            "properties": ["@type": ["type": "string", "not": ["const": .string(model.typeName)]]],
        ]
        schema["else"] = ["propertyNames": ["enum": .array(names.map { .string($0) })]]
    }
}
