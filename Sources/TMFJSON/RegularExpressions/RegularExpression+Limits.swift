extension RegularExpression {
    /// The most that one pattern may ask for.
    ///
    /// A pattern beyond a limit is refused with ``RegularExpressionError/Code/limitExceeded(_:)``, before the work that the
    /// limit is there to prevent.
    public struct Limits: Sendable, Hashable {
        /// The greatest ``programSize`` that can be asked for.
        public static let highestProgramSize = 1 << 20

        /// The limits used where none are given: 1,024 bytes, 10,000 instructions, groups 100 deep.
        public static let `default` = Limits()

        /// The length of the pattern in bytes of UTF-8.
        public let patternLength: Int
        /// The number of instructions that the pattern may come to, with its repetitions written out.
        ///
        /// A character or class is one instruction; `*`, `+`, `?` and `|` add one or two. `a{1000}` is 1,000 instructions.
        public let programSize: Int
        /// The number of groups that may be open at once.
        public let depth: Int

        /// Creates limits; a value below zero counts as zero.
        ///
        /// - Parameters:
        ///   - patternLength: The length of the pattern in bytes of UTF-8.
        ///   - programSize: The number of instructions that the pattern may come to, ``highestProgramSize`` at most.
        ///   - depth: The number of groups that may be open at once.
        public init(patternLength: Int = 1_024, programSize: Int = 10_000, depth: Int = 100) {
            self.patternLength = max(patternLength, 0)
            self.programSize = min(max(programSize, 0), Self.highestProgramSize)
            self.depth = max(depth, 0)
        }
    }
}
