import TMFExchange
import TMFJSON
import TMFModels

extension OpenAPIWriter {
    /// Returns the label of the events of an API.
    mutating func label(of events: ServedEvents) -> String {
        label("Event", qualifier: events.resources.first?.description.api ?? "")
    }

    /// Returns the description of the events of an API, which names its types of resources.
    static func description(of events: ServedEvents) -> String {
        "Past events of \(events.resources.map(\.typeName).joined(separator: " and "))"
    }

    /// Returns the operations on events.
    mutating func eventItem(_ events: ServedEvents, _ label: String) -> JSONObject {
        var item = JSONObject()
        for (method, operation) in ServedEvents.methods {
            item[method.rawValue.lowercased()] = .object(eventOperation(operation, method, events, label))
        }
        return item
    }

    private mutating func eventOperation(
        _ operation: ServiceOperation, _ method: APIMethod, _ events: ServedEvents, _ label: String
    ) -> JSONObject {
        var object: JSONObject = [
            "tags": [.string(label)],
            "summary": .string(Self.summary(of: operation, method, "Event", isCollection: true)),
            "operationId": .string(Self.identifier(of: operation, method, label, isCollection: true)),
        ]
        guard operation == .list else {
            let headers: JSONObject = ["Allow": Self.header("The methods of the path.", isRequired: true)]
            let success: JSONObject = ["description": "The methods.", "headers": .object(headers)]
            object["responses"] = .object(responses([("204", success)], eventRefusals(of: operation), method))
            return object
        }
        object["description"] = """
            The events after a position, in order. They are kept for as long as the feed of the store reaches. Other \
            conditions than on `eventType` are written as in the query of a subscription.
            """
        object["parameters"] = .array(eventParameters(events, method))
        object["responses"] = .object(responses([("200", eventList(method))], eventRefusals(of: operation), method))
        return object
    }

    // MARK: - Parameters

    private mutating func eventParameters(_ events: ServedEvents, _ method: APIMethod) -> [JSONValue] {
        let types = events.resources.compactMap(\.description.events).flatMap { names in
            [names.create, names.attributeValueChange, names.statusChange, names.delete]
        }
        let size = max(limits.maximumPageSize, 1)
        let position: JSONValue = ["type": "string", "pattern": .string(Self.position)]
        var parameters: [JSONObject] = [
            [
                "name": "after", "in": "query",
                "description": """
                The position of the last known event, from `tmf-cursor` of an earlier response, or 0 for the beginning; \
                without one, only the events that happen from now on are returned.
                """,
                "schema": position,
            ],
            [
                "name": "limit", "in": "query",
                "description": .string("The number of events, at most \(size); by default, \(min(size, 100))."),
                "schema": ["type": "integer", "minimum": 1, "maximum": .number(JSONNumber(Int(Int32.max)))],
            ],
            [
                "name": "eventType", "in": "query", "description": "The names of events, separated by commas.",
                "schema": ["type": "array", "items": ["enum": Self.array(types)], "minItems": 1],
                "style": "form", "explode": false,
            ],
            [
                "name": "Last-Event-ID", "in": "header",
                "description": "The position, in place of `after`; browsers send it.", "schema": position,
            ],
        ]
        if method == .get {
            parameters.append([
                "name": "Prefer", "in": "header",
                "description": .string(
                    "`wait` and the number of seconds to wait if there are no events, at most "
                        + "\(Self.seconds(max(limits.longestWait, .zero)))."),
                "schema": ["type": "string", "examples": ["wait=20"]],
            ])
        }
        var all: [JSONValue] = configuration.ignoredParameters.sorted().map { name in
            let place: JSONObject = ["name": .string(name), "in": "query"]
            let parameter = JSONObject(place.members + Self.ignored.members)
            return .object(components.reference(.parameters, name, to: parameter))
        }
        for parameter in parameters {
            let name = "event-" + (parameter["name"]?.stringValue ?? "")
            all.append(.object(components.reference(.parameters, name, qualifier: "Event", to: parameter)))
        }
        return all
    }

    private static let position = "^(0|[1-9][0-9]*)(-(0|[1-9][0-9]*))?$"

    // MARK: - Responses

    private mutating func eventList(_ method: APIMethod) -> JSONObject {
        var headers: JSONObject = [
            "tmf-cursor": Self.header(
                "The position up to which the response contains everything.",
                ["type": "string", "pattern": .string(Self.position)], isRequired: true),
            "Link": Self.header("The events after these, as next (RFC 8288).", isRequired: true),
            "Cache-Control": Self.header("`no-store`, with server-sent events."),
        ]
        if method == .get { headers["Preference-Applied"] = Self.header("The time that the server waits.") }
        var response: JSONObject = ["description": "The events.", "headers": .object(headers)]
        guard method == .get else { return response }
        let event = components.reference(
            .schemas, "Event",
            to: [
                "type": "object",
                "properties": [
                    "eventId": ["type": "string"], "eventTime": .object(Self.dateTime),
                    "eventType": ["type": "string"],
                    "event": [
                        "type": "object", "description": "The resource, in the member with the name of its type.",
                    ],
                ],
                "required": ["eventId", "eventType", "event"], "additionalProperties": true,
            ])
        response["content"] = [
            "application/json": ["schema": ["type": "array", "items": .object(event)]],
            "text/event-stream": ["schema": ["type": "string"]],
        ]
        return response
    }

    private func eventRefusals(of operation: ServiceOperation) -> OpenAPIRefusals {
        var codes: Set<ServiceError.Code> = [.targetTooLong, .internalError, .unavailable]
        codes.formUnion(operation == .list ? accessRefusals : [])
        if operation == .list {
            codes.formUnion([.invalidQueryParameter, .invalidHeaderValue, .notAcceptable, .gone])
        }
        let all = ServiceError.Code.allCases.filter(codes.contains)
        let access = operation == .list && !(service.access is OpenAccess)
        var refusals = OpenAPIRefusals(
            codes: all, qualifier: "Event" + Self.capitalized(operation.rawValue),
            mayRefuseOtherwise: access || !service.middleware.isEmpty)
        for code in all {
            refusals.hints[code] = hint(on: code, operation)
            refusals.headers[code.status] = refusalHeaders(code.status, operation)
        }
        refusals.hints[.invalidQueryParameter] = "a parameter is not valid, or no event can match the query"
        refusals.hints[.invalidHeaderValue] = "`Last-Event-ID` is not a position"
        refusals.hints[.gone] = "the store no longer keeps the next events; `tmf-cursor` is the first position now"
        refusals.headers[410] = ["tmf-cursor": Self.header("The first position.", isRequired: true)]
        return refusals
    }
}
