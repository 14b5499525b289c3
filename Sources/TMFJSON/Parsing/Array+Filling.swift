extension Array {
    /// Creates an array of some elements at most, which a closure writes to its memory.
    ///
    /// It appends, since the initializers of the standard library that take a capacity look the type of the storage up at
    /// every call.
    @inlinable
    @inline(__always)
    package init(upTo capacity: Int, _ fill: (UnsafeMutableBufferPointer<Element>, inout Int) -> Void) {
        self = []
        append(addingCapacity: capacity) { output in
            unsafe output.withUnsafeMutableBufferPointer { buffer, count in unsafe fill(buffer, &count) }
        }
    }
}
