import TMFJSON
import TMFModels

/// The use of the schema of a model.
enum SchemaUse {
    /// A part of a response, from which a selection or a mask may omit any member.
    case answer
    /// A new value, with all of its mandatory members.
    case complete
    /// A value in a merge patch, which is merged into another value.
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
    /// Returns a reference to the schema of a model that is not a resource.
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
        var schema = objectSchema(model.rows, use, of: subject)
        restrictNames(in: &schema, to: model, use)
        components.setSchema(name, to: schema)
        return OpenAPIComponents.reference(.schemas, name)
    }

    /// Returns the schema of an object with the given attributes.
    mutating func objectSchema(
        _ attributes: [AttributeRow], _ use: SchemaUse, of subject: OpenAPISubject
    ) -> JSONObject {
        var properties = JSONObject()
        for attribute in attributes { properties[attribute.name] = .object(schema(of: attribute, use, of: subject)) }
        var schema: JSONObject = ["type": "object", "properties": .object(properties), "additionalProperties": true]
        let required = use == .complete ? attributes.filter(isMandatory).map(\.name) : []
        if !required.isEmpty { schema["required"] = Self.array(required) }
        return schema
    }

    /// Returns the schema of an attribute of an object.
    private mutating func schema(
        of attribute: AttributeRow, _ use: SchemaUse, of subject: OpenAPISubject
    ) -> JSONObject {
        let isMandatory = isMandatory(attribute)
        // Elements of an array are new values even in a merge patch, which replaces the array.
        let elementUse = attribute.isArray && use == .partial ? .complete : use
        var value = schema(of: attribute.type, attribute.valueType, elementUse, of: subject)
        let refined = elementUse == .complete ? refinedNames(of: attribute) : []
        if !refined.isEmpty {
            var properties = JSONObject()
            for name in refined { properties[name] = ["not": ["type": "null"]] }
            let rule: JSONValue = ["required": Self.array(refined), "properties": .object(properties)]
            value = ["allOf": [.object(value), rule]]
        }
        if attribute.isArray {
            value = ["type": "array", "items": .object(value)]
            if isMandatory, use != .answer { value["minItems"] = 1 }
        }
        guard isMandatory else { return Self.nullable(value) }
        return value.isEmpty ? ["not": ["type": "null"]] : value
    }

    /// Returns the schema of a value of a type.
    private mutating func schema(
        of type: AttributeType, _ valueType: any AttributeValue.Type, _ use: SchemaUse, of subject: OpenAPISubject
    ) -> JSONObject {
        if let model = valueType as? any Model.Type { return modelReference(model, use, of: subject) }
        var value: JSONObject
        switch type {
        case .string: value = ["type": "string"]
        case .dateTime: value = Self.dateTime
        case .uri:
            let format = configuration.profile == .certification ? "iri-reference" : "uri-reference"
            value = ["type": "string", "format": .string(format), "minLength": 1]
        case .number: value = ["type": "number"]
        case .integer: value = ["type": "integer"]
        case .boolean: value = ["type": "boolean"]
        case .any: value = [:]
        case .object: value = ["type": "object"]
        case .map(let element):
            value = ["type": "object"]
            if let elementType = valueType.member(named: "") {
                let member = schema(of: element, elementType, use, of: subject)
                value["additionalProperties"] = .object(use == .partial ? Self.nullable(member) : member)
            }
        }
        if let format = (valueType as? any FormattedValue.Type)?.format { value["format"] = .string(format) }
        if let texts = valueType.listedTexts {
            value["enum"] =
                type == .string ? Self.array(texts) : .array(texts.compactMap { JSONNumber($0).map { .number($0) } })
        } else if !valueType.knownTexts.isEmpty {
            value["x-extensible-enum"] = Self.array(valueType.knownTexts)
        }
        return value
    }

    /// The schema of a date-time; a date without a time stands for the start of its day.
    static let dateTime: JSONObject = ["type": "string", "anyOf": [["format": "date-time"], ["format": "date"]]]

    static func array(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }

    /// Returns a schema that also accepts `null`.
    static func nullable(_ schema: JSONObject) -> JSONObject {
        if case .string(let type)? = schema["type"] {
            var schema = schema
            schema["type"] = [.string(type), "null"]
            if let values = schema["enum"]?.arrayValue { schema["enum"] = .array(values + [.null]) }
            return schema
        }
        return schema.isEmpty ? schema : ["anyOf": [.object(schema), ["type": "null"]]]
    }

    // MARK: - Rules

    /// The rule that makes an attribute mandatory.
    private var mandatory: AttributeRules {
        configuration.profile == .certification ? .mandatoryForCertification : .mandatoryInSpecification
    }

    func isMandatory(_ attribute: AttributeRow) -> Bool { attribute.rules.contains(mandatory) }

    /// Returns the members that are mandatory in the value of an attribute.
    private func refinedNames(of attribute: AttributeRow) -> [String] {
        attribute.refinements.filter { $0.value.contains(mandatory) }.keys.sorted()
    }

    /// Returns whether the schema of a model for a use differs from the schema for responses.
    private func differs(_ model: any Model.Type, _ use: SchemaUse, _ visited: inout Set<ModelSchema>) -> Bool {
        guard use != .answer, visited.insert(ModelSchema(model: ObjectIdentifier(model), use: use)).inserted else {
            return false
        }
        if restrictsNames(of: model) { return true }
        return model.rows.contains { attribute in
            if isMandatory(attribute), use == .complete || attribute.isArray { return true }
            var value = attribute.valueType
            while case .map = value.attributeType, let element = value.member(named: "") { value = element }
            guard let value = value as? any Model.Type else { return false }
            let use = attribute.isArray ? .complete : use
            return use == .complete && !refinedNames(of: attribute).isEmpty || differs(value, use, &visited)
        }
    }

    /// Returns whether objects of a model must not have attributes that the model does not know.
    private func restrictsNames(of model: any Model.Type) -> Bool {
        configuration.unknownAttributes == .refused && !model.hasOpenContent
    }

    /// Restricts an object to the attributes of its model, unless its `@type` names another type, which may have more.
    func restrictNames(in schema: inout JSONObject, to model: any Model.Type, _ use: SchemaUse) {
        guard use != .answer, restrictsNames(of: model) else { return }
        var names = model.rows.map(\.name)
        names += ["@type", "@baseType", "@schemaLocation"].filter { !names.contains($0) }
        schema["if"] = [
            "required": ["@type"],
            "properties": ["@type": ["type": "string", "not": ["const": .string(model.typeName)]]],
        ]
        schema["else"] = ["propertyNames": ["enum": Self.array(names)]]
    }
}
