extension Span where Element == UInt8 {
    /// Returns the Unicode scalar that starts at a byte of UTF-8, and its length in bytes.
    ///
    /// A byte that does not start a scalar counts as U+FFFD, of one byte.
    @inline(__always)
    func scalar(at position: Int) -> (value: UInt32, length: Int) {
        let first = self[position]
        return first < 0x80 ? (UInt32(first), 1) : longScalar(at: position)
    }

    private func longScalar(at position: Int) -> (value: UInt32, length: Int) {
        let bad: (UInt32, Int) = (0xFFFD, 1)
        let first = UInt32(self[position])
        let (length, lowest): (Int, UInt32)
        switch first {
        case 0xC2...0xDF: (length, lowest) = (2, 0x80)
        case 0xE0...0xEF: (length, lowest) = (3, 0x800)
        case 0xF0...0xF4: (length, lowest) = (4, 0x1_0000)
        default: return bad
        }
        guard count - position >= length else { return bad }
        var value = first & (0xFF >> UInt32(length + 1))
        for index in position + 1..<position + length {
            let byte = UInt32(self[index])
            guard byte & 0xC0 == 0x80 else { return bad }
            value = value << 6 | byte & 0x3F
        }
        guard value >= lowest, value <= 0x10_FFFF, !(0xD800...0xDFFF).contains(value) else { return bad }
        return (value, length)
    }
}
