extension RegularExpression {
    /// The limits on the resources that a pattern may use.
    ///
    /// A pattern that exceeds a limit is rejected with ``RegularExpressionError/Code/limitExceeded(_:)``, before the
    /// work that the limit is there to prevent.
    public struct Limits: Sendable, Hashable {
        /// The greatest supported ``programSize``.
        public static let highestProgramSize = 1 << 20

        /// The default limits: 1,024 bytes, 10,000 instructions, groups nested 100 deep.
        public static let `default` = Limits()

        /// The maximum length of the pattern in bytes of UTF-8.
        public let patternLength: Int
        /// The maximum number of instructions that the pattern may compile to, with its repetitions written out.
        ///
        /// A character or class is one instruction; `*`, `+`, `?` and `|` add one or two. `a{1000}` is 1,000
        /// instructions.
        public let programSize: Int
        /// The maximum depth of nested groups.
        public let depth: Int

        /// Creates limits; a value below zero counts as zero.
        ///
        /// - Parameters:
        ///   - patternLength: The maximum length of the pattern in bytes of UTF-8.
        ///   - programSize: The maximum number of instructions, up to ``highestProgramSize``.
        ///   - depth: The maximum depth of nested groups.
        public init(patternLength: Int = 1_024, programSize: Int = 10_000, depth: Int = 100) {
            self.patternLength = max(patternLength, 0)
            self.programSize = min(max(programSize, 0), Self.highestProgramSize)
            self.depth = max(depth, 0)
        }
    }
}
