/// Reads a pattern and writes the program for it, in one pass.
///
/// Each part of the pattern becomes one block of instructions, which a quantifier copies and surrounds. There is no
/// tree in between, so nothing here recurses, and the size of a quantifier's result is known before it is built.
struct RegularExpressionCompiler {
    /// A group that is open, or the pattern itself.
    private struct Group {
        /// The start of the group's instructions.
        var start: Int
        /// The start of the current branch's instructions.
        var branchStart: Int
        /// A Boolean value that indicates whether the current branch can match an empty text, at any position.
        var isBranchOptional = true
        /// A Boolean value that indicates whether one of the previous branches can match an empty text.
        var isOptional = false
        /// The jumps at the ends of the previous branches, which lead to the end of the group.
        var exits: [Int] = []
    }

    let bytes: [UInt8]
    let syntax: RegularExpression.Syntax
    let ignoresCase: Bool
    private let limits: RegularExpression.Limits
    /// The index of the next byte of the pattern.
    var index = 0

    private var code: [RegularExpressionInstruction] = []
    private var sets: [ScalarSet] = []
    private var indices: [ScalarSet: Int32] = [:]
    private var group = Group(start: 0, branchStart: 0)
    private var outerGroups: [Group] = []
    /// The part of the outermost branch from its first to its last piece that cannot be empty.
    private var searched: Range<Int>?

    init(
        _ pattern: String, syntax: RegularExpression.Syntax, ignoresCase: Bool, limits: RegularExpression.Limits
    ) throws(RegularExpressionError) {
        guard pattern.utf8.count <= limits.patternLength else {
            throw RegularExpressionError(
                .limitExceeded(.patternLength), offset: limits.patternLength,
                expectation: "at most \(limits.patternLength) bytes")
        }
        bytes = Array(pattern.utf8)
        self.syntax = syntax
        self.ignoresCase = ignoresCase
        self.limits = limits
    }

    /// Reads the complete pattern.
    mutating func program() throws(RegularExpressionError) -> RegularExpressionProgram {
        while let next = peek() {
            switch next {
            case "|": try endBranch()
            case "(": try openGroup()
            case ")": try closeGroup()
            default:
                let start = code.count
                try atom(next)
                try endPiece(from: start, isOptional: false)
            }
        }
        guard outerGroups.isEmpty else { throw unexpectedEnd("')' to close the group") }
        let hasBranches = !group.exits.isEmpty
        closeBranches()
        let empty = code.count..<code.count
        return RegularExpressionProgram(
            code, sets: sets, searched: hasBranches ? 0..<code.count : searched ?? empty)
    }

    /// Returns an unread character of the pattern, or `nil` if the pattern ends before it.
    ///
    /// The distance is in bytes. A byte of a non-ASCII character yields an arbitrary non-ASCII character.
    func peek(_ distance: Int = 0) -> Unicode.Scalar? {
        index + distance < bytes.count ? Unicode.Scalar(bytes[index + distance]) : nil
    }

    /// Returns whether the given ASCII characters come next.
    func isNext(_ text: String) -> Bool {
        bytes[index...].starts(with: text.utf8)
    }

    /// Reads the next scalar, which must exist.
    mutating func scalar() -> UInt32 {
        let (value, length) = bytes.span.scalar(at: index)
        index += length
        return value
    }

    func unexpectedEnd(_ expectation: String) -> RegularExpressionError {
        RegularExpressionError(.unexpectedEnd, offset: bytes.count, expectation: expectation)
    }

    /// Returns the error for a byte that is not allowed at its position, or for an unexpected end.
    func unexpected(at offset: Int, _ expectation: String) -> RegularExpressionError {
        guard offset < bytes.count else { return unexpectedEnd(expectation) }
        return RegularExpressionError(.unexpectedCharacter, offset: offset, expectation: expectation)
    }

    func unsupported(
        _ feature: RegularExpressionError.Feature, at offset: Int, _ expectation: String
    ) -> RegularExpressionError {
        RegularExpressionError(.unsupported(feature: feature.description), offset: offset, expectation: expectation)
    }
}

// MARK: - Branches and groups

extension RegularExpressionCompiler {
    private mutating func endBranch() throws(RegularExpressionError) {
        try reserve(2, at: index)
        let length = code.count - group.branchStart
        code.insert(.fork(Int32(length + 2)), at: group.branchStart)
        group.exits.append(code.count)
        code.append(.jump(0))
        group.branchStart = code.count
        group.isOptional = group.isOptional || group.isBranchOptional
        group.isBranchOptional = true
        index += 1
    }

    private mutating func closeBranches() {
        for exit in group.exits { code[exit] = .jump(Int32(code.count - exit)) }
        group.isOptional = group.isOptional || group.isBranchOptional
    }

    private mutating func openGroup() throws(RegularExpressionError) {
        guard outerGroups.count < limits.depth else {
            throw RegularExpressionError(
                .limitExceeded(.depth), offset: index, expectation: "groups nested at most \(limits.depth) deep")
        }
        try groupPrefix()
        outerGroups.append(group)
        group = Group(start: code.count, branchStart: code.count)
    }

    private mutating func closeGroup() throws(RegularExpressionError) {
        guard let outer = outerGroups.popLast() else {
            throw unexpected(at: index, "no ')' without a '(' before it")
        }
        index += 1
        closeBranches()
        let inner = group
        group = outer
        try endPiece(from: inner.start, isOptional: inner.isOptional)
    }

    /// Ends a part of a branch: reads the quantifier after it, and notes its range.
    private mutating func endPiece(from start: Int, isOptional: Bool) throws(RegularExpressionError) {
        var isOptional = isOptional
        let offset = index
        if let quantifier = try quantifier() {
            try repeatBlock(from: start, quantifier, at: offset)
            isOptional = isOptional || quantifier.lowest == 0
        }
        guard !isOptional else { return }
        group.isBranchOptional = false
        if outerGroups.isEmpty { searched = (searched?.lowerBound ?? start)..<code.count }
    }
}

// MARK: - Instructions

extension RegularExpressionCompiler {
    /// Throws if the program has no room for more instructions.
    private func reserve(_ count: Int, at offset: Int) throws(RegularExpressionError) {
        guard count <= limits.programSize - code.count else {
            throw RegularExpressionError(
                .limitExceeded(.programSize), offset: offset,
                expectation: "a pattern of at most \(limits.programSize) instructions")
        }
    }

    mutating func append(_ instruction: RegularExpressionInstruction, at offset: Int) throws(RegularExpressionError) {
        try reserve(1, at: offset)
        code.append(instruction)
    }

    mutating func append(_ set: ScalarSet, at offset: Int) throws(RegularExpressionError) {
        let index = indices[set] ?? Int32(sets.count)
        try append(.set(index), at: offset)
        guard Int(index) == sets.count else { return }
        sets.append(set)
        indices[set] = index
    }

    mutating func append(_ scalar: UInt32, at offset: Int) throws(RegularExpressionError) {
        if ignoresCase, let orbit = CaseOrbits.shared.orbit(of: scalar) {
            try append(ScalarSet(orbit.map { $0...$0 }), at: offset)
        } else {
            try append(.scalar(scalar), at: offset)
        }
    }

    private mutating func repeatBlock(
        from start: Int, _ quantifier: RegularExpressionQuantifier, at offset: Int
    ) throws(RegularExpressionError) {
        let block = Array(code[start...])
        // Repeating nothing yields nothing; copying it would be work that no limit counts.
        guard !block.isEmpty else { return }
        let lowest = quantifier.lowest
        try reserve(quantifier.size(repeating: block.count) - block.count, at: offset)
        code.removeSubrange(start...)
        for _ in 0..<lowest { code += block }
        if let highest = quantifier.highest {
            // Each further copy can be skipped together with those after it.
            for remaining in stride(from: highest - lowest, to: 0, by: -1) {
                code.append(.fork(Int32(remaining * (block.count + 1))))
                code += block
            }
        } else if lowest == 0 {
            code.append(.fork(Int32(block.count + 2)))
            code += block
            code.append(.jump(Int32(-block.count - 1)))
        } else {
            code.append(.fork(Int32(-block.count)))
        }
    }
}
