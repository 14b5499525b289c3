/// A bitmap of the rows between two rows.
struct RowBitmap: Sendable {
    private let first: UInt32
    private var words: [UInt64]

    /// Creates a bitmap of rows.
    ///
    /// - Parameters:
    ///   - rows: The rows.
    ///   - first: The lowest row.
    ///   - last: The highest row.
    init(_ rows: [UInt32], _ first: UInt32, _ last: UInt32) {
        self.first = first
        words = Array(repeating: 0, count: Int(last - first) / 64 + 1)
        for row in rows { words[Int((row - first) / 64)] |= 1 << UInt64((row - first) % 64) }
    }

    /// Creates a bitmap of the rows at some positions of a set.
    ///
    /// - Parameters:
    ///   - set: The set.
    ///   - places: The positions.
    ///   - end: The row after all rows of the set.
    init(_ set: RowIndex, _ places: Range<Int>, end: UInt32) {
        first = 0
        words = Array(repeating: 0, count: Int(end) / 64 + 1)
        set.mark(rowsAt: places, in: &words)
    }

    /// Returns whether a bitmap sorts rows faster than comparing them.
    ///
    /// - Parameters:
    ///   - count: The number of rows.
    ///   - width: The number of rows between the first and the last row.
    /// - Returns: `true` if a bitmap is faster.
    static func isWorthwhile(for count: Int, of width: Int) -> Bool { width / 64 < count * 8 }

    func contains(_ row: UInt32) -> Bool {
        guard row >= first else { return false }
        let word = Int((row - first) / 64)
        return word < words.count && words[word] & (1 << UInt64((row - first) % 64)) != 0
    }

    /// The number of rows.
    var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

    /// Returns the rows at some positions in their order, as far as they exist.
    func rows(at places: Range<Int>) -> [UInt32] {
        var (rows, place): ([UInt32], Int) = ([], 0)
        for (index, word) in words.enumerated() where word != 0 {
            guard place < places.upperBound else { break }
            let next = place + word.nonzeroBitCount
            if next > places.lowerBound {
                var rest = word
                while rest != 0 {
                    if places.contains(place) {
                        rows.append(first + UInt32(index * 64 + rest.trailingZeroBitCount))
                    }
                    place += 1
                    rest &= rest - 1
                }
            }
            place = next
        }
        return rows
    }
}
