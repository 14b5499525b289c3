extension JSONPath {
    /// The most that a path may ask for.
    public struct Limits: Sendable, Hashable {
        /// The limits used where none are given: 4,096 bytes, 1,000 steps, 32 levels, 1,000,000 nodes.
        public static let `default` = Limits()

        /// The length of the text in bytes.
        public var length: Int
        /// The number of segments and selectors, those of filters included.
        public var steps: Int
        /// The levels of filters and parentheses inside each other.
        public var depth: Int
        /// The nodes that one evaluation may visit.
        public var visitedNodes: Int
        /// The limits of the regular expressions in the path.
        public var pattern: RegularExpression.Limits

        /// Creates limits.
        ///
        /// - Parameters:
        ///   - length: The length of the text in bytes.
        ///   - steps: The number of segments and selectors, those of filters included.
        ///   - depth: The levels of filters and parentheses inside each other.
        ///   - visitedNodes: The nodes that one evaluation may visit.
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
