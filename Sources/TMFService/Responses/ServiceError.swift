public import TMFExchange
import TMFJSON
public import TMFModels
import TMFQuery

/// A request that is refused, with the answer that says so.
///
/// The service throws it inside and answers with it; a policy, a resolver or a middleware may throw one as well.
///
/// ```swift
/// throw ServiceError(.forbiddenUser, "The account is closed.")
/// ```
public struct ServiceError: Error, Sendable, Hashable {
    /// The kind of failure.
    public var code: Code
    /// An explanation of the failure for the client, or `nil` to keep it private.
    public var message: String?
    /// The header fields that the answer carries beside its type.
    public var headers: APIHeaders
    /// The findings of the body, as far as it was checked.
    public var findings: [Finding]
    /// The limit of the query that the request goes beyond, by its name in `QueryLimits`.
    var limit: String?

    /// Creates an error.
    ///
    /// - Parameters:
    ///   - code: The kind of failure.
    ///   - message: An explanation of the failure for the client.
    ///   - headers: The header fields that the answer carries beside its type.
    ///   - findings: The findings of the body.
    public init(_ code: Code, _ message: String? = nil, headers: APIHeaders = [:], findings: [Finding] = []) {
        self.code = code
        self.message = message
        self.headers = headers
        self.findings = findings
    }

    /// Creates the error of a body with findings: the first one names the error and stands in the message.
    ///
    /// A state that a resource cannot change to is a conflict (409); everything else is a bad body (400).
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

    /// The field that asks a client to come again soon.
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

    /// The answer with the error: status, header fields, and a body of the form of `APIError`.
    ///
    /// The body has all findings in the member `findings`, each with `code`, `pointer` and `message`, and the name of the limit
    /// that a query goes beyond in the member `limit`.
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
