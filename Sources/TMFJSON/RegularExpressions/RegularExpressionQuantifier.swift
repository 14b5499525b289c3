/// The number of times that a part of a pattern is repeated.
struct RegularExpressionQuantifier {
    /// The greatest number of repetitions that can be represented; any larger number also exceeds every limit on a
    /// program.
    static let highestBound = Int(Int32.max)

    var lowest: Int
    /// The maximum number of repetitions, or `nil` if it is unlimited.
    var highest: Int?

    /// Returns the number of instructions of a repeated block, or a number larger than any program.
    func size(repeating block: Int) -> Int {
        // A bound and a block have at most 32 bits, so their products fit.
        let (block, lowest) = (Int64(block), Int64(lowest))
        let size: Int64
        if let highest {
            size = lowest * block + (Int64(highest) - lowest) * (block + 1)
        } else {
            size = lowest == 0 ? block + 2 : lowest * block + 1
        }
        return Int(min(size, Int64(Int32.max)))
    }
}

extension RegularExpressionCompiler {
    /// Reads a quantifier, if one comes next.
    mutating func quantifier() throws(RegularExpressionError) -> RegularExpressionQuantifier? {
        let quantifier: RegularExpressionQuantifier
        switch peek() {
        case "*": quantifier = RegularExpressionQuantifier(lowest: 0, highest: nil)
        case "+": quantifier = RegularExpressionQuantifier(lowest: 1, highest: nil)
        case "?": quantifier = RegularExpressionQuantifier(lowest: 0, highest: 1)
        case "{": quantifier = try bounds()
        default: return nil
        }
        index += 1
        switch peek() {
        case "?":
            guard syntax != .iRegexp else {
                throw unsupported(.lazyQuantifier, at: index, "a quantifier without '?', which means the same here")
            }
            index += 1
        case "+":
            throw unsupported(.possessiveQuantifier, at: index, "a quantifier without '+'")
        default: break
        }
        return quantifier
    }

    /// Reads `{n}`, `{n,}` or `{n,m}` up to its closing brace.
    private mutating func bounds() throws(RegularExpressionError) -> RegularExpressionQuantifier {
        let start = index
        index += 1
        let lowest = try bound(of: start)
        guard peek() == "," else {
            guard peek() == "}" else { throw unexpected(at: index, "a digit, ',' or '}'") }
            return RegularExpressionQuantifier(lowest: lowest, highest: lowest)
        }
        index += 1
        guard peek() != "}" else { return RegularExpressionQuantifier(lowest: lowest, highest: nil) }
        let highest = try bound(of: start)
        guard peek() == "}" else { throw unexpected(at: index, "a digit or '}'") }
        guard lowest <= highest else {
            throw RegularExpressionError(
                .invalidQuantifier, offset: start, expectation: "bounds in ascending order")
        }
        return RegularExpressionQuantifier(lowest: lowest, highest: highest)
    }

    private mutating func bound(of start: Int) throws(RegularExpressionError) -> Int {
        var value = 0
        var isEmpty = true
        while let digit = peek(), ("0"..."9").contains(digit) {
            let digit = Int(digit.value - 0x30)
            guard value <= (RegularExpressionQuantifier.highestBound - digit) / 10 else {
                throw RegularExpressionError(
                    .limitExceeded(.programSize), offset: start,
                    expectation: "bounds of at most \(RegularExpressionQuantifier.highestBound)")
            }
            value = value * 10 + digit
            isEmpty = false
            index += 1
        }
        guard !isEmpty else { throw unexpected(at: index, "a digit") }
        return value
    }
}
