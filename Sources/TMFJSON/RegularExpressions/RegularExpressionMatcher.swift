/// Matches texts against one expression, with working memory that is reused from one text to the next.
///
/// All paths through the program are followed side by side, character by character, and two paths that reach the same
/// instruction continue as one. So a character costs at most two visits to each instruction, one to reach it and one to
/// read the character, whatever the pattern.
///
/// A text is UTF-8; each of its bytes that is not part of a valid character counts as U+FFFD.
package struct RegularExpressionMatcher: Sendable {
    private let program: RegularExpressionProgram
    /// The instructions that read a character and have been reached at the current place.
    private var threads: Places
    /// The instructions that have been reached at the place after the current character.
    private var nextThreads: Places
    /// The far ends of the forks that have been passed and not yet followed.
    private var pending: Places
    /// For each instruction, the last place, in any text, at which it was reached.
    private var visits: [Int]
    /// The current place, counted across all texts.
    private var visit = 0
    /// The number of instructions visited since the matcher was created.
    package private(set) var steps = 0
    /// The number of steps at which matching stops without a result.
    private var lastStep = Int.max
    /// For each set, the last place, in any text, at which it was tested, and the result.
    ///
    /// Paths that wait for the same set at one place, as the repetitions of a class do, test it once.
    private var answers: [(visit: Int, isMember: Bool)]

    /// A list of places in the program, with room for all of them.
    private struct Places: Sendable {
        private var elements: [Int32]
        private(set) var count = 0

        init(capacity: Int) { elements = Array(repeating: 0, count: capacity) }

        @inline(__always)
        subscript(_ index: Int) -> Int { Int(elements[index]) }

        @inline(__always)
        mutating func append(_ place: Int) {
            elements[count] = Int32(truncatingIfNeeded: place)
            count += 1
        }

        @inline(__always)
        mutating func removeLast() -> Int {
            count -= 1
            return Int(elements[count])
        }

        @inline(__always)
        mutating func removeAll() { count = 0 }
    }

    /// Creates a matcher.
    ///
    /// - Parameter expression: The expression to match texts against.
    package init(_ expression: RegularExpression) {
        program = expression.program
        let size = expression.program.code.count
        threads = Places(capacity: size)
        nextThreads = Places(capacity: size)
        pending = Places(capacity: size)
        visits = Array(repeating: 0, count: size)
        answers = Array(repeating: (-1, false), count: expression.program.sets.count)
    }

    /// The number of instructions of the program.
    package var programSize: Int { program.code.count }

    /// Returns whether the expression matches a text, within a limit on the work.
    ///
    /// - Parameters:
    ///   - text: The text in UTF-8.
    ///   - isWhole: Whether the text must match from its start to its end.
    ///   - work: The number of steps that may be taken, which is reduced by the steps taken. Examining 32 bytes also
    ///     counts as a step.
    /// - Returns: Whether the text matches, or `nil` if more steps are needed; the work then is below zero.
    package mutating func matches(_ text: Span<UInt8>, isWhole: Bool, work: inout Int) -> Bool? {
        let start = steps
        let (limit, isBeyond) = start.addingReportingOverflow(max(work, 0))
        lastStep = isBeyond ? .max : limit
        defer { lastStep = .max }
        let isMatch = isWhole ? matches(wholeOf: text) : matches(partOf: text)
        work = work &- (steps &- start) &- text.count / 32
        return work < 0 ? nil : isMatch
    }

    /// Returns whether the expression matches a complete text.
    ///
    /// - Parameter text: The text in UTF-8.
    /// - Returns: `true` if the text matches from its start to its end.
    package mutating func matches(wholeOf text: Span<UInt8>) -> Bool {
        if let literal = program.wholeLiteral {
            return literal.count == text.count && isFound(literal, at: 0, in: text)
        }
        startText()
        follow(0, at: 0, in: text)
        var position = 0
        while position < text.count {
            guard threads.count > 0, steps <= lastStep else { return false }
            let (scalar, length) = text.scalar(at: position)
            position += length
            read(scalar, until: position, in: text)
        }
        return visits[program.code.count - 1] == visit
    }

    /// Returns whether the expression matches any part of a text.
    ///
    /// - Parameter text: The text in UTF-8.
    /// - Returns: `true` if any part of the text matches.
    package mutating func matches(partOf text: Span<UInt8>) -> Bool {
        if let literal = program.searchedLiteral { return contains(text, literal) }
        let start = program.searched.lowerBound
        let end = program.searched.upperBound
        startText()
        var position = 0
        while true {
            if threads.count == 0, !program.isAnchored, let firstBytes = program.firstBytes {
                // A byte in the middle of a character is in this set only if the character's first byte is, so this
                // ends where a character starts.
                while position < text.count, !firstBytes.contains(text[position]) { position += 1 }
                // Try again here any instruction that an assertion has kept from being reached before.
                visit += 1
            }
            if position == 0 || !program.isAnchored { follow(start, at: position, in: text) }
            if visits[end] == visit { return true }
            guard position < text.count, threads.count > 0 || !program.isAnchored, steps <= lastStep else {
                return false
            }
            let (scalar, length) = text.scalar(at: position)
            position += length
            read(scalar, until: position, in: text)
            if visits[end] == visit { return true }
        }
    }

    private mutating func startText() {
        visit += 1
        threads.removeAll()
    }

    /// Moves past a character, keeping the paths that can read it.
    @inline(__always)
    private mutating func read(_ scalar: UInt32, until position: Int, in text: Span<UInt8>) {
        visit += 1
        swap(&threads, &nextThreads)
        threads.removeAll()
        steps += nextThreads.count
        for index in 0..<nextThreads.count {
            let place = nextThreads[index]
            let isRead =
                switch program.code[place] {
                case .scalar(let value): value == scalar
                case .set(let index): isMember(scalar, of: Int(index))
                case .anyButLineEnd: scalar != 0x0A && scalar != 0x0D
                case .fork, .jump, .assertion, .match: false
                }
            if isRead { follow(place + 1, at: position, in: text) }
        }
    }

    @inline(__always)
    private mutating func isMember(_ scalar: UInt32, of set: Int) -> Bool {
        // An ASCII lookup is as fast as reading a stored result.
        if scalar < 0x80 { return program.sets[set].contains(scalar) }
        if answers[set].visit != visit { answers[set] = (visit, program.sets[set].contains(scalar)) }
        return answers[set].isMember
    }

    /// Follows an instruction to all instructions that read the next character.
    @inline(__always)
    private mutating func follow(_ start: Int, at position: Int, in text: Span<UInt8>) {
        var place = start
        while true {
            var isAtEnd = visits[place] == visit
            while !isAtEnd {
                visits[place] = visit
                steps += 1
                switch program.code[place] {
                case .scalar, .set, .anyButLineEnd:
                    threads.append(place)
                    isAtEnd = true
                case .fork(let distance):
                    pending.append(place + Int(distance))
                    place += 1
                case .jump(let distance): place += Int(distance)
                case .assertion(let kind):
                    isAtEnd = !holds(kind, at: position, in: text)
                    place += 1
                case .match: isAtEnd = true
                }
                isAtEnd = isAtEnd || visits[place] == visit
            }
            guard pending.count > 0 else { return }
            place = pending.removeLast()
        }
    }

    private func holds(_ kind: RegularExpressionAssertion, at position: Int, in text: Span<UInt8>) -> Bool {
        switch kind {
        case .textStart: return position == 0
        case .textEnd: return position == text.count
        case .wordBoundary, .noWordBoundary:
            // Word characters are ASCII, so bytes suffice.
            let isBehindWord = position > 0 && Self.isWord(text[position - 1])
            let isBeforeWord = position < text.count && Self.isWord(text[position])
            return (isBehindWord != isBeforeWord) == (kind == .wordBoundary)
        }
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x5F, 0x61...0x7A: true
        default: false
        }
    }
}

// MARK: - Literals

extension RegularExpressionMatcher {
    private mutating func contains(_ text: Span<UInt8>, _ literal: [UInt8]) -> Bool {
        guard let first = literal.first else { return true }
        guard literal.count <= text.count else { return false }
        for position in 0...text.count - literal.count where text[position] == first {
            if isFound(literal, at: position, in: text) { return true }
            if steps > lastStep { return false }
        }
        return false
    }

    private mutating func isFound(_ literal: [UInt8], at position: Int, in text: Span<UInt8>) -> Bool {
        for index in literal.indices {
            steps += 1
            guard text[position + index] == literal[index] else { return false }
        }
        return true
    }
}
