/// The errors that the service answers with, as the common list of the TM Forum APIs numbers them.
enum ErrorCode: Sendable {
    case invalidURLParameter
    case missingBody
    case invalidBody
    case missingBodyField
    case invalidBodyField
    case invalidQueryParameter
    case notFound
    case methodNotAllowed
    case notAcceptable
    case conflict
    case bodyTooLarge
    case unsupportedMediaType
    case internalError

    /// The status of HTTP, the code of the list, and its reason; the list has no number for some, which use the status.
    var entry: (status: Int, code: String, reason: String) {
        switch self {
        case .invalidURLParameter: (400, "20", "Invalid URL parameter value")
        case .missingBody: (400, "21", "Missing body")
        case .invalidBody: (400, "22", "Invalid body")
        case .missingBodyField: (400, "23", "Missing body field")
        case .invalidBodyField: (400, "24", "Invalid body field")
        case .invalidQueryParameter: (400, "28", "Invalid query-string parameter value")
        case .notFound: (404, "60", "Resource not found")
        case .methodNotAllowed: (405, "61", "Method not allowed")
        case .notAcceptable: (406, "406", "Not acceptable")
        case .conflict: (409, "409", "Conflict")
        case .bodyTooLarge: (413, "413", "Body too large")
        case .unsupportedMediaType: (415, "415", "Unsupported media type")
        case .internalError: (500, "1", "Internal error")
        }
    }
}
