/// An instruction of a compiled expression; distances are counted from the instruction itself.
///
/// Distances, other than places, stay right when a repetition copies a block of instructions.
enum RegularExpressionInstruction: Sendable, Hashable {
    /// Reads one scalar.
    case scalar(UInt32)
    /// Reads one scalar of a set, given by its index.
    case set(Int32)
    /// Reads any scalar but line feed and carriage return.
    case anyButLineEnd
    /// Goes on with the next instruction, and also at a distance.
    case fork(Int32)
    /// Goes on at a distance.
    case jump(Int32)
    /// Goes on with the next instruction if the place is of a kind.
    case assertion(RegularExpressionAssertion)
    /// Ends the program: what was read matches.
    case match
}

/// A kind of place between characters.
enum RegularExpressionAssertion: Sendable, Hashable {
    case textStart
    case textEnd
    case wordBoundary
    case noWordBoundary
}

/// A compiled expression: a nondeterministic automaton, and what is known about it beforehand.
struct RegularExpressionProgram: Sendable {
    /// The instructions, ``RegularExpressionInstruction/match`` last.
    let code: [RegularExpressionInstruction]
    let sets: [ScalarSet]
    /// The part of the instructions that a search needs.
    ///
    /// What can be empty at the start or end of a pattern, such as `.*`, is no condition on a text that may have anything
    /// in these places.
    let searched: Range<Int>
    /// Whether a search succeeds at the start of the text or not at all.
    let isAnchored: Bool
    /// The bytes that a search can succeed at, or `nil` if it can succeed without any.
    let firstBytes: ByteSet?
    /// The bytes to look for in a search, if that is all there is to it.
    let searchedLiteral: [UInt8]?
    /// The bytes that a whole text must be, if that is all there is to it.
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
            // Without a character to read, a match can be anywhere.
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

    /// The bytes that every text begins with in which the expression matches a part, or `nil` if a part can lie anywhere.
    var literalPrefix: [UInt8]? {
        guard case .assertion(.textStart) = code[0] else { return nil }
        var prefix = ""
        for instruction in code.dropFirst() {
            guard let scalar = Self.scalar(instruction) else { break }
            prefix.unicodeScalars.append(scalar)
        }
        return Array(prefix.utf8)
    }

    /// Returns the UTF-8 of instructions that read one character each.
    private static func literal(_ code: ArraySlice<RegularExpressionInstruction>) -> [UInt8]? {
        var literal = ""
        for instruction in code {
            guard let scalar = scalar(instruction) else { return nil }
            literal.unicodeScalars.append(scalar)
        }
        return Array(literal.utf8)
    }

    /// The only character that an instruction reads, if it has one spelling: bytes that are not UTF-8 read as U+FFFD.
    private static func scalar(_ instruction: RegularExpressionInstruction) -> Unicode.Scalar? {
        guard case .scalar(let value) = instruction, value != 0xFFFD else { return nil }
        return Unicode.Scalar(value)
    }

    /// Returns the instructions that read the first character of what a part of a program matches, `nil` among them if
    /// the part can be left without reading any.
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
            // Places whose kind is not known yet are taken to be of the kind.
            case .assertion(let kind) where kind != .textStart || isTextStart: pending.append(place + 1)
            case .assertion: break
            }
        }
        return result
    }
}
