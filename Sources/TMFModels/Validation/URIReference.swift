import TMFJSON

/// The grammar of URI references (RFC 3986 section 4.1 and appendix A).
enum URIReference {
    /// Returns whether a text is a URI reference, absolute or relative.
    ///
    /// - Parameters:
    ///   - text: The text in UTF-8.
    ///   - allowingNonASCII: Whether non-ASCII characters may appear wherever letters may, except in a scheme, an IP
    ///     address and a port, as in RFC 3987.
    /// - Returns: `true` if the text is a URI reference.
    static func isValid(_ text: Span<UInt8>, allowingNonASCII: Bool) -> Bool {
        var start = 0
        var end = text.count
        if let mark = first(UInt8(ascii: "#"), text, 0, end) {
            guard consists(text, mark + 1, end, of: .query, allowingNonASCII) else { return false }
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
        /// The previous characters, and question marks; fragments use the same set.
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
            case UInt8(ascii: "?"): if set.rawValue < Characters.query.rawValue { return false }
            case 0x80...: if !allowingNonASCII { return false }
            default: if !isUnreserved(byte), !isSubDelimiter(byte) { return false }
            }
            offset += 1
        }
        return true
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
