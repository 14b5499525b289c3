extension RegularExpressionCompiler {
    /// Reads a class, starting at its opening bracket.
    mutating func characterClass() throws(RegularExpressionError) -> ScalarSet {
        index += 1
        let isNegated = peek() == "^"
        if isNegated { index += 1 }
        // The members for which case is ignored; shorthand classes and categories are unaffected.
        var written: [ClosedRange<UInt32>] = []
        var named: [ClosedRange<UInt32>] = []
        var categories: GeneralCategorySet = []
        let first = index
        while true {
            guard let next = peek() else { throw unexpectedEnd("']' to close the class") }
            if next == "]" {
                guard index > first else { throw unexpected(at: index, "a character in the class") }
                index += 1
                break
            }
            if next == "-", try isHyphen(isFirst: index == first) {
                index += 1
                written.append(0x2D...0x2D)
                continue
            }
            let start = index
            switch try member() {
            case .scalar(let lowest):
                let highest = try rangeEnd() ?? lowest
                guard lowest <= highest else {
                    throw RegularExpressionError(
                        .invalidRange, offset: start, expectation: "the ends of the range in ascending order")
                }
                written.append(lowest...highest)
            case .set(let ranges, let mask):
                named += ranges
                categories.formUnion(mask)
            case .assertion: break
            }
        }
        if ignoresCase { written = CaseOrbits.shared.closure(of: written) }
        return ScalarSet(written + named, categories: categories, isNegated: isNegated)
    }

    /// Returns whether a `-` where a member may start stands for itself and does not start a range.
    private func isHyphen(isFirst: Bool) throws(RegularExpressionError) -> Bool {
        switch syntax {
        case .iRegexp:
            // The grammar allows it at the start and at the end.
            guard isFirst || peek(1) == "]" else {
                throw unexpected(at: index, "'-' at the start or end of the class, or '\\-'")
            }
            return true
        case .extended:
            guard peek(1) == "-", peek(2) != "]" else { return true }
            // After other members, two of them are a set difference in some dialects.
            guard isFirst else { throw unexpected(at: index + 1, "'\\-' for the character '-'") }
            return false
        }
    }

    /// Reads a character or an escape in a class.
    private mutating func member() throws(RegularExpressionError) -> Escape {
        switch peek() {
        case "\\": return try escape(isInClass: true)
        case "[":
            if isNext("[:") || isNext("[.") || isNext("[=") {
                throw unsupported(.posixClass, at: index, "ranges, a category or '\\['")
            }
            throw unsupported(.classSetOperation, at: index, "'\\[' for the character '['")
        case "&" where syntax == .extended && isNext("&&"):
            throw unsupported(.classSetOperation, at: index, "'\\&' for the character '&'")
        default: return .scalar(scalar())
        }
    }

    /// Reads the end of a range, if the next character is a `-` that forms one.
    private mutating func rangeEnd() throws(RegularExpressionError) -> UInt32? {
        guard peek() == "-", peek(1) != "]" else { return nil }
        index += 1
        let start = index
        guard let next = peek() else { throw unexpectedEnd("the end of the range") }
        if next == "-", syntax == .iRegexp {
            throw unexpected(at: start, "the end of the range, or '\\-' for the character '-'")
        }
        guard case .scalar(let value) = try member() else {
            throw RegularExpressionError(
                .invalidRange, offset: start, expectation: "a character as the end of the range")
        }
        return value
    }
}
