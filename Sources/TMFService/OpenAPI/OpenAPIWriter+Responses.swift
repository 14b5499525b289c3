import TMFExchange
import TMFJSON
import TMFModels

extension OpenAPIWriter {
    /// Returns the responses to an operation, keyed by their statuses.
    mutating func responses(
        to operation: ServiceOperation, _ method: APIMethod, _ subject: OpenAPISubject
    ) -> JSONObject {
        let codes = refusals(of: operation, method, subject)
        var refusals = OpenAPIRefusals(
            codes: codes, qualifier: Self.capitalized(operation.rawValue),
            mayRefuseOtherwise: mayRefuseOtherwise(operation))
        for code in codes {
            refusals.hints[code] = hint(on: code, operation)
            refusals.headers[code.status] = refusalHeaders(code.status, operation)
        }
        return responses(successes(of: operation, method, subject), refusals, method)
    }

    /// Returns responses, keyed by their statuses.
    ///
    /// - Parameters:
    ///   - successes: The responses that are not errors, with their statuses.
    ///   - refusals: The errors.
    ///   - method: The method of the request.
    /// - Returns: The responses.
    mutating func responses(
        _ successes: [(status: String, response: JSONObject)], _ refusals: OpenAPIRefusals, _ method: APIMethod
    ) -> JSONObject {
        var responses = successes
        let codes = refusals.codes
        for status in Set(codes.map(\.status)).sorted() {
            let response = refusal(codes.filter { $0.status == status }, status, refusals)
            let qualifier = refusals.qualifier
            let name = Self.name(of: codes.first { $0.status == status }, status)
            responses.append(
                (
                    String(status),
                    method == .head
                        ? Self.withoutContent(response)
                        : components.reference(
                            .responses, status == 400 ? name + qualifier : name, qualifier: qualifier, to: response)
                ))
        }
        if refusals.mayRefuseOtherwise {
            let other = errorResponse("Any other error from a policy or a middleware of the service.", headers: [:])
            responses.append(
                (
                    "default",
                    method == .head
                        ? Self.withoutContent(other) : components.reference(.responses, "otherRefusal", to: other)
                ))
        }
        return JSONObject(responses.map { .init(name: $0.status, value: .object($0.response)) })
    }

    // MARK: - Successes

    private mutating func successes(
        of operation: ServiceOperation, _ method: APIMethod, _ subject: OpenAPISubject
    ) -> [(String, JSONObject)] {
        var one: JSONObject { ["application/json": ["schema": .object(answerReference(subject))]] }
        let tag = Self.header("The entity tag of the resource.", isRequired: true)
        let applied = Self.header("The preference that was applied.")
        let warning = Self.header("Attributes that the model does not know, and resources beyond the limit of work.")
        let count: JSONValue = ["type": "integer", "minimum": 0]
        let resultCount = Self.header("The number of resources in the response.", count, isRequired: true)
        var successes: [(String, String, JSONObject, JSONObject?)] = []
        switch operation {
        case .list:
            var headers: JSONObject = [
                "X-Total-Count": Self.header("The number of matching resources.", count, isRequired: true),
                "X-Result-Count": resultCount,
                "Link": Self.header("The pages self, first, prev, next and last (RFC 8288).", isRequired: true),
                "Preference-Applied": applied, "Warning": warning,
            ]
            if method == .get { headers["Content-Range"] = Self.header("The positions of the resources in a range.") }
            let list = list(of: subject, most: limits.maximumPageSize)
            successes.append(("200", "The resources.", headers, list))
            successes.append(("206", "The requested part of the resources.", headers, list))
        case .read:
            let headers: JSONObject = ["ETag": tag, "Preference-Applied": applied, "Warning": warning]
            successes.append(("200", "The resource.", headers, one))
            successes.append(("304", "The client already has the current state of the resource.", ["ETag": tag], nil))
        case .create:
            let location = Self.header(
                "The address of the resource.", ["type": "string", "format": "uri-reference"], isRequired: true)
            let headers: JSONObject = ["Location": location, "ETag": tag, "Preference-Applied": applied]
            successes.append(("201", "The new resource.", headers, one))
        case .patch:
            successes.append(("200", "The changed resource.", ["ETag": tag, "Preference-Applied": applied], one))
        case .bulk:
            let headers: JSONObject = ["X-Result-Count": resultCount, "Preference-Applied": applied]
            successes.append(("200", "The changed resources.", headers, list(of: subject, most: nil)))
        case .delete: successes.append(("204", "The resource is deleted.", [:], nil))
        case .subscribe: break
        case .describe:
            var headers: JSONObject = ["Allow": Self.header("The methods of the path.", isRequired: true)]
            headers["Accept-Post"] = Self.header("The types of bodies that create a resource.")
            headers["Accept-Patch"] = Self.header("The types of patches.")
            successes.append(("204", "The methods.", headers, nil))
        }
        return successes.map { status, description, headers, content in
            var response: JSONObject = ["description": .string(description)]
            if !headers.isEmpty { response["headers"] = .object(headers) }
            if let content { response["content"] = .object(content) }
            return (status, method == .head ? Self.withoutContent(response) : response)
        }
    }

    private mutating func list(of subject: OpenAPISubject, most: Int?) -> JSONObject {
        var schema: JSONObject = ["type": "array", "items": .object(answerReference(subject))]
        if let most { schema["maxItems"] = .number(JSONNumber(max(most, 0))) }
        return ["application/json": ["schema": .object(schema)]]
    }

    // MARK: - Refusals

    /// Returns a response with an error.
    private mutating func refusal(
        _ codes: [ServiceError.Code], _ status: Int, _ refusals: OpenAPIRefusals
    ) -> JSONObject {
        let lines = codes.map { code in
            "\(code.reason) (code \(code.value))" + (refusals.hints[code].map { ": \($0)" } ?? "") + "."
        }
        return errorResponse(lines.joined(separator: "\n\n"), headers: refusals.headers[status] ?? [:])
    }

    private mutating func errorResponse(_ description: String, headers: JSONObject) -> JSONObject {
        var response: JSONObject = ["description": .string(description)]
        if !headers.isEmpty { response["headers"] = .object(headers) }
        response["content"] = .object(["application/json": ["schema": .object(errorReference)]])
        return response
    }

    func refusalHeaders(_ status: Int, _ operation: ServiceOperation) -> JSONObject {
        switch status {
        case 401: ["WWW-Authenticate": Self.header("How the client can authenticate itself.")]
        case 412 where operation != .bulk: ["ETag": Self.header("The entity tag of the resource.", isRequired: true)]
        case 415 where operation == .create:
            ["Accept-Post": Self.header("The types of bodies that create a resource.", isRequired: true)]
        case 415 where operation == .subscribe:
            ["Accept-Post": Self.header("The types of bodies that register a listener.", isRequired: true)]
        case 415: ["Accept-Patch": Self.header("The types of patches.", isRequired: true)]
        case 416:
            [
                "Content-Range": Self.header("The number of resources.", isRequired: true),
                "X-Total-Count": Self.header(
                    "The number of matching resources.", ["type": "integer", "minimum": 0], isRequired: true),
            ]
        case 503: ["Retry-After": Self.header("The number of seconds to wait.")]
        default: [:]
        }
    }

    /// Returns whether code that users of the service provide may refuse a request for reasons that the document cannot
    /// know.
    private func mayRefuseOtherwise(_ operation: ServiceOperation) -> Bool {
        if service.parts.references != nil, [.create, .patch, .bulk].contains(operation) { return true }
        return !service.middleware.isEmpty || !(service.access is OpenAccess)
    }

    static func capitalized(_ name: String) -> String { name.prefix(1).uppercased() + name.dropFirst() }

    private static func name(of code: ServiceError.Code?, _ status: Int) -> String {
        switch status {
        case 400: "badRequest"
        case 401: "unauthorized"
        case 403: "forbidden"
        default: code.map { String(describing: $0) } ?? String(status)
        }
    }

    static func header(
        _ description: String, _ schema: JSONValue = ["type": "string"], isRequired: Bool = false
    ) -> JSONValue {
        var header: JSONObject = ["description": .string(description), "schema": schema]
        if isRequired { header["required"] = true }
        return .object(header)
    }

    static func withoutContent(_ response: JSONObject) -> JSONObject {
        var response = response
        response["content"] = nil
        return response
    }
}
