/// Follows a JSON path byte by byte, decoded, and tracks open brackets, quotation marks and regular expressions.
struct PathScanner {
    private var depth = 0
    private var mark: UInt8?
    private var isEscaped = false
    /// The last byte that is not a blank, and the one before it.
    private(set) var last: (UInt8, UInt8) = (0, 0)

    /// A Boolean value that indicates whether something is open, so that no byte separates.
    var isInside: Bool { depth > 0 || mark != nil }
    /// A Boolean value that indicates whether quotation marks or a regular expression are open, so that every byte is
    /// text.
    var isText: Bool { mark != nil }

    mutating func read(_ byte: UInt8) {
        if let open = mark {
            if isEscaped {
                isEscaped = false
            } else if byte == UInt8(ascii: "\\"), open != UInt8(ascii: "`") {
                isEscaped = true
            } else if byte == open {
                mark = nil
            }
            return
        }
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "("): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: ")"): depth = max(depth - 1, 0)
        case UInt8(ascii: "`"): mark = byte
        case UInt8(ascii: "'"), UInt8(ascii: "\""):
            // Outside of brackets there are only names, which have no quotation marks.
            if depth > 0 { mark = byte }
        case UInt8(ascii: "/") where last == (UInt8(ascii: "="), UInt8(ascii: "~")): mark = byte
        default: break
        }
        if byte != UInt8(ascii: " ") { last = (last.1, byte) }
    }
}
