extension String {
    /// The text without leading and trailing blanks and tabs, which HTTP allows around values (RFC 9110 section 5.6.3).
    package var trimmed: Substring {
        let start = utf8.firstIndex { !$0.isBlank } ?? endIndex
        let end = utf8[start...].lastIndex { !$0.isBlank }.map { utf8.index(after: $0) } ?? start
        return self[start..<end]
    }
}

extension UInt8 {
    /// A Boolean value that indicates whether the byte is a blank or a tab.
    var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}
