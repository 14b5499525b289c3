extension JSONPath {
    /// The limits on the resources that a path may use.
    public struct Limits: Sendable, Hashable {
        /// The default limits: 4,096 bytes, 1,000 steps, 32 levels, 1,000,000 nodes.
        public static let `default` = Limits()

        /// The maximum length of the text in bytes.
        public var length: Int
        /// The maximum number of segments and selectors, including those of filters.
        public var steps: Int
        /// The maximum depth of nested filters and parentheses.
        public var depth: Int
        /// The maximum number of nodes that one evaluation may visit.
        public var visitedNodes: Int
        /// The limits of the regular expressions in the path.
        public var pattern: RegularExpression.Limits

        /// Creates limits.
        ///
        /// - Parameters:
        ///   - length: The maximum length of the text in bytes.
        ///   - steps: The maximum number of segments and selectors, including those of filters.
        ///   - depth: The maximum depth of nested filters and parentheses.
        ///   - visitedNodes: The maximum number of nodes that one evaluation may visit.
        ///   - pattern: The limits of the regular expressions in the path.
        public init(
            length: Int = 4_096,
            steps: Int = 1_000,
            depth: Int = 32,
            visitedNodes: Int = 1_000_000,
            pattern: RegularExpression.Limits = .default
        ) {
            self.length = length
            self.steps = steps
            self.depth = depth
            self.visitedNodes = visitedNodes
            self.pattern = pattern
        }
    }
}
