extension ConformanceReport {
    /// How much of a run its report keeps in full; totals and verdicts count everything.
    ///
    /// A kit asserts about ten things of every row. Of a list of 10,000 rows nobody reads 100,000 assertions that say
    /// the same, so that those beyond a limit are kept as numbers, see ``Step/omitted``.
    public struct Limits: Sendable, Hashable {
        /// The number of assertions of one name that are kept of one response.
        public var assertions: Int { didSet { assertions = max(assertions, 0) } }
        /// The number of failed assertions of one name that are kept of one response, also beyond ``assertions``.
        public var failures: Int { didSet { failures = max(failures, 0) } }
        /// The number of bytes that are kept of the body of a response.
        public var bodyBytes: Int { didSet { bodyBytes = max(bodyBytes, 0) } }

        /// Creates limits; a number below zero counts as zero, here and later.
        ///
        /// - Parameters:
        ///   - assertions: The number of assertions of one name that are kept of one response.
        ///   - failures: The number of failed assertions of one name that are kept of one response.
        ///   - bodyBytes: The number of bytes that are kept of the body of a response.
        public init(assertions: Int = 1_000, failures: Int = 100, bodyBytes: Int = 64 << 10) {
            self.assertions = max(assertions, 0)
            self.failures = max(failures, 0)
            self.bodyBytes = max(bodyBytes, 0)
        }
    }
}
