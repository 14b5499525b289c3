public import TMFExchange

extension ConformanceReport {
    /// The result of a request.
    ///
    /// For a long list, the report does not keep all details; see ``Limits``. ``tally``, ``warnings``, ``summaries``
    /// and ``responseSize`` count everything.
    public struct Step: Sendable, Hashable {
        /// The folder of the request.
        public let folder: String
        /// The name of the request, with its variables.
        public let name: String
        /// The URL with the values of its variables, before percent-encoding; it begins with the report's
        /// ``ConformanceReport/basePath``.
        public let url: String
        /// The purpose of the request.
        public let description: String
        /// The request as it was sent.
        public let request: APIRequest
        /// The response, or `nil` if there was none; a body longer than ``Limits/bodyBytes`` is truncated.
        public private(set) var response: APIResponse?
        /// The number of bytes of the complete response body.
        public private(set) var responseSize = 0
        /// The time until the response.
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
        /// The kept assertions, in the order in which they were evaluated.
        public var assertions: [Assertion] { log.kept }
        /// The outcomes of the assertions that were not kept, by name; empty if all were kept.
        public var omitted: [Summary] { log.omitted }
        /// The number of all assertions and of failed assertions.
        public var tally: Tally { log.tally }
        /// The number of assertions that violated a rule with the severity of a warning.
        public var warnings: Int { log.warnings }
        /// The outcomes of all assertions by name, in the order of their first appearance.
        public var summaries: [Summary] { log.summaries }

        /// Records a response, and keeps as much of its body as the limits allow.
        mutating func receive(_ response: APIResponse) {
            responseSize = response.body.count
            self.response = response
            if response.body.count > limits.bodyBytes {
                self.response?.body = Array(response.body.prefix(limits.bodyBytes))
            }
        }
    }
}
