/// An instruction of a compiled expression; distances are relative to the instruction itself.
///
/// Unlike absolute places, distances stay correct when a repetition copies a block of instructions.
enum RegularExpressionInstruction: Sendable, Hashable {
    /// Reads one scalar.
    case scalar(UInt32)
    /// Reads one scalar of the set with the given index.
    case set(Int32)
    /// Reads any scalar except line feed and carriage return.
    case anyButLineEnd
    /// Continues both with the next instruction and at a distance.
    case fork(Int32)
    /// Continues at a distance.
    case jump(Int32)
    /// Continues with the next instruction if the place is of a kind.
    case assertion(RegularExpressionAssertion)
    /// Ends the program: the input read so far matches.
    case match
}

/// A kind of place between characters.
enum RegularExpressionAssertion: Sendable, Hashable {
    case textStart
    case textEnd
    case wordBoundary
    case noWordBoundary
}

/// A compiled expression: a nondeterministic automaton, and facts about it that speed up matching.
struct RegularExpressionProgram: Sendable {
    /// The instructions, ``RegularExpressionInstruction/match`` last.
    let code: [RegularExpressionInstruction]
    let sets: [ScalarSet]
    /// The range of instructions that a search needs.
    ///
    /// Parts at the start or end of a pattern that can be empty, such as `.*`, impose no condition on a text that may
    /// contain anything at these places.
    let searched: Range<Int>
    /// A Boolean value that indicates whether a search can succeed only at the start of the text.
    let isAnchored: Bool
    /// The bytes that a search can succeed at, or `nil` if it can succeed without reading any.
    let firstBytes: ByteSet?
    /// The bytes to find in a search, if the pattern is a plain literal.
    let searchedLiteral: [UInt8]?
    /// The bytes that equal a complete text, if the pattern is a plain literal.
    let wholeLiteral: [UInt8]?

    init(_ code: [RegularExpressionInstruction], sets: [ScalarSet], searched: Range<Int>) {
        self.code = code + [.match]
        self.sets = sets
        self.searched = searched
        searchedLiteral = Self.literal(code[searched])
        wholeLiteral = Self.literal(code[...])
        let starts = Self.starts(of: searched, in: code, isTextStart: false)
        isAnchored = starts.isEmpty
        firstBytes = Self.starts(of: searched, in: code, isTextStart: true).reduce(ByteSet()) { bytes, start in
            // A match that reads no character can be anywhere.
            guard let start, var bytes else { return nil }
            switch start {
            case .scalar(let value): bytes.insertFirstBytes(of: value...value)
            case .set(let index): bytes.insertFirstBytes(of: sets[Int(index)])
            case .anyButLineEnd: bytes.insertFirstBytes(of: ScalarSet([0x0A...0x0A, 0x0D...0x0D], isNegated: true))
            case .fork, .jump, .assertion, .match: return nil
            }
            return bytes
        }
    }

    /// The bytes that start every text in which the expression matches a part, or `nil` if a part can be anywhere.
    var literalPrefix: [UInt8]? {
        guard case .assertion(.textStart) = code[0] else { return nil }
        var prefix = ""
        for instruction in code.dropFirst() {
            guard let scalar = Self.scalar(instruction) else { break }
            prefix.unicodeScalars.append(scalar)
        }
        return Array(prefix.utf8)
    }

    /// Returns the UTF-8 of instructions that each read one character.
    private static func literal(_ code: ArraySlice<RegularExpressionInstruction>) -> [UInt8]? {
        var literal = ""
        for instruction in code {
            guard let scalar = scalar(instruction) else { return nil }
            literal.unicodeScalars.append(scalar)
        }
        return Array(literal.utf8)
    }

    /// Returns the only character that an instruction reads, if it has one spelling: bytes that are not UTF-8 read as
    /// U+FFFD.
    private static func scalar(_ instruction: RegularExpressionInstruction) -> Unicode.Scalar? {
        guard case .scalar(let value) = instruction, value != 0xFFFD else { return nil }
        return Unicode.Scalar(value)
    }

    /// Returns the instructions that read the first character of a part of a program; they include `nil` if the part
    /// can be passed without reading any.
    private static func starts(
        of part: Range<Int>, in code: [RegularExpressionInstruction], isTextStart: Bool
    ) -> Set<RegularExpressionInstruction?> {
        var result: Set<RegularExpressionInstruction?> = []
        var visited = Array(repeating: false, count: code.count + 1)
        var pending = [part.lowerBound]
        while let place = pending.popLast() {
            guard !visited[place] else { continue }
            visited[place] = true
            guard place != part.upperBound else {
                result.insert(nil)
                continue
            }
            switch code[place] {
            case .scalar, .set, .anyButLineEnd, .match: result.insert(code[place])
            case .fork(let distance): pending += [place + Int(distance), place + 1]
            case .jump(let distance): pending.append(place + Int(distance))
            // Assertions that cannot be decided yet are assumed to hold.
            case .assertion(let kind) where kind != .textStart || isTextStart: pending.append(place + 1)
            case .assertion: break
            }
        }
        return result
    }
}
