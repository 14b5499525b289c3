import TMFExchange
import TMFJSON
import TMFModels
import TMFQuery

extension OpenAPIWriter {
    /// Returns the errors that an operation may respond with, in the order of their declaration.
    func refusals(
        of operation: ServiceOperation, _ method: APIMethod, _ subject: OpenAPISubject
    ) -> [ServiceError.Code] {
        var codes: Set<ServiceError.Code> = [.targetTooLong, .internalError, .unavailable]
        codes.formUnion(accessRefusals)
        if operation != .delete, operation != .describe {
            codes.formUnion([.invalidQueryParameter, .notAcceptable])
        }
        switch operation {
        case .list:
            codes.insert(.gone)
            if method == .get { codes.insert(.invalidHeaderValue) }
            // HEAD does not support ranges.
            if method == .get || configuration.pageBeyondEnd == .refused { codes.insert(.rangeNotSatisfiable) }
        case .create:
            codes.formUnion(Self.ofBodies)
            codes.formUnion([.invalidHeaderValue, .conflict, .gone, .functionalError])
        case .read:
            codes.formUnion(Self.ofResources)
        case .patch:
            codes.formUnion(Self.ofBodies)
            codes.formUnion(Self.ofResources)
            codes.insert(.conflict)
        case .delete:
            codes.formUnion(Self.ofResources)
            codes.insert(.conflict)
        case .bulk:
            codes.formUnion(Self.ofBodies)
            codes.formUnion([.invalidHeaderValue, .notFound, .conflict, .preconditionFailed])
            // The patch may contain an operation that the resource does not support.
            if !subject.resource.definition.operations.isSuperset(of: [.create, .patch, .delete]) {
                codes.insert(.accessDenied)
            }
        case .describe, .subscribe: break
        }
        switch operation {
        case .read, .patch, .delete, .describe: codes.insert(.invalidURLParameter)
        case .list, .create, .bulk, .subscribe: break
        }
        if configuration.requiresIfMatch, [.patch, .delete, .bulk].contains(operation) {
            codes.insert(.preconditionRequired)
        }
        return ServiceError.Code.allCases.filter(codes.contains)
    }

    /// The errors of the access policy.
    var accessRefusals: [ServiceError.Code] {
        if service.access is OpenAccess { return [] }
        let codes: [ServiceError.Code] = [.missingCredentials, .accessDenied]
        if service.access is PartyAccess { return codes }
        return codes + [.invalidCredentials, .expiredCredentials, .forbiddenRequester, .forbiddenUser]
    }

    static let ofBodies: [ServiceError.Code] = [
        .missingBody, .invalidBody, .missingBodyField, .invalidBodyField, .requestTimeout, .bodyTooLarge,
        .unsupportedMediaType,
    ]
    private static let ofResources: [ServiceError.Code] = [.invalidHeaderValue, .notFound, .preconditionFailed]

    /// Returns the circumstances of an error that depend on the configuration or are not clear from its reason, or
    /// `nil`.
    func hint(on code: ServiceError.Code, _ operation: ServiceOperation) -> String? {
        switch code {
        case .invalidQueryParameter:
            let query = limits.query
            return """
                a query has at most \(query.length) bytes, \(query.terms) parameters and values, \(query.pathDepth) names \
                in a path, and regular expressions of \(query.pattern.programSize) instructions
                """
        case .gone where operation == .list: return "the cursor has expired"
        case .gone: return "the resource that was created with the Idempotency-Key has been deleted"
        case .conflict where operation == .create:
            let taken = configuration.clientIdentifiers == .refused ? "" : "the identifier is in use, "
            return "\(taken)the status is not an initial one, or the Idempotency-Key is in use"
        case .conflict where operation == .delete: return "others keep changing the resource"
        case .conflict: return "the patch does not match the resource, or the change of status is not allowed"
        case .functionalError: return "the Idempotency-Key was used with a different body"
        case .preconditionFailed where operation == .bulk: return "If-Match cannot name the state of several resources"
        case .preconditionFailed: return "the resource has no entity tag of If-Match, or has one of If-None-Match"
        case .preconditionRequired: return "If-Match is missing"
        case .rangeNotSatisfiable: return "the page starts after the last resource"
        case .targetTooLong: return "path and query have at most \(limits.targetLength) bytes"
        case .bodyTooLarge:
            let patches =
                operation == .create
                ? ""
                : ", a patch has at most \(limits.patch.operations) operations, and a resource has at most "
                    + "\(limits.resourceSize) bytes"
            return "a body has at most \(limits.body.bytes) bytes\(patches)"
        case .requestTimeout: return "a body must arrive within \(Self.seconds(limits.bodyTimeout)) seconds"
        case .unavailable:
            return "at most \(limits.requestsInFlight) concurrent requests and \(limits.receivedBytes) bytes of bodies"
        default: return nil
        }
    }

    // MARK: - Schema

    /// A reference to the schema of the body of a refusal.
    var errorReference: JSONObject {
        mutating get {
            let finding: JSONValue = [
                "type": "object",
                "description": "A problem of a body.",
                "properties": [
                    "code": [
                        "type": "string", "x-extensible-enum": Self.array(Self.findingCodes.map(\.name)),
                    ],
                    "pointer": ["type": "string", "format": "json-pointer"],
                    "message": ["type": "string"],
                ],
                "required": ["code", "pointer", "message"],
            ]
            var properties = JSONObject()
            for attribute in APIError.rows {
                properties[attribute.name] =
                    attribute.type == .uri ? ["type": "string", "format": "uri-reference"] : ["type": "string"]
            }
            properties["code"] = [
                "type": "string",
                "x-extensible-enum": Self.array(ServiceError.Code.allCases.map(\.value)),
            ]
            properties["findings"] = ["type": "array", "items": finding]
            properties["limit"] = ["type": "string", "description": "The limit that a query exceeds."]
            properties["errorId"] = ["type": "string", "description": "Identifies the error in the log of the server."]
            return components.reference(
                .schemas, APIError.typeName,
                to: [
                    "type": "object", "properties": .object(properties),
                    "required": ["code", "reason", "status", "@type"], "additionalProperties": true,
                ])
        }
    }

    private static let findingCodes: [Finding.Code] = [
        .missing, .typeMismatch, .invalidFormat, .cardinality, .setByServer, .notPatchable, .unknownAttribute,
        .periodOrder, .repeatedName, .invalidReference, .transition, .notAllowed,
    ]
}
