/// One member of a ``RowIndex``: a row under a key.
///
/// The key is stored in halves so that an entry in an array takes 12 bytes instead of 16.
struct Entry: Hashable, Comparable, Sendable {
    private var lowHalf: UInt32
    private var highHalf: UInt32
    var row: UInt32

    var key: UInt64 { UInt64(highHalf) &<< 32 | UInt64(lowHalf) }

    @inline(__always)
    init(key: UInt64, row: UInt32) {
        lowHalf = UInt32(truncatingIfNeeded: key)
        highHalf = UInt32(truncatingIfNeeded: key &>> 32)
        self.row = row
    }

    @inline(__always)
    static func < (left: Entry, right: Entry) -> Bool {
        left.key < right.key || (left.key == right.key && left.row < right.row)
    }
}
