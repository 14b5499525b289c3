extension RegularExpressionCompiler {
    /// Reads a part of a branch that is not a group, and writes its instruction.
    mutating func atom(_ next: Unicode.Scalar) throws(RegularExpressionError) {
        let start = index
        switch next {
        case "*", "+", "?", "{":
            throw RegularExpressionError(
                .invalidQuantifier, offset: start, expectation: "something to repeat before it")
        case "}", "]": throw unexpected(at: start, "'\\\(next)' for the character '\(next)'")
        case ".":
            index += 1
            try append(.anyButLineEnd, at: start)
        case "[": try append(characterClass(), at: start)
        case "^" where syntax == .extended:
            index += 1
            try appendAssertion(.textStart, at: start)
        case "$" where syntax == .extended:
            index += 1
            try appendAssertion(.textEnd, at: start)
        case "\\":
            switch try escape(isInClass: false) {
            case .scalar(let value): try append(value, at: start)
            case .set(let ranges, let categories): try append(ScalarSet(ranges, categories: categories), at: start)
            case .assertion(let kind): try appendAssertion(kind, at: start)
            }
        default: try append(scalar(), at: start)
        }
    }

    private mutating func appendAssertion(
        _ kind: RegularExpressionAssertion, at offset: Int
    ) throws(RegularExpressionError) {
        try append(.assertion(kind), at: offset)
        // Dialects disagree about repeated assertions; most likely something is missing before the quantifier.
        switch peek() {
        case "*", "+", "?", "{":
            throw RegularExpressionError(
                .invalidQuantifier, offset: index, expectation: "a character, class or group before it")
        default: break
        }
    }

    /// Reads the parenthesis that opens a group, and a `?:` after it.
    mutating func groupPrefix() throws(RegularExpressionError) {
        let start = index
        index += 1
        switch peek() {
        case "*":
            if let next = peek(1), ("A"..."Z").contains(next) {
                throw unsupported(.verb, at: start, "a pattern without verbs such as (*FAIL)")
            }
        case "?":
            guard isNext("?:"), syntax != .iRegexp else { throw unsupportedGroup(at: start) }
            index += 2
        default: break
        }
    }

    /// Returns the error for a group whose `(?` is followed by something that the syntax does not define.
    private func unsupportedGroup(at start: Int) -> RegularExpressionError {
        guard let next = peek(1) else { return unexpectedEnd("':'") }
        let feature: RegularExpressionError.Feature
        switch next {
        case ":": feature = .nonCapturingGroup
        case "=", "!": feature = .lookAhead
        case "<": feature = isNext("?<=") || isNext("?<!") ? .lookBehind : .namedGroup
        case "'": feature = .namedGroup
        case "P": feature = isNext("?P=") ? .backReference : isNext("?P>") ? .recursion : .namedGroup
        case ">": feature = .atomicGroup
        case "|": feature = .branchReset
        case "(": feature = .conditional
        case "#": feature = .comment
        case "R", "&", "+", "0"..."9": feature = .recursion
        case "-":
            if let digit = peek(2), ("0"..."9").contains(digit) { feature = .recursion } else { feature = .inlineFlags }
        case "^", "a"..."z", "A"..."Z": feature = .inlineFlags
        default:
            return RegularExpressionError(
                .invalidQuantifier, offset: start + 1, expectation: "something to repeat before it")
        }
        return unsupported(feature, at: start, syntax == .iRegexp ? "'('" : "'(' or '(?:'")
    }
}
