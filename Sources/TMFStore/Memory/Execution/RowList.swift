import TMFQuery

/// A list of rows that are sorted only when necessary.
struct RowList: Sendable {
    /// The known properties of the order of a list.
    enum Order: Sendable {
        /// The rows are unique and ascend.
        case ascending
        /// The rows are unique.
        case unique
        /// The rows may repeat.
        case any
    }

    private enum Storage: Sendable {
        case rows([UInt32], Order)
        case bitmap(RowBitmap, count: Int)
    }

    private var storage: Storage

    init(_ rows: [UInt32], _ order: Order) { storage = .rows(rows, order) }

    /// Creates a list of the rows in a bitmap.
    init(_ bitmap: RowBitmap, count: Int) { storage = .bitmap(bitmap, count: count) }

    /// The number of rows; repeated rows may count more than once.
    var count: Int {
        switch storage {
        case .rows(let rows, _): rows.count
        case .bitmap(_, let count): count
        }
    }

    /// The rows in no particular order; they may repeat.
    var rows: [UInt32] {
        switch storage {
        case .rows(let rows, _): rows
        case .bitmap(let bitmap, let count): bitmap.rows(at: 0..<count)
        }
    }

    /// The rows in ascending order, without repetitions.
    var ascending: [UInt32] {
        switch storage {
        case .rows(let rows, .ascending): return rows
        case .bitmap: return rows
        case .rows(var rows, let order):
            if let bitmap = Self.bitmap(rows) { return bitmap.rows(at: 0..<rows.count) }
            rows.sort()
            if order == .any { Self.removeRepeated(&rows) }
            return rows
        }
    }

    /// Returns a page of the ascending rows, and the number of distinct rows.
    func page(_ page: Page) -> (rows: [UInt32], total: Int) {
        switch storage {
        case .bitmap(let bitmap, let count): return (bitmap.rows(at: page.range(of: count)), count)
        case .rows(let rows, let order):
            if order != .ascending, let bitmap = Self.bitmap(rows) {
                let total = bitmap.count
                return (bitmap.rows(at: page.range(of: total)), total)
            }
            let rows = ascending
            let range = page.range(of: rows.count)
            return (range.count == rows.count ? rows : Array(rows[range]), rows.count)
        }
    }

    /// Returns a bitmap of rows if they are dense enough for it to sort them faster than comparing them.
    private static func bitmap(_ rows: [UInt32]) -> RowBitmap? {
        guard rows.count > 32, let first = rows.min(), let last = rows.max(),
            RowBitmap.isWorthwhile(for: rows.count, of: Int(last - first))
        else { return nil }
        return RowBitmap(rows, first, last)
    }

    private static func removeRepeated(_ rows: inout [UInt32]) {
        guard !rows.isEmpty else { return }
        var count = 1
        for index in rows.indices.dropFirst() where rows[index] != rows[count - 1] {
            rows[count] = rows[index]
            count += 1
        }
        rows.removeLast(rows.count - count)
    }

    /// Keeps only the rows that a set has under a key.
    mutating func formIntersection(_ set: RowIndex, key: UInt64) {
        var rows = ascending
        storage = .rows([], .ascending)
        set.intersect(&rows, key: key)
        storage = .rows(rows, .ascending)
    }

    /// Keeps only the rows that another list has as well.
    mutating func formIntersection(_ other: RowList) {
        var (rows, position) = (ascending, 0)
        let others = other.ascending
        storage = .rows([], .ascending)
        rows.removeAll { row in
            while position < others.count, others[position] < row { position += 1 }
            return position == others.count || others[position] != row
        }
        storage = .rows(rows, .ascending)
    }
}
