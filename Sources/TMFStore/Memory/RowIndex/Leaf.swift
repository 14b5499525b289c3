/// A part of the entries of a set, in order.
///
/// A leaf is never empty, except between two steps of a change. If all entries have the same key, the key is stored
/// once.
struct Leaf: Sendable {
    /// The key of all ``rows``.
    var key: UInt64

    /// The rows of all entries if they share ``key``; otherwise empty.
    var rows: [UInt32]

    /// All entries if they do not share a key; otherwise empty.
    var entries: [Entry]

    /// Creates a leaf of ascending entries with room for more.
    init(_ source: ArraySlice<Entry>, capacity: Int = 0) {
        (key, rows, entries) = (source.first?.key ?? 0, [], [])
        if key == source.last?.key {
            rows.reserveCapacity(max(capacity, source.count))
            rows.append(contentsOf: source.lazy.map(\.row))
        } else {
            entries.reserveCapacity(max(capacity, source.count))
            entries.append(contentsOf: source)
        }
    }

    /// Creates a leaf of rows with the same key.
    init(key: UInt64, rows: ArraySlice<UInt32>, capacity: Int = 0) {
        (self.key, self.rows, entries) = (key, [], [])
        self.rows.reserveCapacity(max(capacity, rows.count))
        self.rows.append(contentsOf: rows)
    }

    var isUniform: Bool {
        @inline(__always) get { !rows.isEmpty }
    }

    var count: Int {
        @inline(__always) get { isUniform ? rows.count : entries.count }
    }

    /// The number of entries that fit into the allocated memory.
    var capacity: Int { isUniform ? rows.capacity : entries.capacity }

    @inline(__always)
    func entry(at position: Int) -> Entry {
        isUniform ? Entry(key: key, row: rows[position]) : entries[position]
    }

    /// Returns the number of entries before an entry, given the total number of entries.
    ///
    /// Taking that number from a bound, which is likely to be in the cache, avoids waiting for the header of the array.
    @inline(__always)
    func position(of entry: Entry, count: Int) -> Int {
        guard isUniform else { return entries.span.position(of: entry, from: 0, to: count) }
        guard entry.key == key else { return entry.key < key ? 0 : count }
        return rows.span.position(of: entry, from: 0, to: count)
    }

    /// Returns the number of entries before an entry, starting at a position, which is fast for near entries.
    @inline(__always)
    func near(_ entry: Entry, from position: Int) -> Int {
        guard isUniform else { return entries.span.near(entry, from: position) }
        guard entry.key == key else { return entry.key < key ? position : rows.count }
        let rows = rows.span
        guard position < rows.count, rows[position] < entry.row else { return position }
        guard entry.row <= rows[rows.count &- 1] else { return rows.count }
        // The rows with one key are usually spread evenly.
        let (first, last) = (UInt64(rows[position]), UInt64(rows[rows.count &- 1]))
        let share = (UInt64(entry.row) &- first) &* UInt64(rows.count &- 1 &- position) / (last &- first)
        return rows.near(entry, from: position, guess: position &+ Int(share))
    }

    /// Returns whether the leaf has an entry at a position, which may be the end of the leaf.
    @inline(__always)
    func holds(_ entry: Entry, at position: Int) -> Bool {
        guard isUniform else { return position < entries.count && entries[position] == entry }
        return position < rows.count && rows[position] == entry.row && key == entry.key
    }

    /// Appends the rows of the entries in a range of positions to `result`.
    @inline(__always)
    func appendRows(in range: Range<Int>, to result: inout [UInt32]) {
        guard !isUniform else { return result.append(contentsOf: rows[range]) }
        let entries = entries.span
        for position in range {
            result.append(entries[position].row)
        }
    }

    /// Sets the bits of the rows of the entries in a range of positions.
    @inline(__always)
    func mark(rowsIn range: Range<Int>, in words: inout [UInt64]) {
        var words = words.mutableSpan
        for position in range {
            let row = Int(entry(at: position).row)
            if row &>> 6 < words.count { words[row &>> 6] |= 1 &<< UInt64(row & 63) }
        }
    }
}

/// A member of a ``RowIndex``: a row under a key.
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
