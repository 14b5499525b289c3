public import TMFExchange

extension ConformanceReport {
    /// What came of a request.
    ///
    /// Of a long list the report does not keep everything, see ``Limits``. ``tally``, ``warnings``, ``summaries`` and
    /// ``responseSize`` count what there was.
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
        /// The response, or `nil` if there was none; a body longer than ``Limits/bodyBytes`` is cut.
        public private(set) var response: APIResponse?
        /// The number of bytes of the response's body as it came.
        public private(set) var responseSize = 0
        /// How long the response took.
        public internal(set) var duration = Duration.zero
        /// The error that ended the script early, or `nil` if there was none.
        public internal(set) var scriptError: String?
        /// The error that was thrown in place of a response, or `nil` if there was none.
        public internal(set) var requestError: String?

        var log: AssertionLog
        private let limits: Limits

        init(
            folder: String, name: String, url: String, description: String, request: APIRequest,
            limits: Limits = Limits()
        ) {
            self.folder = folder
            self.name = name
            self.url = url
            self.description = description
            self.request = request
            self.limits = limits
            log = AssertionLog(limits: limits)
        }

        /// The method.
        public var method: APIMethod { request.method }
        /// The status of the response, or `nil` if there was none.
        public var status: Int? { response?.status }
        /// The assertions that are kept, in the order in which they were made.
        public var assertions: [Assertion] { log.kept }
        /// The outcomes of the assertions that are not kept, by name; empty if all are.
        public var omitted: [Summary] { log.omitted }
        /// The number of all assertions, and of those that failed.
        public var tally: Tally { log.tally }
        /// The number of assertions that broke a rule which only warns.
        public var warnings: Int { log.warnings }
        /// The outcomes of all assertions by name, in the order in which the names first appeared.
        public var summaries: [Summary] { log.summaries }

        /// Takes a response, and keeps as much of its body as the limits allow.
        mutating func receive(_ response: APIResponse) {
            responseSize = response.body.count
            self.response = response
            if response.body.count > limits.bodyBytes {
                self.response?.body = Array(response.body.prefix(limits.bodyBytes))
            }
        }
    }
}
