extension PathParser {
    /// The largest integer that a path may contain (RFC 9535 section 2.1, RFC 7493).
    private static let largestInteger = 1 << 53 - 1

    /// The characters that end a name in the TMF630 dialect.
    private static let nameEnds = Set(".[](),'\"`*?:!=<>~&| \t\n\r".utf8)

    /// Parses a name without quotation marks.
    mutating func shorthand() throws(Failure) -> PathName {
        if isTMF, current == UInt8(ascii: "`") { return try quoted() }
        let start = offset
        while let current, isNameByte(current, isFirst: offset == start) { offset += 1 }
        guard offset > start else { throw unexpected("a name") }
        return PathName(String(decoding: bytes[start..<offset], as: UTF8.self))
    }

    private func isNameByte(_ byte: UInt8, isFirst: Bool) -> Bool {
        if isTMF { return byte >= 0x20 && !Self.nameEnds.contains(byte) }
        return byte.isLetter || byte == UInt8(ascii: "_") || byte >= 0x80 || (!isFirst && byte.isDigit)
    }

    /// Parses a name between backticks.
    private mutating func quoted() throws(Failure) -> PathName {
        try expect("`")
        let start = offset
        while let current, current != UInt8(ascii: "`") { offset += 1 }
        let name = PathName(String(decoding: bytes[start..<offset], as: UTF8.self))
        guard offset > start else { throw unexpected("a name") }
        try expect("`")
        return name
    }

    /// Parses a string between quotation marks of either kind.
    mutating func string() throws(Failure) -> String {
        guard let mark = current else { throw unexpected("a string") }
        offset += 1
        var result: [UInt8] = []
        while let byte = current {
            switch byte {
            case mark:
                offset += 1
                return String(decoding: result, as: UTF8.self)
            case UInt8(ascii: "\\"):
                offset += 1
                try escape(mark, into: &result)
            case 0..<0x20: throw unexpected("an escape for the control character")
            default:
                result.append(byte)
                offset += 1
            }
        }
        throw unexpected("the end of the string")
    }

    private mutating func escape(_ mark: UInt8, into result: inout [UInt8]) throws(Failure) {
        guard let byte = current else { throw unexpected("an escape") }
        switch byte {
        case UInt8(ascii: "b"): result.append(0x08)
        case UInt8(ascii: "f"): result.append(0x0C)
        case UInt8(ascii: "n"): result.append(0x0A)
        case UInt8(ascii: "r"): result.append(0x0D)
        case UInt8(ascii: "t"): result.append(0x09)
        case UInt8(ascii: "/"), UInt8(ascii: "\\"), mark: result.append(byte)
        case UInt8(ascii: "u"):
            let start = offset - 1
            var scalar = try codeUnit()
            if scalar & 0xFC00 == 0xD800 {
                guard take("\\"), current == UInt8(ascii: "u") else { throw loneSurrogate(start) }
                let low = try codeUnit()
                guard low & 0xFC00 == 0xDC00 else { throw loneSurrogate(start) }
                scalar = 0x10000 + (scalar & 0x3FF) << 10 + low & 0x3FF
            }
            guard let scalar = UnicodeScalar(scalar) else { throw loneSurrogate(start) }
            result += String(scalar).utf8
            return
        default: throw Failure(.invalidString, offset: offset, expectation: "an escape of RFC 9535")
        }
        offset += 1
    }

    private func loneSurrogate(_ start: Int) -> Failure {
        Failure(.invalidString, offset: start, expectation: "both halves of a surrogate pair")
    }

    /// Parses the number after the `u` at the offset.
    private mutating func codeUnit() throws(Failure) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            offset += 1
            guard let digit = current.flatMap(JSONScanner.hexadecimalDigit) else {
                throw unexpected("four hexadecimal digits")
            }
            value = value << 4 | digit
        }
        offset += 1
        return value
    }

    mutating func integer() throws(Failure) -> Int {
        let start = offset
        let isNegative = take("-")
        guard let first = current, first.isDigit else { throw unexpected("a digit") }
        if isNegative, first == UInt8(ascii: "0") {
            throw Failure(.invalidNumber, offset: offset, expectation: "a nonzero digit after '-'")
        }
        var value = 0
        while let current, current.isDigit {
            if first == UInt8(ascii: "0"), offset > start {
                throw Failure(.invalidNumber, offset: offset, expectation: "an integer without leading zeros")
            }
            value = value * 10 + Int(current - UInt8(ascii: "0"))
            guard value <= Self.largestInteger else {
                throw Failure(.invalidNumber, offset: start, expectation: "an integer of at most 53 bits")
            }
            offset += 1
        }
        return isNegative ? -value : value
    }

    mutating func number() throws(Failure) -> JSONNumber {
        let start = offset
        do {
            offset = try JSONScanner.numberEnd(bytes.span, from: start)
        } catch {
            throw Failure(.invalidNumber, offset: error.offset, expectation: "a valid JSON number")
        }
        guard let number = JSONNumber(String(decoding: bytes[start..<offset], as: UTF8.self)) else {
            throw Failure(.invalidNumber, offset: start, expectation: "a valid JSON number")
        }
        return number
    }

    /// Parses a regular expression between slashes, and its flags.
    mutating func pattern() throws(Failure) -> RegularExpression {
        try expect("/")
        let start = offset
        var text: [UInt8] = []
        /// The offsets of the pattern's bytes in the path.
        var places: [Int] = []
        while let byte = current, byte != UInt8(ascii: "/") {
            if byte == UInt8(ascii: "\\"), offset + 1 < bytes.count {
                // Only the path needs the slash to be escaped.
                if bytes[offset + 1] != UInt8(ascii: "/") {
                    text.append(byte)
                    places.append(offset)
                }
                offset += 1
            }
            text.append(bytes[offset])
            places.append(offset)
            offset += 1
        }
        places.append(offset)
        try expect("/")
        let ignoresCase = take("i")
        if let current, current.isLetter { throw unexpected("no flag other than 'i'") }
        let expression: RegularExpression
        do throws(RegularExpressionError) {
            expression = try RegularExpression(
                String(decoding: text, as: UTF8.self), ignoresCase: ignoresCase, limits: limits.pattern)
        } catch {
            throw Failure(
                .invalidPattern, offset: places.indices.contains(error.offset) ? places[error.offset] : start,
                expectation: error.expectation)
        }
        try countPattern(expression, start)
        return expression
    }
}
