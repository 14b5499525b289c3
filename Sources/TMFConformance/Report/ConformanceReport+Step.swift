public import TMFModels

extension ConformanceReport {
    /// What came of a request.
    public struct Step: Sendable, Hashable {
        /// The folder of the request.
        public let folder: String
        /// The name of the request, with its variables.
        public let name: String
        /// The method.
        public let method: APIMethod
        /// The request target with the values of its variables, before it was percent-encoded.
        public let url: String
        /// What the request is for.
        public let description: String
        /// The status of the response, or `nil` if there was none.
        public internal(set) var status: Int?
        /// How long the response took.
        public internal(set) var duration = Duration.zero
        /// The number of bytes of the response's body.
        public internal(set) var responseSize = 0
        /// The assertions in the order in which they were made.
        public internal(set) var assertions: [Assertion] = []
        /// The error that ended the script early, or `nil` if there was none.
        public internal(set) var scriptError: String?
        /// The error that was thrown in place of a response, or `nil` if there was none.
        public internal(set) var requestError: String?

        init(folder: String, name: String, method: APIMethod, url: String, description: String) {
            self.folder = folder
            self.name = name
            self.method = method
            self.url = url
            self.description = description
        }
    }
}
