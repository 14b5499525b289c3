extension ConformanceReport {
    /// The limits on the details that a report keeps; totals and verdicts count everything.
    ///
    /// A kit evaluates about ten assertions for every row. For a list of 10,000 rows, a report does not keep 100,000
    /// similar assertions: those beyond a limit are kept as numbers, see ``Step/omitted``.
    public struct Limits: Sendable, Hashable {
        /// The maximum number of assertions with the same name to keep for one response.
        public var assertions: Int { didSet { assertions = max(assertions, 0) } }
        /// The maximum number of failed assertions with the same name to keep for one response, even beyond
        /// ``assertions``.
        public var failures: Int { didSet { failures = max(failures, 0) } }
        /// The maximum number of bytes to keep of a response body.
        public var bodyBytes: Int { didSet { bodyBytes = max(bodyBytes, 0) } }

        /// Creates limits; a negative number counts as zero, here and in later assignments.
        ///
        /// - Parameters:
        ///   - assertions: The maximum number of assertions with the same name to keep for one response.
        ///   - failures: The maximum number of failed assertions with the same name to keep for one response.
        ///   - bodyBytes: The maximum number of bytes to keep of a response body.
        public init(assertions: Int = 1_000, failures: Int = 100, bodyBytes: Int = 64 << 10) {
            self.assertions = max(assertions, 0)
            self.failures = max(failures, 0)
            self.bodyBytes = max(bodyBytes, 0)
        }
    }
}
