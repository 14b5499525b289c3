extension JSONPatch {
    /// The limits on the resources that applying a patch may use.
    ///
    /// A small patch can create a large value: copying a value into itself sixty times doubles it sixty times.
    public struct Limits: Sendable, Hashable {
        /// The default limits: 1,000 operations, 1,000,000 nodes, and the greatest depth of a document.
        public static let `default` = Limits()

        /// The maximum number of operations.
        public var operations: Int
        /// The maximum number of values that all operations together may add, copy, compare or visit.
        ///
        /// Nested values count. Every 64 bytes of text and every 16 digits of a number count as one more, and so do
        /// every 32 elements or members that shift when another is inserted or removed. A moved value counts if it ends
        /// up at a greater depth.
        public var nodes: Int
        /// The maximum depth of nested arrays and objects that an inserted value may reach, up to
        /// ``JSONLimits/highestDepth``.
        public let depth: Int

        /// Creates limits, reducing a depth above the highest supported depth.
        ///
        /// - Parameters:
        ///   - operations: The maximum number of operations.
        ///   - nodes: The maximum number of values that all operations together may add, copy, compare or visit.
        ///   - depth: The maximum depth of nested arrays and objects that an inserted value may reach.
        public init(operations: Int = 1_000, nodes: Int = 1_000_000, depth: Int = JSONLimits.highestDepth) {
            self.operations = operations
            self.nodes = nodes
            self.depth = min(max(depth, 0), JSONLimits.highestDepth)
        }
    }
}
