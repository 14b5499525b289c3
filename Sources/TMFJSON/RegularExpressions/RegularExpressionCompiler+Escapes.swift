extension RegularExpressionCompiler {
    /// The meaning of an escape.
    enum Escape {
        case scalar(UInt32)
        case set([ClosedRange<UInt32>], categories: GeneralCategorySet)
        case assertion(RegularExpressionAssertion)
    }

    private static let digits: [ClosedRange<UInt32>] = [0x30...0x39]
    private static let wordCharacters: [ClosedRange<UInt32>] = [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
    private static let spaces: [ClosedRange<UInt32>] = [0x09...0x0D, 0x20...0x20]

    /// Reads an escape, starting at its backslash.
    mutating func escape(isInClass: Bool) throws(RegularExpressionError) -> Escape {
        let start = index
        index += 1
        guard let next = peek() else { throw unexpectedEnd("a character to escape") }
        switch next {
        case "n": return literal(0x0A)
        case "r": return literal(0x0D)
        case "t": return literal(0x09)
        case "p", "P": return try category(isNegated: next == "P", at: start)
        case "(", ")", "*", "+", "-", ".", "?", "[", "\\", "]", "^", "{", "|", "}": return literal(next.value)
        default: break
        }
        if syntax == .extended, let escape = try extendedEscape(next, at: start, isInClass: isInClass) { return escape }
        if let feature = unsupportedFeature(next, isInClass: isInClass) {
            throw unsupported(feature, at: start, expectedEscapes)
        }
        throw RegularExpressionError(.invalidEscape, offset: start, expectation: expectedEscapes)
    }

    private var expectedEscapes: String {
        switch syntax {
        case .iRegexp: "an escape of RFC 9485: \\n, \\r, \\t, \\p{…}, \\P{…} or one of ( ) * + - . ? [ \\ ] ^ { | }"
        case .extended:
            "an escaped punctuation mark or one of \\b \\B \\d \\D \\f \\n \\p \\P \\r \\s \\S \\t \\u \\v \\w \\W \\x"
        }
    }

    private mutating func literal(_ value: UInt32) -> Escape {
        index += 1
        return .scalar(value)
    }

    private mutating func set(_ ranges: [ClosedRange<UInt32>], isNegated: Bool) -> Escape {
        index += 1
        return .set(isNegated ? ScalarSet.complement(of: ranges) : ranges, categories: [])
    }

    /// Reads an escape that RFC 9485 does not have, or returns `nil` if there is no such escape.
    private mutating func extendedEscape(
        _ next: Unicode.Scalar, at start: Int, isInClass: Bool
    ) throws(RegularExpressionError) -> Escape? {
        switch next {
        case "d", "D": return set(Self.digits, isNegated: next == "D")
        case "w", "W": return set(Self.wordCharacters, isNegated: next == "W")
        case "s", "S": return set(Self.spaces, isNegated: next == "S")
        case "f": return literal(0x0C)
        case "v": return literal(0x0B)
        case "b" where isInClass: return literal(0x08)
        case "b", "B":
            guard !isInClass else { return nil }
            index += 1
            return .assertion(next == "b" ? .wordBoundary : .noWordBoundary)
        case "x":
            index += 1
            return .scalar(try hexadecimal(2, at: start))
        case "u":
            index += 1
            return .scalar(try codeUnits(at: start))
        case "!"..."/", ":"..."@", "["..."`", "{"..."~": return literal(next.value)
        default: return nil
        }
    }

    /// Reads the digits of `\uHHHH`, and a second such escape if the first is half of a surrogate pair.
    private mutating func codeUnits(at start: Int) throws(RegularExpressionError) -> UInt32 {
        let first = try hexadecimal(4, at: start)
        guard (0xD800...0xDFFF).contains(first) else { return first }
        if first < 0xDC00, isNext("\\u"), peek(2) != "{" {
            index += 2
            let second = try hexadecimal(4, at: index - 2)
            if (0xDC00...0xDFFF).contains(second) { return 0x1_0000 + (first - 0xD800) << 10 + (second - 0xDC00) }
        }
        throw RegularExpressionError(
            .invalidEscape, offset: start, expectation: "both halves of a surrogate pair")
    }

    private mutating func hexadecimal(_ count: Int, at start: Int) throws(RegularExpressionError) -> UInt32 {
        guard peek() != "{" else { throw unsupported(.codePointInBraces, at: start, "\\xHH or \\uHHHH") }
        var value: UInt32 = 0
        for _ in 0..<count {
            guard let digit = peek().flatMap({ Character($0).hexDigitValue }) else {
                throw unexpected(at: index, "\(count) hexadecimal digits")
            }
            value = value << 4 | UInt32(digit)
            index += 1
        }
        return value
    }

    /// Reads the name of a category in braces, starting at the letter before them.
    private mutating func category(isNegated: Bool, at start: Int) throws(RegularExpressionError) -> Escape {
        index += 1
        guard peek() == "{" else { throw unexpected(at: index, "'{' and a category") }
        index += 1
        guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "}")) else { throw unexpectedEnd("'}'") }
        let name = String(decoding: bytes[index..<end], as: UTF8.self)
        guard let categories = GeneralCategorySet(named: name[...]) else {
            throw RegularExpressionError(
                .unknownCategory, offset: start, expectation: "a general category such as L, Lu or Nd")
        }
        index = end + 1
        return .set([], categories: isNegated ? .all.subtracting(categories) : categories)
    }

    /// Returns the feature of another syntax that an escape belongs to.
    private func unsupportedFeature(_ next: Unicode.Scalar, isInClass: Bool) -> RegularExpressionError.Feature? {
        switch next {
        case "d", "D", "w", "W", "s", "S": .shorthandClass
        case "b" where !isInClass, "B" where !isInClass: .wordBoundary
        case "b" where syntax == .iRegexp: .characterEscape
        case "f", "v", "x", "u": .characterEscape
        case "0": .octalEscape
        case "1"..."9": isInClass ? .octalEscape : .backReference
        case "k", "g": isInClass ? nil : .backReference
        case "c": .controlEscape
        case "h", "H", "V", "N", "R": .spaceClass
        case "A", "z", "Z", "G", "K": isInClass ? nil : .escapedAnchor
        case "X", "C": .characterUnit
        case "Q", "E": .quotation
        default: nil
        }
    }
}
