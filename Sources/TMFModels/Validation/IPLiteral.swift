import TMFJSON

/// The grammar of addresses in brackets in a URI (RFC 3986 section 3.2.2).
enum IPLiteral {
    /// Returns whether the bytes between the brackets are an IPv6 address or an address of a future version.
    static func isValid(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        guard start < end else { return false }
        return text[start] | 0x20 == UInt8(ascii: "v") ? isFuture(text, start, end) : isIPv6(text, start, end)
    }

    private static func isFuture(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var offset = start + 1
        while offset < end, URIReference.isHexadecimal(text[offset]) { offset += 1 }
        guard offset > start + 1, offset + 1 < end, text[offset] == UInt8(ascii: ".") else { return false }
        for offset in offset + 1..<end {
            let byte = text[offset]
            guard
                URIReference.isUnreserved(byte) || URIReference.isSubDelimiter(byte) || byte == UInt8(ascii: ":")
            else { return false }
        }
        return true
    }

    private static func isIPv6(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var offset = start
        // The groups of 16 bits; an address has eight groups unless a double colon replaces one or more.
        var groups = 0
        var isShortened = false
        if end - start >= 2, text[start] == UInt8(ascii: ":"), text[start + 1] == UInt8(ascii: ":") {
            isShortened = true
            offset += 2
        }
        while offset < end {
            let first = offset
            while offset < end, URIReference.isHexadecimal(text[offset]) { offset += 1 }
            if offset < end, text[offset] == UInt8(ascii: ".") {
                guard isIPv4(text, first, end) else { return false }
                groups += 2
                offset = end
                break
            }
            guard offset > first, offset - first <= 4 else { return false }
            groups += 1
            guard offset < end else { break }
            guard text[offset] == UInt8(ascii: ":"), offset + 1 < end else { return false }
            offset += 1
            if text[offset] == UInt8(ascii: ":") {
                guard !isShortened else { return false }
                isShortened = true
                offset += 1
            }
        }
        return isShortened ? groups <= 7 : groups == 8
    }

    private static func isIPv4(_ text: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var offset = start
        for part in 0..<4 {
            if part > 0 {
                guard offset < end, text[offset] == UInt8(ascii: ".") else { return false }
                offset += 1
            }
            let first = offset
            var value = 0
            while offset < end, offset - first < 3, text[offset].isDigit {
                value = value * 10 + Int(text[offset] - UInt8(ascii: "0"))
                offset += 1
            }
            guard offset > first, value <= 255, offset - first == 1 || text[first] != UInt8(ascii: "0") else {
                return false
            }
        }
        return offset == end
    }
}
