import TMFJSON
import TMFModels
import TMFQuery

/// A request that the service refuses, and the response that says so.
struct ServiceFailure: Error {
    var code: ErrorCode
    var message: String?
    var headers: APIHeaders
    var findings: [Finding]

    init(_ code: ErrorCode, message: String?, headers: APIHeaders = [:], findings: [Finding] = []) {
        self.code = code
        self.message = message
        self.headers = headers
        self.findings = findings
    }

    /// The failure of a document with findings: the first one names the error, all are in the body.
    init(findings: [Finding]) {
        let isMissing = findings.first?.code == .missing
        self.init(
            isMissing ? .missingBodyField : .invalidBodyField,
            message: findings.map(\.description).joined(separator: "; "),
            findings: findings
        )
    }

    /// The failure of a query that was refused.
    init(_ error: QueryError) {
        self.init(.invalidQueryParameter, message: error.description)
    }

    static func methodNotAllowed(_ method: APIMethod, allowed: [APIMethod]) -> Self {
        let names = allowed.map(\.rawValue).joined(separator: ", ")
        return Self(.methodNotAllowed, message: "\(method) is not one of \(names).", headers: ["Allow": names])
    }

    var response: APIResponse {
        let entry = code.entry
        var error = APIError(code: entry.code, reason: entry.reason, message: message, status: String(entry.status))
        error.type = APIError.typeName
        if !findings.isEmpty {
            error.additionalMembers["findings"] = .array(
                findings.map { finding in
                    ["pointer": .string(finding.pointer.description), "message": .string(finding.message)]
                })
        }
        var headers = headers
        headers["Content-Type"] = ContentNegotiation.responseType
        return APIResponse(status: entry.status, headers: headers, body: error.serialized())
    }
}
