import TMFJSON

/// The grammar of URI references (RFC 3986 section 4.1 and appendix A).
package enum URIReference {
    /// Returns whether a text is a URI reference, absolute or relative.
    ///
    /// - Parameters:
    ///   - text: The text in UTF-8.
    ///   - allowingNonASCII: Whether the non-ASCII characters of RFC 3987 may appear wherever letters may, except in a
    ///     scheme, an IP address and a port.
    /// - Returns: `true` if the text is a URI reference.
    package static func isValid(_ text: Span<UInt8>, allowingNonASCII: Bool) -> Bool {
        var start = 0
        var end = text.count
        if let mark = first(UInt8(ascii: "#"), text, 0, end) {
            guard consists(text, mark + 1, end, of: .fragment, allowingNonASCII) else { return false }
            end = mark
        }
        if let mark = first(UInt8(ascii: "?"), text, 0, end) {
            guard consists(text, mark + 1, end, of: .query, allowingNonASCII) else { return false }
            end = mark
        }
        // A colon in the first segment ends a scheme, because a relative path must not begin with such a segment.
        let slash = first(UInt8(ascii: "/"), text, 0, end) ?? end
        if let colon = first(UInt8(ascii: ":"), text, 0, slash) {
            guard isScheme(text, 0, colon) else { return false }
            start = colon + 1
        }
        if start + 1 < end, text[start] == UInt8(ascii: "/"), text[start + 1] == UInt8(ascii: "/") {
            let path = first(UInt8(ascii: "/"), text, start + 2, end) ?? end
            guard isAuthority(text, start + 2, path, allowingNonASCII) else { return false }
            start = path
        }
        return consists(text, start, end, of: .path, allowingNonASCII)
    }

    /// The characters allowed in a part of a URI, in addition to percent-encoded bytes; each set includes the previous
    /// ones.
    private enum Characters: Int, Sendable {
        /// Unreserved characters and sub-delimiters.
        case registeredName
        /// The previous characters, and colons.
        case userInfo
        /// Characters of path segments, and the slashes between them.
        case path
        /// The previous characters, and question marks.
        case fragment
        /// The previous characters, and private ones where non-ASCII characters are allowed.
        case query
    }

    private static func consists(
        _ text: Span<UInt8>, _ start: Int, _ end: Int, of set: Characters, _ allowingNonASCII: Bool
    ) -> Bool {
        var offset = start
        while offset < end {
            let byte = text[offset]
            switch byte {
            case UInt8(ascii: "%"):
                guard offset + 2 < end, isHexadecimal(text[offset + 1]), isHexadecimal(text[offset + 2]) else {
                    return false
                }
                offset += 2
            case UInt8(ascii: ":"): if set.rawValue < Characters.userInfo.rawValue { return false }
            case UInt8(ascii: "/"), UInt8(ascii: "@"): if set.rawValue < Characters.path.rawValue { return false }
            case UInt8(ascii: "?"): if set.rawValue < Characters.fragment.rawValue { return false }
            case 0x80...:
                guard allowingNonASCII, let (scalar, length) = scalar(text, offset, end),
                    isInternational(scalar, allowingPrivate: set == .query)
                else { return false }
                offset += length - 1
            default: if !isUnreserved(byte), !isSubDelimiter(byte) { return false }
            }
            offset += 1
        }
        return true
    }

    /// Returns the non-ASCII character that starts at an offset, and the number of its bytes.
    private static func scalar(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> (scalar: UInt32, length: Int)? {
        let lead = text[start]
        let length = (~lead).leadingZeroBitCount
        guard 2...4 ~= length, start + length <= end else { return nil }
        var scalar = UInt32(lead & 0x7F >> UInt8(length))
        for offset in start + 1..<start + length { scalar = scalar << 6 | UInt32(text[offset] & 0x3F) }
        return (scalar, length)
    }

    /// Returns whether a non-ASCII character may appear in a reference (`ucschar` and `iprivate` of RFC 3987 section 2.2).
    private static func isInternational(_ scalar: UInt32, allowingPrivate: Bool) -> Bool {
        switch scalar {
        case 0xA0...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFEF: true
        case 0xE000...0xF8FF: allowingPrivate
        case 0x10000...0xDFFFF, 0xE1000...0xEFFFF: scalar & 0xFFFF <= 0xFFFD
        case 0xF0000...0x10FFFF: allowingPrivate && scalar & 0xFFFF <= 0xFFFD
        default: false
        }
    }

    private static func isScheme(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard start < end, text[start].isLetter else { return false }
        for offset in start..<end {
            switch text[offset] {
            case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."): continue
            case let byte: if !byte.isLetter, !byte.isDigit { return false }
            }
        }
        return true
    }

    private static func isAuthority(
        _ text: Span<UInt8>, _ start: Int, _ end: Int, _ allowingNonASCII: Bool
    ) -> Bool {
        var host = start
        if let mark = first(UInt8(ascii: "@"), text, start, end) {
            guard consists(text, start, mark, of: .userInfo, allowingNonASCII) else { return false }
            host = mark + 1
        }
        var port = end
        if host < end, text[host] == UInt8(ascii: "[") {
            guard let bracket = first(UInt8(ascii: "]"), text, host, end),
                IPLiteral.isValid(text, host + 1, bracket)
            else { return false }
            port = bracket + 1
        } else {
            port = first(UInt8(ascii: ":"), text, host, end) ?? end
            guard consists(text, host, port, of: .registeredName, allowingNonASCII) else { return false }
        }
        guard port < end else { return true }
        guard text[port] == UInt8(ascii: ":") else { return false }
        for offset in port + 1..<end where !text[offset].isDigit { return false }
        return true
    }

    private static func first(_ byte: UInt8, _ text: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
        var offset = start
        while offset < end {
            if text[offset] == byte { return offset }
            offset += 1
        }
        return nil
    }

    static func isHexadecimal(_ byte: UInt8) -> Bool { byte.isDigit || (byte | 0x20) &- UInt8(ascii: "a") < 6 }

    static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): true
        default: byte.isLetter || byte.isDigit
        }
    }

    static func isSubDelimiter(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&"), UInt8(ascii: "'"), UInt8(ascii: "("),
            UInt8(ascii: ")"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"),
            UInt8(ascii: "="):
            true
        default: false
        }
    }
}
