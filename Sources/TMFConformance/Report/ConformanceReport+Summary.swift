extension ConformanceReport {
    /// The outcomes of all assertions of one name, as published reports list them.
    public struct Summary: Sendable, Hashable {
        /// The name.
        public let name: String
        /// The number of assertions that passed.
        public internal(set) var passed = 0
        /// The number of assertions that failed.
        public internal(set) var failed = 0
        /// The number of assertions that broke a rule which only warns.
        public internal(set) var warned = 0

        init(name: String) { self.name = name }
    }
}

extension ConformanceReport.Step {
    /// The assertions gathered by name, in the order in which the names first appeared.
    public var summaries: [ConformanceReport.Summary] {
        var result: [ConformanceReport.Summary] = []
        var positions: [String: Int] = [:]
        for assertion in assertions {
            let position = positions[assertion.name] ?? result.count
            if position == result.count {
                positions[assertion.name] = position
                result.append(ConformanceReport.Summary(name: assertion.name))
            }
            switch assertion.outcome {
            case .passed, .unchecked: result[position].passed += 1
            case .warned: result[position].warned += 1
            case .failed: result[position].failed += 1
            }
        }
        return result
    }
}
