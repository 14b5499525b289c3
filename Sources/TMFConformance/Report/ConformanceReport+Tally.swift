extension ConformanceReport {
    /// A number of assertions, and of those that failed.
    public struct Tally: Sendable, Hashable {
        /// The number of all assertions.
        public internal(set) var total = 0
        /// The number of assertions that failed.
        public internal(set) var failed = 0
        /// The number of assertions that passed.
        public var passed: Int { total - failed }

        init() {}
    }
}
