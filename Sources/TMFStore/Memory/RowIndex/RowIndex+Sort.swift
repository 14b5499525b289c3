extension RowIndex {
    /// The number of bits in a digit of a key: 256 counters fit into the first-level cache.
    private static let digitBits = 8
    private static let digitSize = 1 << 8
    private static let digitCount = 8

    /// Sorts entries, given as parallel arrays with ascending rows, by key and row.
    ///
    /// This is a radix sort from the lowest digit up. It is stable, so the ascending rows need no digits of their own.
    /// Digits that are equal in all keys are skipped. If the arrays have different lengths, the surplus of the longer
    /// one stays in place.
    static func sort(_ keys: inout [UInt64], _ rows: inout [UInt32]) {
        let count = min(keys.count, rows.count)
        guard count > 1 else { return }
        guard count >= 256 else { return sortFew(&keys, &rows, count) }
        guard var counters = countDigits(keys.span, count) else { return }
        // These copies ensure that the elements after the count exist, whichever of the two arrays is the result.
        var (targetKeys, targetRows) = (keys, rows)
        for digit in 0..<digitCount {
            let shift = UInt64(digit * digitBits)
            let first = Int(truncatingIfNeeded: (keys[0] &>> shift) & 0xFF)
            guard counters[digit * digitSize + first] < count else { continue }
            var start = 0
            for index in (digit * digitSize)..<((digit + 1) * digitSize) {
                (counters[index], start) = (start, start + counters[index])
            }
            scatter(keys.span, rows.span, count, shift, &counters, digit * digitSize, &targetKeys, &targetRows)
            swap(&keys, &targetKeys)
            swap(&rows, &targetRows)
        }
    }

    /// Moves entries to the positions that the counters give for a digit of their keys.
    @inline(__always)
    private static func scatter(
        _ keys: Span<UInt64>,
        _ rows: Span<UInt32>,
        _ count: Int,
        _ shift: UInt64,
        _ counters: inout [Int],
        _ base: Int,
        _ targetKeys: inout [UInt64],
        _ targetRows: inout [UInt32]
    ) {
        var next = counters.mutableSpan
        var targetKeys = targetKeys.mutableSpan
        var targetRows = targetRows.mutableSpan
        for index in 0..<count {
            let key = keys[index]
            let value = base &+ Int(truncatingIfNeeded: (key &>> shift) & 0xFF)
            let place = next[value]
            next[value] = place &+ 1
            targetKeys[place] = key
            targetRows[place] = rows[index]
        }
    }

    /// Returns how often each value of each digit occurs, or `nil` if the keys are already in order.
    private static func countDigits(_ keys: Span<UInt64>, _ count: Int) -> [Int]? {
        var index = 1
        while index < count, keys[index &- 1] <= keys[index] {
            index &+= 1
        }
        guard index < count else { return nil }
        var counters = [Int](repeating: 0, count: digitCount * digitSize)
        var span = counters.mutableSpan
        for index in 0..<count {
            let key = keys[index]
            for digit in 0..<digitCount {
                let value = Int(truncatingIfNeeded: (key &>> UInt64(digit &* digitBits)) & 0xFF)
                span[digit &* digitSize &+ value] &+= 1
            }
        }
        return counters
    }

    /// Sorts by comparison, which needs no digit counters.
    private static func sortFew(_ keys: inout [UInt64], _ rows: inout [UInt32], _ count: Int) {
        var entries = (0..<count).map { Entry(key: keys[$0], row: rows[$0]) }
        entries.sort()
        for (index, entry) in entries.enumerated() {
            keys[index] = entry.key
            rows[index] = entry.row
        }
    }
}
