extension ConformanceReport {
    /// The outcomes of all assertions with the same name, as published reports list them.
    public struct Summary: Sendable, Hashable {
        /// The name.
        public let name: String
        /// The number of assertions that passed.
        public internal(set) var passed = 0
        /// The number of assertions that failed.
        public internal(set) var failed = 0
        /// The number of assertions that violated a rule with the severity of a warning.
        public internal(set) var warned = 0

        /// The number of assertions.
        public var total: Int { passed + failed + warned }

        init(name: String) { self.name = name }

        mutating func count(_ assertion: Assertion) {
            switch assertion.outcome {
            case .passed, .unchecked: passed += 1
            case .warned: warned += 1
            case .failed: failed += 1
            }
        }
    }
}
