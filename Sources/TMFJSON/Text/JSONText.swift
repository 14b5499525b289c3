/// Operations on strings in a JSON text: decoding escapes, and comparing without building a `String`.
@usableFromInline
package enum JSONText: Sendable {
    /// Returns the string that a token represents.
    package static func string(_ token: JSONToken, in text: Span<UInt8>) -> String {
        let part = text.extracting(token.offset..<token.offset &+ token.length)
        if token.flag { return unescaped(part) }
        return string(part, isASCII: text.isASCII(from: token.offset, count: token.length))
    }

    /// Returns a string from bytes that the parser has validated as UTF-8.
    package static func string(_ bytes: Span<UInt8>) -> String {
        string(bytes, isASCII: bytes.isASCII(from: 0, count: bytes.count))
    }

    @inline(__always)
    private static func string(_ bytes: Span<UInt8>, isASCII: Bool) -> String {
        // Avoids a second validation.
        if #available(macOS 26, iOS 26, tvOS 26, watchOS 26, visionOS 26, *) {
            return unsafe String(copying: UTF8Span(unchecked: bytes, isKnownASCII: isASCII))
        }
        return unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
    }

    /// Returns whether two string tokens of one text represent the same characters.
    static func equal(_ first: JSONToken, _ second: JSONToken, in bytes: Span<UInt8>) -> Bool {
        if first.flag || second.flag {
            return equal(string(first, in: bytes), string(second, in: bytes))
        }
        return first.length == second.length && equal(bytes, first.offset, bytes, second.offset, count: first.length)
    }

    /// Returns whether a string token represents the characters of a string.
    static func equal(_ token: JSONToken, _ text: String, in bytes: Span<UInt8>) -> Bool {
        if token.flag { return equal(string(token, in: bytes), text) }
        guard text.utf8.count == token.length else { return false }
        var offset = token.offset
        for byte in text.utf8 {
            guard bytes[offset] == byte else { return false }
            offset += 1
        }
        return true
    }

    /// Returns whether the bytes at two places are the same.
    @inlinable
    package static func equal(
        _ first: Span<UInt8>, _ offset: Int, _ second: Span<UInt8>, _ secondOffset: Int, count: Int
    ) -> Bool {
        var position = 0
        while position &+ 8 <= count {
            guard first.word(at: offset &+ position) == second.word(at: secondOffset &+ position) else { return false }
            position &+= 8
        }
        while position < count {
            guard first[offset &+ position] == second[secondOffset &+ position] else { return false }
            position &+= 1
        }
        return true
    }

    /// Returns whether a string token without escapes represents the given UTF-8 characters.
    @inline(__always)
    package static func equal(_ token: JSONToken, _ name: [UInt8], in text: Span<UInt8>) -> Bool {
        token.length == name.count && equal(text, token.offset, name.span, 0, count: name.count)
    }

    /// Returns whether two strings have the same characters, code point by code point.
    ///
    /// `String` considers canonically equivalent strings equal; RFC 8259 section 8.3 does not.
    package static func equal(_ first: String, _ second: String) -> Bool {
        guard first.utf8.count == second.utf8.count else { return false }
        // Safety: the spans end with the closures.
        let isEqual = unsafe first.utf8.withContiguousStorageIfAvailable { first in
            unsafe second.utf8.withContiguousStorageIfAvailable { second in
                unsafe equal(first.span, 0, second.span, 0, count: first.count)
            }
        }
        return (isEqual ?? nil) ?? first.utf8.elementsEqual(second.utf8)
    }

    /// Hashes a string so that only strings with the same code points must have equal hashes.
    package static func hash(_ text: String, into hasher: inout Hasher) {
        let isHashed: Void? = unsafe text.utf8.withContiguousStorageIfAvailable { buffer in
            unsafe hasher.combine(bytes: UnsafeRawBufferPointer(buffer))
        }
        if isHashed == nil {
            for byte in text.utf8 { hasher.combine(byte) }
        }
        hasher.combine(text.utf8.count)
    }

    /// Returns whether one string precedes another in the order of their code points.
    package static func precedes(_ first: String, _ second: String) -> Bool {
        first.utf8.lexicographicallyPrecedes(second.utf8)
    }

    /// Returns the characters of a text whose escapes the parser has accepted.
    private static func unescaped(_ text: Span<UInt8>) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            let end = backslash(in: text, from: index)
            if end > index {
                unsafe text.extracting(index..<end).withUnsafeBufferPointer { unsafe result.append(contentsOf: $0) }
                index = end
                continue
            }
            switch text[index + 1] {
            case UInt8(ascii: "b"): result.append(0x08)
            case UInt8(ascii: "f"): result.append(0x0C)
            case UInt8(ascii: "n"): result.append(0x0A)
            case UInt8(ascii: "r"): result.append(0x0D)
            case UInt8(ascii: "t"): result.append(0x09)
            case UInt8(ascii: "u"):
                var scalar = codeUnit(text, at: index + 2)
                index += 4
                if scalar & 0xFC00 == 0xD800 {
                    scalar = 0x10000 + (scalar & 0x3FF) << 10 + codeUnit(text, at: index + 4) & 0x3FF
                    index += 6
                }
                // The parser rejects lone surrogates, so the value always is a scalar.
                result.append(contentsOf: String(UnicodeScalar(scalar) ?? "\u{FFFD}").utf8)
            case let byte: result.append(byte)
            }
            index += 2
        }
        return string(result.span)
    }

    /// Returns the offset of the first backslash at or after an offset, or the end of the text.
    private static func backslash(in text: Span<UInt8>, from start: Int) -> Int {
        var offset = start
        while offset &+ 8 <= text.count {
            let marks = JSONScanner.escapes(in: text.word(at: offset))
            if marks != 0 { return offset &+ marks.trailingZeroBitCount >> 3 }
            offset &+= 8
        }
        while offset < text.count, text[offset] != UInt8(ascii: "\\") { offset &+= 1 }
        return offset
    }

    private static func codeUnit(_ text: Span<UInt8>, at start: Int) -> UInt32 {
        var value: UInt32 = 0
        for index in start..<start + 4 { value = value << 4 | (JSONScanner.hexadecimalDigit(text[index]) ?? 0) }
        return value
    }
}
