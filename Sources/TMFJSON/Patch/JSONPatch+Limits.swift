extension JSONPatch {
    /// The most that a patch may ask for.
    ///
    /// A small patch can make a large value: sixty copies of a value into itself would double it sixty times.
    public struct Limits: Sendable, Hashable {
        /// The limits used where none are given: 1,000 operations, 1,000,000 nodes, the greatest depth of a document.
        public static let `default` = Limits()

        /// The number of operations.
        public var operations: Int
        /// The number of values that all operations together may add, copy, compare or look at to find their places.
        ///
        /// Nested values count, every 64 bytes of text and every 16 digits of a number count as one more, and so do every 32
        /// elements or members that move up or down where one is put in or taken out. A value that is moved counts if it comes
        /// to lie deeper.
        public var nodes: Int
        /// The number of arrays and objects in each other that a value put in may reach, ``JSONLimits/highestDepth`` at
        /// most.
        public let depth: Int

        /// Creates limits; a depth above the highest counts as the highest.
        ///
        /// - Parameters:
        ///   - operations: The number of operations.
        ///   - nodes: The number of values that all operations together may add, copy or look at.
        ///   - depth: The number of arrays and objects in each other that a value put in may reach.
        public init(operations: Int = 1_000, nodes: Int = 1_000_000, depth: Int = JSONLimits.highestDepth) {
            self.operations = operations
            self.nodes = nodes
            self.depth = min(max(depth, 0), JSONLimits.highestDepth)
        }
    }
}
