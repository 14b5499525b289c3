import TMFExchange
import TMFJSON
import TMFModels

extension OpenAPIWriter {
    /// Returns the request body of an operation, or `nil` if it has none.
    mutating func body(of operation: ServiceOperation, _ subject: OpenAPISubject) -> JSONObject? {
        var content = JSONObject()
        switch operation {
        case .create:
            var media: JSONObject = ["schema": .object(creationReference(subject))]
            if let example = example(of: subject) { media["example"] = example }
            content[MediaType.json.text] = .object(media)
        case .patch:
            for type in PatchDocument.types {
                let schema =
                    switch type {
                    case .jsonPatch: patchDocument
                    case .jsonPatchQuery: patchQueryDocument
                    default: patchReference(subject)
                    }
                content[type.text] = ["schema": .object(schema)]
            }
        case .bulk: content[MediaType.jsonPatch.text] = ["schema": .object(patchDocument)]
        case .list, .read, .delete, .describe, .subscribe: return nil
        }
        return body(content)
    }

    /// Returns a request body.
    ///
    /// - Parameter content: The content, keyed by its media types.
    /// - Returns: The request body.
    func body(_ content: JSONObject) -> JSONObject {
        let body = limits.body
        return [
            "description": .string(
                """
                At most \(body.bytes) bytes, \(body.depth) levels, \(body.members) members and elements, \
                \(body.stringLength) bytes in a string, and \(body.numberLength) characters in a number.
                """),
            "required": true, "content": .object(content),
        ]
    }

    /// The smallest body that creates a resource, if the description has one that the configured service accepts.
    private func example(of subject: OpenAPISubject) -> JSONValue? {
        let sample = JSONValue.object(subject.description.sample)
        guard !subject.description.sample.isEmpty, configuration.clientIdentifiers != .required,
            let document = try? JSONDocument(sample, limits: limits.body)
        else { return nil }
        let options = ValidationOptions(
            profile: configuration.profile, unknownAttributes: configuration.unknownAttributes)
        guard subject.resource.check(document.root, for: .create, options).findings.isEmpty else { return nil }
        return sample
    }

    // MARK: - Patches

    // The paths of a patch lead to parts of the resource, because a replacement of the entire resource would have to
    // keep its identifier.
    private static let pointer: JSONObject = [
        "type": "string", "format": "json-pointer", "pattern": "^(/([^~/]|~[01])*)+$",
    ]
    private static let queryPath: JSONObject = [
        "type": "string", "format": "tmf630-patch-path", "pattern": "^/.*$",
    ]

    private var patchDocument: JSONObject {
        mutating get {
            let schema = patch("A JSON Patch (RFC 6902).", path: Self.pointer, removals: ["remove"])
            return components.reference(.schemas, "JSONPatch", to: schema)
        }
    }

    private var patchQueryDocument: JSONObject {
        mutating get {
            let patch = patch("Several operations.", path: Self.queryPath, removals: ["remove", "delete"])
            let schema: JSONObject = [
                "description": """
                A JSON Patch Query (TMF630 part 5): a path may end with conditions on the elements of arrays, as in \
                `/note?note.author=Ann`. A single operation need not be in an array.
                """,
                "anyOf": [.object(patch), patch["items"] ?? [:]],
            ]
            return components.reference(.schemas, "JSONPatchQuery", to: schema)
        }
    }

    private func patch(_ description: String, path: JSONObject, removals: [JSONValue]) -> JSONObject {
        func operation(_ names: [JSONValue], _ member: String? = nil, _ value: JSONObject = [:]) -> JSONValue {
            var properties: JSONObject = ["op": ["enum": .array(names)], "path": .object(path)]
            var required: [JSONValue] = ["op", "path"]
            if let member {
                properties[member] = .object(value)
                required.append(.string(member))
            }
            return ["type": "object", "properties": .object(properties), "required": .array(required)]
        }
        return [
            "description": .string(description), "type": "array",
            "maxItems": .number(JSONNumber(max(limits.patch.operations, 0))),
            "items": [
                "oneOf": [
                    operation(["add", "replace", "test"], "value"), operation(removals),
                    operation(["move", "copy"], "from", path),
                ]
            ],
        ]
    }
}
