import TMFExchange
import TMFJSON
import TMFModels

extension OpenAPIWriter {
    /// Returns the operations of a collection.
    mutating func collectionItem(of subject: OpenAPISubject) -> JSONObject {
        item(of: subject, Route(resource: subject.resource))
    }

    /// Returns the operations of a resource.
    mutating func resourceItem(of subject: OpenAPISubject) -> JSONObject {
        var item: JSONObject = [
            "parameters": [
                [
                    "name": "id", "in": "path", "required": true,
                    "description": .string("The identifier of the \(subject.typeName)."),
                    "schema": ["type": "string", "minLength": 1],
                ]
            ]
        ]
        for member in self.item(of: subject, Route(resource: subject.resource, id: "")) {
            item[member.name] = member.value
        }
        return item
    }

    private mutating func item(of subject: OpenAPISubject, _ route: Route) -> JSONObject {
        var item = JSONObject()
        for (method, operation) in route.methods {
            item[method.rawValue.lowercased()] = .object(self.operation(operation, method, subject, route))
        }
        return item
    }

    private mutating func operation(
        _ operation: ServiceOperation, _ method: APIMethod, _ subject: OpenAPISubject, _ route: Route
    ) -> JSONObject {
        var object: JSONObject = [
            "tags": [.string(subject.label)],
            "summary": .string(Self.summary(of: operation, method, subject.typeName, isCollection: route.id == nil)),
            "operationId": .string(
                Self.identifier(of: operation, method, subject.label, isCollection: route.id == nil)),
        ]
        if let text = text(about: operation, subject) { object["description"] = .string(text) }
        let parameters = parameters(of: operation, method, subject)
        if !parameters.isEmpty { object["parameters"] = .array(parameters) }
        if let body = body(of: operation, subject) { object["requestBody"] = .object(body) }
        object["responses"] = .object(responses(to: operation, method, subject))
        return object
    }

    static func summary(
        of operation: ServiceOperation, _ method: APIMethod, _ type: String, isCollection: Bool
    ) -> String {
        let summary =
            switch operation {
            case .list: "Lists resources of type \(type)"
            case .create: "Creates a \(type)"
            case .bulk: "Changes several resources of type \(type), either all or none"
            case .read: "Returns a \(type)"
            case .patch: "Changes a \(type)"
            case .delete: "Deletes a \(type)"
            case .describe: isCollection ? "Returns the methods of the collection" : "Returns the methods of a \(type)"
            case .subscribe: "Registers a listener"
            }
        return method == .head ? summary + ", header fields only" : summary
    }

    static func identifier(
        of operation: ServiceOperation, _ method: APIMethod, _ label: String, isCollection: Bool
    ) -> String {
        let verb =
            switch operation {
            case .list: "list"
            case .create: "create"
            case .bulk: "bulkPatch"
            case .read: "retrieve"
            case .patch: "patch"
            case .delete: "delete"
            case .describe: isCollection ? "describeCollection" : "describe"
            case .subscribe: "register"
            }
        return method == .head ? "head" + capitalized(verb) + label : verb + label
    }

    /// Returns the facts about an operation that its parameters and body do not express.
    private func text(about operation: ServiceOperation, _ subject: OpenAPISubject) -> String? {
        let definition = subject.resource.definition
        var sentences: [String] = []
        switch operation {
        case .list:
            let size = max(limits.pageBytes, 0)
            sentences.append(
                "A page ends early if it would be longer than \(size) bytes; the link `next` leads to the rest.")
        case .create, .patch, .bulk:
            if service.parts.references?.handling == .strict {
                let paths = subject.description.references.map { "`\($0)`" }.joined(separator: ", ")
                if !paths.isEmpty { sentences.append("The references in these attributes must resolve: \(paths).") }
            }
            if operation != .create, let transitions = definition.transitions {
                let status = subject.description.statusAttribute ?? "status"
                let steps = transitions.next.sorted { $0.key < $1.key }.map { from, next in
                    "\(from) to \(next.sorted().joined(separator: " or "))"
                }
                sentences.append("`\(status)` can change from \(steps.joined(separator: ", from ")).")
            }
            if operation == .bulk {
                sentences.append(
                    "The first part of each path is the identifier of a resource; `/-` adds one. The resources are "
                        + "returned in the order in which the patch first names them, without those that it removes.")
            }
        case .read, .delete, .describe, .subscribe: break
        }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }
}
