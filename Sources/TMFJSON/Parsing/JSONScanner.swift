/// The lexical part of RFC 8259: where a string, a number or white space ends.
enum JSONScanner {
    typealias Failure = JSONTapeBuilder.Failure

    @inline(__always)
    static func byte(_ span: Span<UInt8>, at offset: Int) throws(Failure) -> UInt8 {
        guard offset < span.count else { throw Failure(.unexpectedEnd, span.count) }
        return span[offset]
    }

    @inline(__always)
    static func skipSpace(_ span: Span<UInt8>, from start: Int) -> Int {
        var offset = start
        while offset < span.count {
            let byte = span[offset]
            guard byte <= 0x20, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { break }
            offset += 1
        }
        return offset
    }

    static func expect(_ literal: String, _ span: Span<UInt8>, at start: Int) throws(Failure) {
        var offset = start
        for expected in literal.utf8 {
            let found = try byte(span, at: offset)
            guard found == expected else { throw Failure(.unexpectedByte(found), offset) }
            offset += 1
        }
    }

    /// Returns the offset behind the number that starts at an offset (RFC 8259 section 6).
    static func numberEnd(_ span: Span<UInt8>, from start: Int) throws(Failure) -> Int {
        var offset = start
        if span[offset] == UInt8(ascii: "-") { offset += 1 }
        let first = offset
        offset = try digitsEnd(span, from: offset)
        if span[first] == UInt8(ascii: "0"), offset > first + 1 { throw Failure(.invalidNumber, first + 1) }
        if offset < span.count, span[offset] == UInt8(ascii: ".") {
            offset = try digitsEnd(span, from: offset + 1)
        }
        if offset < span.count, span[offset] | 0x20 == UInt8(ascii: "e") {
            offset += 1
            if offset < span.count, span[offset] == UInt8(ascii: "+") || span[offset] == UInt8(ascii: "-") {
                offset += 1
            }
            offset = try digitsEnd(span, from: offset)
        }
        return offset
    }

    /// Returns the offset behind at least one digit.
    @inline(__always)
    private static func digitsEnd(_ span: Span<UInt8>, from start: Int) throws(Failure) -> Int {
        var offset = start
        while offset < span.count, span[offset] &- UInt8(ascii: "0") < 10 { offset += 1 }
        guard offset > start else {
            throw Failure(offset < span.count ? .invalidNumber : .unexpectedEnd, offset)
        }
        return offset
    }

    /// Returns the offset of the quotation mark that ends a string, given that of its first byte.
    ///
    /// Eight bytes are looked at together until one of them needs a closer look.
    @inline(__always)
    static func stringEnd(
        _ span: Span<UInt8>,
        from start: Int,
        hasEscapes: inout Bool
    ) throws(Failure) -> Int {
        var offset = start
        while true {
            while offset &+ 8 <= span.count {
                let marks = stops(in: span.word(at: offset))
                if marks != 0 {
                    offset += marks.trailingZeroBitCount >> 3
                    break
                }
                offset += 8
            }
            let byte = try byte(span, at: offset)
            if byte == UInt8(ascii: "\"") { return offset }
            if byte == UInt8(ascii: "\\") {
                hasEscapes = true
                offset = try escapeEnd(span, from: offset)
            } else if byte >= 0x80 {
                offset = try multibyteEnd(span, from: offset)
            } else if byte < 0x20 {
                throw Failure(.controlCharacter(byte), offset)
            } else {
                offset += 1
            }
        }
    }

    /// Marks the high bit of every byte that ends a plain run of a string: what must be escaped, and what is not ASCII.
    @inline(__always)
    static func stops(in word: UInt64) -> UInt64 { escapes(in: word) | word & highs }

    /// Marks the high bit of every byte that a string must escape.
    ///
    /// A borrow may mark bytes above the lowest marked one wrongly, so only the lowest counts.
    @inline(__always)
    static func escapes(in word: UInt64) -> UInt64 {
        let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        let found = (quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (word &- ones &* 0x20) & ~word
        return found & highs
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// Returns the offset behind the escape whose backslash stands at an offset, both halves of a surrogate pair.
    private static func escapeEnd(_ span: Span<UInt8>, from start: Int) throws(Failure) -> Int {
        switch try byte(span, at: start + 1) {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return start + 2
        case UInt8(ascii: "u"):
            let unit = try hexadecimal(span, from: start + 2)
            guard unit & 0xF800 == 0xD800 else { return start + 6 }
            guard unit & 0x0400 == 0, start + 7 < span.count, span[start + 6] == UInt8(ascii: "\\"),
                span[start + 7] == UInt8(ascii: "u"),
                try hexadecimal(span, from: start + 8) & 0xFC00 == 0xDC00
            else { throw Failure(.unpairedSurrogate, start) }
            return start + 12
        default:
            throw Failure(.invalidEscape, start)
        }
    }

    /// Returns the value of four hexadecimal digits.
    private static func hexadecimal(_ span: Span<UInt8>, from start: Int) throws(Failure) -> UInt32 {
        var value: UInt32 = 0
        for offset in start..<start + 4 {
            guard let digit = hexadecimalDigit(try byte(span, at: offset)) else {
                throw Failure(.invalidEscape, offset)
            }
            value = value << 4 | digit
        }
        return value
    }

    static func hexadecimalDigit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    /// Returns the offset behind a run of characters of two to four bytes (RFC 3629 section 4).
    private static func multibyteEnd(_ span: Span<UInt8>, from start: Int) throws(Failure) -> Int {
        var offset = start
        while offset < span.count, span[offset] >= 0x80 {
            let lead = span[offset]
            let length: Int
            // What the second byte may be, so that overlong forms, surrogates and values past U+10FFFF are refused.
            var second: ClosedRange<UInt8> = 0x80...0xBF
            switch lead {
            case 0xC2...0xDF: length = 2
            case 0xE0: (length, second) = (3, 0xA0...0xBF)
            case 0xED: (length, second) = (3, 0x80...0x9F)
            case 0xE1...0xEF: length = 3
            case 0xF0: (length, second) = (4, 0x90...0xBF)
            case 0xF1...0xF3: length = 4
            case 0xF4: (length, second) = (4, 0x80...0x8F)
            default: throw Failure(.invalidUTF8, offset)
            }
            guard offset + length <= span.count, second.contains(span[offset + 1]) else {
                throw Failure(.invalidUTF8, offset)
            }
            for index in offset + 2..<max(offset + length, offset + 2) where span[index] & 0xC0 != 0x80 {
                throw Failure(.invalidUTF8, offset)
            }
            offset += length
        }
        return offset
    }
}
