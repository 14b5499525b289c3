extension ConformanceReport {
    /// An assertion that was made of a response.
    public struct Assertion: Sendable, Hashable {
        /// The name.
        public let name: String
        /// Whether the response is as asserted.
        public let passed: Bool
        /// What is wrong, or `nil` if the assertion passed.
        public let message: String?
    }
}
