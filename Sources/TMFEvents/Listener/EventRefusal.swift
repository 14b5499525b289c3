import TMFExchange
import TMFJSON
import TMFModels
import TMFStore

/// The response to an event that a listener does not accept, and the error that caused it.
struct EventRefusal: Error {
    /// The kind of failure, with the code and the reason that the APIs have for it.
    enum Code {
        case notFound
        case methodNotAllowed
        case bodyTooLarge
        case invalidSignature
        case invalidBody
        case missingBodyField
        case invalidBodyField
        case invalidHeaderValue
        case rejected
        case failed
        case unavailable

        var entry: (status: Int, value: String, reason: String) {
            switch self {
            case .notFound: (404, "60", "Resource not found")
            case .methodNotAllowed: (405, "61", "Method not allowed")
            case .bodyTooLarge: (413, "413", "Body too large")
            case .invalidSignature: (401, "41", "Invalid credentials")
            case .invalidBody: (400, "22", "Invalid body")
            case .missingBodyField: (400, "23", "Missing body field")
            case .invalidBodyField: (400, "24", "Invalid body field")
            case .invalidHeaderValue: (400, "26", "Invalid header value")
            case .rejected: (422, "2", "Functional error")
            case .failed: (500, "1", "Internal error")
            case .unavailable: (503, "503", "Service unavailable")
            }
        }
    }

    private static let soon = "1"

    let code: Code
    let message: String?
    var headers: APIHeaders = [:]
    var findings: [Finding] = []
    var underlyingError: (any Error)?

    init(_ code: Code, _ message: String? = nil, headers: APIHeaders = [:], underlyingError: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.headers = headers
        self.underlyingError = underlyingError
    }

    /// Creates the refusal of an event with a missing or invalid member.
    init(_ finding: Finding) {
        self.init(finding.code == .missing ? .missingBodyField : .invalidBodyField, finding.description)
        findings = [finding]
    }

    /// Creates the refusal of an event that could not be handled.
    ///
    /// The sender gets the text of an ``EventRejection`` only.
    init(_ error: any Error) {
        switch error {
        case let error as EventRejection: self.init(.rejected, error.reason)
        case let error as EventPostponement: self.init(.unavailable, headers: [.retryAfter: error.seconds])
        case let error as StoreError where [.unavailable, .full, .locked, .revisionMismatch].contains(error.code):
            self.init(.unavailable, headers: [.retryAfter: Self.soon])
        case is CancellationError: self.init(.unavailable, headers: [.retryAfter: Self.soon])
        default: self.init(.failed)
        }
        underlyingError = error
    }

    /// The refusal of an event that arrives while it is being handled.
    static var inProgress: Self {
        Self(.unavailable, "The event is being handled.", headers: [.retryAfter: soon])
    }

    var response: APIResponse {
        let (status, value, reason) = code.entry
        var error = APIError(code: value, reason: reason, message: message, status: String(status))
        error.type = APIError.typeName
        if !findings.isEmpty { error.additionalMembers["findings"] = .array(findings.map(\.json)) }
        var headers = headers
        headers[.contentType] = "application/json;charset=utf-8"
        return APIResponse(status: status, headers: headers, body: error.serialized())
    }
}
