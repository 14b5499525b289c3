/// The lexical rules of RFC 8259, which determine where a string, a number or white space ends.
///
/// Safety: Offsets are never below zero, and every read of a byte or a word follows a comparison with the text's
/// length.
enum JSONScanner {
    typealias Failure = JSONTapeBuilder.Failure

    @inline(__always)
    static func byte(_ span: Span<UInt8>, at offset: Int) throws(Failure) -> UInt8 {
        guard offset < span.count else { throw Failure(.unexpectedEnd, span.count) }
        return unsafe span[unchecked: offset]
    }

    /// Returns the first byte from an offset on that is not white space, and moves the offset there.
    @inline(__always)
    static func visibleByte(_ span: Span<UInt8>, at offset: inout Int) throws(Failure) -> UInt8 {
        let found = try byte(span, at: offset)
        if found > 0x20 { return found }
        offset = skipSpace(span, from: offset)
        return try byte(span, at: offset)
    }

    static func skipSpace(_ span: Span<UInt8>, from start: Int) -> Int {
        var offset = start
        while offset < span.count {
            let byte = unsafe span[unchecked: offset]
            guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { break }
            offset &+= 1
        }
        return offset
    }

    static func expect(_ literal: StaticString, _ span: Span<UInt8>, at offset: inout Int) throws(Failure) {
        for index in 0..<literal.utf8CodeUnitCount {
            let found = try byte(span, at: offset)
            guard unsafe found == literal.utf8Start[index] else { throw Failure(.unexpectedByte(found), offset) }
            offset &+= 1
        }
    }

    /// Returns the offset after the number that starts at an offset (RFC 8259 section 6).
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

    /// Returns the offset after at least one digit.
    @inline(__always)
    private static func digitsEnd(_ span: Span<UInt8>, from start: Int) throws(Failure) -> Int {
        var offset = start
        while offset < span.count, span[offset].isDigit { offset += 1 }
        guard offset > start else {
            throw Failure(offset < span.count ? .invalidNumber : .unexpectedEnd, offset)
        }
        return offset
    }

    /// Returns the offset of the quotation mark that ends a string, given the offset of the string's first byte.
    ///
    /// Eight bytes are examined at a time until one of them needs a closer look.
    @inline(__always)
    static func stringEnd(
        _ span: Span<UInt8>,
        from start: Int,
        hasEscapes: inout Bool
    ) throws(Failure) -> Int {
        var offset = start
        while true {
            while offset &+ 8 <= span.count {
                let marks = stops(in: unsafe span.word(unchecked: offset))
                if marks != 0 {
                    offset &+= marks.trailingZeroBitCount >> 3
                    break
                }
                offset &+= 8
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
                offset &+= 1
            }
        }
    }

    /// Marks the high bit of every byte that ends a plain run of a string: a byte to be escaped, or one that is not
    /// ASCII.
    @inline(__always)
    static func stops(in word: UInt64) -> UInt64 { escapes(in: word) | word & highs }

    /// Marks the high bit of every byte that a string must escape.
    ///
    /// A borrow may wrongly mark bytes above the lowest marked byte, so only the lowest counts.
    @inline(__always)
    static func escapes(in word: UInt64) -> UInt64 {
        let quote = word ^ (ones &* UInt64(UInt8(ascii: "\"")))
        let backslash = word ^ (ones &* UInt64(UInt8(ascii: "\\")))
        let found = (quote &- ones) & ~quote | (backslash &- ones) & ~backslash | (word &- ones &* 0x20) & ~word
        return found & highs
    }

    private static let ones: UInt64 = 0x0101_0101_0101_0101
    private static let highs: UInt64 = 0x8080_8080_8080_8080

    /// Returns the offset after the escape whose backslash is at an offset, including both halves of a surrogate pair.
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

    /// Returns the offset after a run of characters of two to four bytes (RFC 3629 section 4).
    private static func multibyteEnd(_ span: Span<UInt8>, from start: Int) throws(Failure) -> Int {
        var offset = start
        while offset < span.count {
            let lead = unsafe span[unchecked: offset]
            if lead < 0x80 { break }
            // A position after the end of the text counts as a byte that continues nothing.
            let second = offset &+ 1 < span.count ? unsafe span[unchecked: offset &+ 1] : 0
            if 0xC2...0xDF ~= lead, isContinuation(second) {
                offset &+= 2
                continue
            }
            let third = offset &+ 2 < span.count ? unsafe span[unchecked: offset &+ 2] : 0
            guard isContinuation(second), isContinuation(third) else { throw Failure(.invalidUTF8, offset) }
            // Overlong forms, surrogates and values past U+10FFFF are rejected.
            switch lead {
            case 0xE0...0xEF:
                guard lead != 0xE0 || second >= 0xA0, lead != 0xED || second < 0xA0 else {
                    throw Failure(.invalidUTF8, offset)
                }
                offset &+= 3
            case 0xF0...0xF4:
                let fourth = offset &+ 3 < span.count ? unsafe span[unchecked: offset &+ 3] : 0
                guard isContinuation(fourth), lead != 0xF0 || second >= 0x90, lead != 0xF4 || second < 0x90 else {
                    throw Failure(.invalidUTF8, offset)
                }
                offset &+= 4
            default: throw Failure(.invalidUTF8, offset)
            }
        }
        return offset
    }

    /// Returns whether a byte may follow the first of a character.
    @inline(__always)
    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
