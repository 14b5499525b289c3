extension ServiceError {
    /// The kind of failure, as in the common list of the TM Forum APIs.
    ///
    /// A failure without a number in that list has its status as the number.
    @nonexhaustive
    public enum Code: Sendable, Hashable, CaseIterable {
        /// 400, code 20: a part of the path is not what it should be.
        case invalidURLParameter
        /// 400, code 21: there is no body where one is needed.
        case missingBody
        /// 400, code 22: the body is not JSON, or not of the kind that is needed.
        case invalidBody
        /// 400, code 23: a mandatory attribute is missing.
        case missingBodyField
        /// 400, code 24: an attribute is not what it should be.
        case invalidBodyField
        /// 400, code 25: a header field is missing.
        case missingHeader
        /// 400, code 26: a header field is not what it should be.
        case invalidHeaderValue
        /// 400, code 27: a parameter of the query string is missing.
        case missingQueryParameter
        /// 400, code 28: a parameter of the query string is not what it should be.
        case invalidQueryParameter
        /// 401, code 40: there are no credentials.
        case missingCredentials
        /// 401, code 41: the credentials are not good.
        case invalidCredentials
        /// 401, code 42: the credentials are no longer good.
        case expiredCredentials
        /// 403, code 50: the operation is not allowed, or not on this resource.
        case accessDenied
        /// 403, code 51: the application may not do this.
        case forbiddenRequester
        /// 403, code 52: the user may not do this.
        case forbiddenUser
        /// 404, code 60: there is no such resource, or none that the client may see.
        case notFound
        /// 405, code 61: the path has no such method.
        case methodNotAllowed
        /// 406: the client accepts no type that there is.
        case notAcceptable
        /// 408: the body did not arrive in time.
        case requestTimeout
        /// 409: the present state of the resource does not allow this.
        case conflict
        /// 410: there was such a thing, but it is no longer kept.
        case gone
        /// 412: the resource is not the one that the client means.
        case preconditionFailed
        /// 413: the body, or the resource that would come of it, is too large.
        case bodyTooLarge
        /// 414: path and query are too long.
        case targetTooLong
        /// 415: the body is of a type that the path does not take.
        case unsupportedMediaType
        /// 416: the page starts after the last resource.
        case rangeNotSatisfiable
        /// 422, code 2: everything is well-formed, and still cannot be done.
        case functionalError
        /// 428: the client must say which state of the resource it means.
        case preconditionRequired
        /// 429, code 53: the client asks too often.
        case tooManyRequests
        /// 500, code 1: something is wrong on this side.
        case internalError
        /// 501: the API knows this, the service does not.
        case notImplemented
        /// 503: not now.
        case unavailable

        /// The status of HTTP.
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
