extension Span where Element == UInt8 {
    /// The eight bytes from an offset on, the first one lowest.
    ///
    /// Safety: the load checks its bounds, and every pattern of bits is a `UInt64`.
    @inlinable
    package func word(at offset: Int) -> UInt64 {
        unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// Whether all bytes are below 0x80.
    @inline(__always)
    var isASCII: Bool {
        var bits: UInt64 = 0
        var offset = 0
        while offset &+ 8 <= count {
            bits |= word(at: offset)
            offset &+= 8
        }
        while offset < count {
            bits |= UInt64(self[offset])
            offset &+= 1
        }
        return bits & 0x8080_8080_8080_8080 == 0
    }
}
