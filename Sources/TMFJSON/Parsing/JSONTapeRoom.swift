/// The memory that a tape is built in: the caller's stack memory, and heap memory if that is too small.
///
/// Typical API documents of about a kilobyte fit on the stack, so that reading one allocates nothing but its result.
@safe
struct JSONTapeRoom: ~Copyable {
    /// The number of words that a caller provides, which is as much as Swift keeps on the stack.
    static let usual = 128

    /// The words; only words that were written may be read.
    private(set) var words: UnsafeMutableBufferPointer<UInt64>
    private var isOnHeap = false

    init(_ words: UnsafeMutableBufferPointer<UInt64>) { unsafe self.words = words }

    deinit {
        if isOnHeap { unsafe words.deallocate() }
    }

    /// Moves to a larger memory, keeping the words before one position at its start and those from another position at
    /// its end.
    ///
    /// - Parameters:
    ///   - front: The end of the words to keep at the start.
    ///   - back: The start of the words to keep at the end.
    ///   - minimum: The number of words to make room for, if it is more than twice the current number.
    /// - Returns: The new start of the words at the end.
    mutating func grow(front: Int, back: Int, minimum: Int) -> Int {
        // Slices of a buffer are not bounds-checked in optimized builds.
        unsafe precondition(0 <= front && front <= back && back <= words.count)
        let larger = unsafe UnsafeMutableBufferPointer<UInt64>.allocate(capacity: max(words.count * 2, minimum))
        let newBack = unsafe larger.count - (words.count - back)
        _ = unsafe larger[..<front].initialize(fromContentsOf: words[..<front])
        _ = unsafe larger[newBack...].initialize(fromContentsOf: words[back...])
        if isOnHeap { unsafe words.deallocate() }
        unsafe words = larger
        isOnHeap = true
        return newBack
    }

    /// Calls a closure with the first words, which must have been written.
    borrowing func withWords(_ count: Int, _ body: (Span<UInt64>) -> Void) {
        unsafe body(UnsafeBufferPointer(rebasing: words[..<count]).span)
    }
}
