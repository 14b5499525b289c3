extension Span where Element == UInt8 {
    /// Returns the eight bytes from an offset on, the first one lowest.
    ///
    /// Safety: the load checks its bounds, and every pattern of bits is a `UInt64`.
    @inlinable
    package func word(at offset: Int) -> UInt64 {
        unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// Returns the eight bytes from an offset on without a bounds check: they must exist.
    @unsafe
    @inlinable
    package func word(unchecked offset: Int) -> UInt64 {
        unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: offset, as: UInt64.self))
    }

    /// Returns whether all bytes of a range are below 0x80.
    @inline(__always)
    func isASCII(from start: Int, count length: Int) -> Bool {
        var bits: UInt64 = 0
        if length >= 8 {
            let last = start &+ length &- 8
            var offset = start
            while offset < last {
                bits |= word(at: offset)
                offset &+= 8
            }
            bits |= word(at: last)
        } else if length > 0, start &+ 8 <= count {
            // The bytes after the range are shifted out.
            bits = word(at: start) << (64 &- UInt64(truncatingIfNeeded: length) &* 8)
        } else {
            for offset in start..<start &+ length { bits |= UInt64(self[offset]) }
        }
        return bits & 0x8080_8080_8080_8080 == 0
    }
}
