extension ServiceError {
    /// The kind of failure, from the common list of the TM Forum APIs.
    ///
    /// A failure that has no code in that list has its status as the code.
    @nonexhaustive
    public enum Code: Sendable, Hashable, CaseIterable {
        /// 400, code 20: a part of the path is invalid.
        case invalidURLParameter
        /// 400, code 21: a required body is missing.
        case missingBody
        /// 400, code 22: the body is not JSON, or not of the required kind.
        case invalidBody
        /// 400, code 23: a mandatory attribute is missing.
        case missingBodyField
        /// 400, code 24: an attribute is invalid.
        case invalidBodyField
        /// 400, code 25: a required header field is missing.
        case missingHeader
        /// 400, code 26: a header field is invalid.
        case invalidHeaderValue
        /// 400, code 27: a required parameter of the query string is missing.
        case missingQueryParameter
        /// 400, code 28: a parameter of the query string is invalid.
        case invalidQueryParameter
        /// 401, code 40: the request has no credentials.
        case missingCredentials
        /// 401, code 41: the credentials are invalid.
        case invalidCredentials
        /// 401, code 42: the credentials have expired.
        case expiredCredentials
        /// 403, code 50: the operation is not allowed, or not for this resource.
        case accessDenied
        /// 403, code 51: the application is not allowed to do this.
        case forbiddenRequester
        /// 403, code 52: the user is not allowed to do this.
        case forbiddenUser
        /// 404, code 60: the resource does not exist, or the client cannot see it.
        case notFound
        /// 405, code 61: the path does not support the method.
        case methodNotAllowed
        /// 406: the client does not accept any available type.
        case notAcceptable
        /// 408: the body did not arrive in time.
        case requestTimeout
        /// 409: the current state of the resource does not allow this.
        case conflict
        /// 410: the requested item existed, but is no longer available.
        case gone
        /// 412: the resource is not in the state that the client expects.
        case preconditionFailed
        /// 413: the body, or the resource that would result from it, is too large.
        case bodyTooLarge
        /// 414: the path and the query are too long.
        case targetTooLong
        /// 415: the path does not support the type of the body.
        case unsupportedMediaType
        /// 416: the page starts after the last resource.
        case rangeNotSatisfiable
        /// 422, code 2: the request is well-formed, but cannot be carried out.
        case functionalError
        /// 428: the client must name the state of the resource that it expects.
        case preconditionRequired
        /// 429, code 53: the client sends too many requests.
        case tooManyRequests
        /// 500, code 1: the service failed.
        case internalError
        /// 501: the API defines the operation, but the service does not support it.
        case notImplemented
        /// 503: the service is temporarily unavailable.
        case unavailable

        /// The HTTP status.
        public var status: Int { entry.status }
        /// The code in the body.
        public var value: String { entry.value }
        /// The reason in the body.
        public var reason: String { entry.reason }

        private var entry: (status: Int, value: String, reason: String) {
            switch self {
            case .invalidURLParameter: (400, "20", "Invalid URL parameter value")
            case .missingBody: (400, "21", "Missing body")
            case .invalidBody: (400, "22", "Invalid body")
            case .missingBodyField: (400, "23", "Missing body field")
            case .invalidBodyField: (400, "24", "Invalid body field")
            case .missingHeader: (400, "25", "Missing header")
            case .invalidHeaderValue: (400, "26", "Invalid header value")
            case .missingQueryParameter: (400, "27", "Missing query-string parameter")
            case .invalidQueryParameter: (400, "28", "Invalid query-string parameter value")
            case .missingCredentials: (401, "40", "Missing credentials")
            case .invalidCredentials: (401, "41", "Invalid credentials")
            case .expiredCredentials: (401, "42", "Expired credentials")
            case .accessDenied: (403, "50", "Access denied")
            case .forbiddenRequester: (403, "51", "Forbidden requester")
            case .forbiddenUser: (403, "52", "Forbidden user")
            case .notFound: (404, "60", "Resource not found")
            case .methodNotAllowed: (405, "61", "Method not allowed")
            case .notAcceptable: (406, "406", "Not acceptable")
            case .requestTimeout: (408, "408", "Request timeout")
            case .conflict: (409, "409", "Conflict")
            case .gone: (410, "410", "Gone")
            case .preconditionFailed: (412, "412", "Precondition failed")
            case .bodyTooLarge: (413, "413", "Body too large")
            case .targetTooLong: (414, "414", "URL too long")
            case .unsupportedMediaType: (415, "415", "Unsupported media type")
            case .rangeNotSatisfiable: (416, "416", "Range not satisfiable")
            case .functionalError: (422, "2", "Functional error")
            case .preconditionRequired: (428, "428", "Precondition required")
            case .tooManyRequests: (429, "53", "Too many requests")
            case .internalError: (500, "1", "Internal error")
            case .notImplemented: (501, "501", "Not implemented")
            case .unavailable: (503, "503", "Service unavailable")
            }
        }
    }
}
