#if HAVE_SQLITE
/// A text that lies still, so that SQLite can be given its address instead of a copy.
final class SQLiteText {
    /// The bytes in UTF-8.
    let bytes: UnsafeBufferPointer<UInt8>

    /// Creates a text.
    ///
    /// - Parameter text: Its characters.
    init(_ text: String) {
        let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
        _ = copy.initialize(from: text.utf8)
        bytes = UnsafeBufferPointer(copy)
    }

    deinit { bytes.deallocate() }
}
#endif
