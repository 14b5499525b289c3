public import TMFJSON

extension ConformanceReport {
    /// An assertion about a response.
    public struct Assertion: Sendable, Hashable {
        /// The name of the assertion; for a rule, its title.
        public var name: String
        /// A Boolean value that indicates whether the assertion holds.
        public var passed: Bool
        /// A description of the problem, or `nil` if the assertion passed.
        public var message: String?
        /// The asserted rule, or `nil` for an assertion of the published kit.
        public var rule: ConformanceRule?
        /// The location in the body, if the assertion concerns one.
        public var pointer: JSONPointer?
        /// The expected value, in words or JSON, if the assertion failed.
        public var expected: String?
        /// The actual value, in words or JSON, if the assertion failed.
        public var got: String?

        /// Creates an assertion.
        ///
        /// - Parameters:
        ///   - name: The name.
        ///   - passed: Whether the assertion holds.
        ///   - message: A description of the problem.
        ///   - rule: The asserted rule.
        ///   - pointer: The location in the body.
        ///   - expected: The expected value.
        ///   - got: The actual value.
        public init(
            name: String, passed: Bool, message: String? = nil, rule: ConformanceRule? = nil,
            pointer: JSONPointer? = nil, expected: String? = nil, got: String? = nil
        ) {
            self.name = name
            self.passed = passed
            self.message = message
            self.rule = rule
            self.pointer = pointer
            self.expected = expected
            self.got = got
        }

        /// The severity of the assertion: that of its rule, or an error for an assertion of the kit.
        public var severity: ConformanceRule.Severity { rule?.severity ?? .error }
    }
}
