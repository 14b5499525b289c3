public import TMFExchange
import TMFJSON
public import TMFModels
import TMFQuery

/// An error that refuses a request and describes the response.
///
/// The service itself throws this error, and a policy or a middleware can throw it as well.
///
/// ```swift
/// throw ServiceError(.forbiddenUser, "The account is closed.")
/// ```
public struct ServiceError: Error, Sendable, Hashable {
    /// The kind of failure.
    public var code: Code
    /// An explanation of the failure for the client, or `nil` to keep it private.
    public var message: String?
    /// The header fields of the response in addition to its content type.
    public var headers: APIHeaders
    /// The findings of the body, if it was checked.
    public var findings: [Finding]
    /// The limit that the query exceeds, by its name in `QueryLimits`.
    var limit: String?

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: The kind of failure.
    ///   - message: An explanation of the failure for the client.
    ///   - headers: The header fields of the response in addition to its content type.
    ///   - findings: The findings of the body.
    public init(_ code: Code, _ message: String? = nil, headers: APIHeaders = [:], findings: [Finding] = []) {
        self.code = code
        self.message = message
        self.headers = headers
        self.findings = findings
    }

    /// Creates the error for a body with findings, which the first finding determines.
    ///
    /// A transition between statuses that is not allowed is a conflict (409); any other finding means an invalid body
    /// (400).
    ///
    /// - Parameter findings: The findings, at least one.
    public init(findings: [Finding]) {
        let code: Code =
            switch findings.first?.code {
            case .missing: .missingBodyField
            case .transition: .conflict
            default: .invalidBodyField
            }
        self.init(code, findings.first?.description, findings: findings)
    }

    /// The header field that asks a client to retry soon.
    static let retry: APIHeaders = [.retryAfter: "1"]

    init(_ error: HeaderValueError) { self.init(.invalidHeaderValue, error.description) }

    init(_ error: QueryError) {
        self.init(.invalidQueryParameter, error.description)
        limit = error.limit?.rawValue
    }

    static func methodNotAllowed(_ method: APIMethod, allowed: APIHeaders) -> Self {
        let names = allowed[.allow] ?? ""
        return Self(.methodNotAllowed, "\(method) is not allowed; use one of \(names).", headers: allowed)
    }

    /// The response with the error: the status, the header fields, and a body of type `APIError`.
    ///
    /// The body has all findings in the member `findings`, each with `code`, `pointer` and `message`. If a query
    /// exceeds a limit, the member `limit` has the name of that limit.
    public var response: APIResponse { response(errorID: nil) }

    func response(errorID: String?) -> APIResponse {
        var error = APIError(code: code.value, reason: code.reason, message: message, status: String(code.status))
        error.type = APIError.typeName
        if !findings.isEmpty {
            error.additionalMembers["findings"] = .array(findings.map(\.json))
        }
        if let limit { error.additionalMembers["limit"] = .string(limit) }
        if let errorID { error.additionalMembers["errorId"] = .string(errorID) }
        var headers = headers
        headers[.contentType] = APIResponse.contentType
        return APIResponse(status: code.status, headers: headers, body: error.serialized())
    }
}

extension ServiceError: CustomStringConvertible {
    /// The reason and the message.
    public var description: String { code.reason + (message.map { ": " + $0 } ?? "") }
}
