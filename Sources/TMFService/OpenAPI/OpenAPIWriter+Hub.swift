import TMFEvents
import TMFExchange
import TMFJSON
import TMFModels

extension OpenAPIWriter {
    /// Returns the label of a hub.
    mutating func label(of hub: ServedHub) -> String {
        label("Hub", qualifier: hub.resources.first?.description.api ?? "")
    }

    /// Returns the description of a hub, which names its types of resources.
    static func description(of hub: ServedHub) -> String {
        "Events of \(hub.resources.map(\.typeName).joined(separator: " and "))"
    }

    /// Returns the operations of a hub, or of its subscriptions.
    mutating func hubItem(_ route: HubRoute, _ label: String) -> JSONObject {
        var item = JSONObject()
        if route.id != nil {
            item["parameters"] = [
                [
                    "name": "id", "in": "path", "required": true, "description": "The identifier of the subscription.",
                    "schema": ["type": "string", "minLength": 1],
                ]
            ]
        }
        for (method, operation) in route.methods {
            item[method.rawValue.lowercased()] = .object(hubOperation(operation, method, route, label))
        }
        return item
    }

    private mutating func hubOperation(
        _ operation: ServiceOperation, _ method: APIMethod, _ route: HubRoute, _ label: String
    ) -> JSONObject {
        let isCollection = route.id == nil
        let type = EventSubscription.typeName
        var object: JSONObject = [
            "tags": [.string(label)],
            "summary": .string(Self.summary(of: operation, method, type, isCollection: isCollection)),
            "operationId": .string(Self.identifier(of: operation, method, label, isCollection: isCollection)),
        ]
        if let text = Self.text(aboutHub: operation) { object["description"] = .string(text) }
        if operation == .list || operation == .read, !configuration.ignoredParameters.isEmpty {
            object["parameters"] = .array(ignoredParameters)
        }
        switch operation {
        case .subscribe:
            object["requestBody"] = .object(body([MediaType.json.text: ["schema": .object(listenerReference)]]))
        case .patch:
            let schema = listenerPatchReference
            var content = JSONObject()
            for type in HubRoute.patchTypes { content[type.text] = ["schema": .object(schema)] }
            object["requestBody"] = .object(body(content))
        default: break
        }
        object["responses"] = .object(
            responses(hubSuccesses(of: operation, method), hubRefusals(of: operation, route), method))
        return object
    }

    /// The query parameters that the service removes from every request.
    private var ignoredParameters: [JSONValue] {
        mutating get {
            configuration.ignoredParameters.sorted().map { name in
                let place: JSONObject = ["name": .string(name), "in": "query"]
                let parameter = JSONObject(place.members + Self.ignored.members)
                return .object(components.reference(.parameters, name, to: parameter))
            }
        }
    }

    private static func text(aboutHub operation: ServiceOperation) -> String? {
        switch operation {
        case .subscribe:
            """
            The response to the same listener with the same query is the subscription that exists, without its secret; \
            if the delivery to it has ended, it goes on.
            """
        case .patch:
            """
            A merge patch. The events after the change are those that the client may see at that time. A status of \
            `paused` or `active` pauses the delivery or goes on with it; the events in between are kept.
            """
        case .delete: "No delivery starts after the response."
        default: nil
        }
    }

    // MARK: - Responses

    private mutating func hubSuccesses(
        of operation: ServiceOperation, _ method: APIMethod
    ) -> [(status: String, response: JSONObject)] {
        func response(_ description: String, headers: JSONObject = [:], _ schema: JSONValue? = nil) -> JSONObject {
            var response: JSONObject = ["description": .string(description)]
            if !headers.isEmpty { response["headers"] = .object(headers) }
            if let schema, method != .head { response["content"] = ["application/json": ["schema": schema]] }
            return response
        }
        let one = JSONValue.object(subscriptionReference)
        let count: JSONValue = ["type": "integer", "minimum": 0]
        switch operation {
        case .list:
            let headers: JSONObject = [
                "X-Total-Count": Self.header("The number of subscriptions.", count, isRequired: true),
                "X-Result-Count": Self.header("The number of subscriptions in the response.", count, isRequired: true),
            ]
            return [("200", response("The subscriptions.", headers: headers, ["type": "array", "items": one]))]
        case .read: return [("200", response("The subscription.", one))]
        case .subscribe:
            let location = Self.header(
                "The address of the subscription.", ["type": "string", "format": "uri-reference"], isRequired: true)
            return [("201", response("The subscription.", headers: ["Location": location], one))]
        case .patch: return [("200", response("The changed subscription.", one))]
        case .delete: return [("204", response("The subscription is removed."))]
        case .describe:
            let headers: JSONObject = [
                "Allow": Self.header("The methods of the path.", isRequired: true),
                "Accept-Post": Self.header("The types of bodies that register a listener."),
                "Accept-Patch": Self.header("The types of patches."),
            ]
            return [("204", response("The methods.", headers: headers))]
        case .create, .bulk: return []
        }
    }

    private func hubRefusals(of operation: ServiceOperation, _ route: HubRoute) -> OpenAPIRefusals {
        let isJudged = operation == .subscribe || operation == .patch
        var codes: Set<ServiceError.Code> = [.targetTooLong, .internalError, .unavailable]
        if operation != .delete, operation != .describe { codes.formUnion([.notAcceptable, .invalidQueryParameter]) }
        if isJudged {
            codes.formUnion(accessRefusals)
            codes.formUnion(Self.ofBodies)
            codes.insert(.conflict)
        }
        if route.id != nil {
            codes.insert(.invalidURLParameter)
            if operation != .describe { codes.insert(.notFound) }
        }
        let all = ServiceError.Code.allCases.filter(codes.contains)
        let access = isJudged && !(service.access is OpenAccess)
        var refusals = OpenAPIRefusals(
            codes: all, qualifier: "Hub" + Self.capitalized(operation.rawValue),
            mayRefuseOtherwise: access || !service.middleware.isEmpty)
        let policy = route.hub.hub.policy
        let own: [ServiceError.Code: String] = [
            .invalidQueryParameter: isJudged
                ? "the query of the subscription is not valid, or no event can match it"
                : "the hub has no query parameters",
            .invalidBodyField: "events cannot be sent to the callback, or in the way that `delivery` asks for",
            .conflict: operation == .patch
                ? "others are changing the subscription"
                : "there are \(policy.subscriptions) subscriptions, or \(policy.subscriptionsPerOwner) of the client",
            .bodyTooLarge: "a body has at most \(limits.body.bytes) bytes",
            .notFound: "the subscription does not exist, or belongs to another client or another API",
        ]
        for code in all {
            refusals.hints[code] = own[code] ?? hint(on: code, operation)
            refusals.headers[code.status] = refusalHeaders(code.status, operation)
        }
        return refusals
    }
}
