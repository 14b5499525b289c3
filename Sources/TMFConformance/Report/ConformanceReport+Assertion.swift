public import TMFJSON

extension ConformanceReport {
    /// An assertion that was made of a response.
    public struct Assertion: Sendable, Hashable {
        /// The name; of a rule its title.
        public var name: String
        /// Whether the response is as asserted.
        public var passed: Bool
        /// What is wrong, or `nil` if the assertion passed.
        public var message: String?
        /// The rule that was asserted, or `nil` if the published kit asserts it.
        public var rule: ConformanceRule?
        /// The place in the body, if the assertion is about one.
        public var pointer: JSONPointer?
        /// What was expected, in words or JSON, if the assertion failed.
        public var expected: String?
        /// What was there instead, in words or JSON, if the assertion failed.
        public var got: String?

        /// Creates an assertion.
        ///
        /// - Parameters:
        ///   - name: The name.
        ///   - passed: Whether the response is as asserted.
        ///   - message: What is wrong.
        ///   - rule: The rule that was asserted.
        ///   - pointer: The place in the body.
        ///   - expected: What was expected.
        ///   - got: What was there instead.
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

        /// How much the assertion weighs: that of its rule, and that of an error where the kit asserts it.
        public var severity: ConformanceRule.Severity { rule?.severity ?? .error }
    }
}
