extension Span where Element == UInt8 {
    /// The eight bytes from an offset on, the first one lowest.
    ///
    /// Safety: the load checks its bounds, and every pattern of bits is a `UInt64`.
    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        unsafe UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
}
