public import TMFModels

extension ConformanceReport {
    /// What came of a request.
    public struct Step: Sendable, Hashable {
        /// The folder of the request.
        public let folder: String
        /// The name of the request, with its variables.
        public let name: String
        /// The URL with the values of its variables, before it was percent-encoded; it begins with the report's
        /// ``ConformanceReport/basePath``.
        public let url: String
        /// What the request is for.
        public let description: String
        /// The request as it was sent.
        public let request: APIRequest
        /// The response, or `nil` if there was none.
        public internal(set) var response: APIResponse?
        /// How long the response took.
        public internal(set) var duration = Duration.zero
        /// The assertions in the order in which they were made.
        public internal(set) var assertions: [Assertion] = []
        /// The error that ended the script early, or `nil` if there was none.
        public internal(set) var scriptError: String?
        /// The error that was thrown in place of a response, or `nil` if there was none.
        public internal(set) var requestError: String?

        init(folder: String, name: String, url: String, description: String, request: APIRequest) {
            self.folder = folder
            self.name = name
            self.url = url
            self.description = description
            self.request = request
        }

        /// The method.
        public var method: APIMethod { request.method }
        /// The status of the response, or `nil` if there was none.
        public var status: Int? { response?.status }
        /// The number of bytes of the response's body.
        public var responseSize: Int { response?.body.count ?? 0 }
    }
}
