extension Array {
    /// Creates an array of at most the given number of elements, which a closure writes to its memory.
    ///
    /// It appends, because the initializers of the standard library that take a capacity look up the type of the
    /// storage at every call.
    @inlinable
    @inline(__always)
    package init(upTo capacity: Int, _ fill: (UnsafeMutableBufferPointer<Element>, inout Int) -> Void) {
        self = []
        append(addingCapacity: capacity) { output in
            unsafe output.withUnsafeMutableBufferPointer { buffer, count in unsafe fill(buffer, &count) }
        }
    }
}
