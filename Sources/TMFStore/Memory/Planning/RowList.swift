import TMFQuery

/// Rows, put in order as far as somebody asks for it.
struct RowList: Sendable {
    /// What is known about the rows of a list.
    enum Order: Sendable {
        /// Each comes once, and they ascend.
        case ascending
        /// Each comes once.
        case unique
        /// Some may come several times.
        case any
    }

    private(set) var rows: [UInt32]
    private var order: Order

    init(_ rows: [UInt32], _ order: Order) { (self.rows, self.order) = (rows, order) }

    /// The rows, each once, ascending.
    var ascending: [UInt32] {
        mutating get {
            putInOrder()
            return rows
        }
        _modify {
            putInOrder()
            yield &rows
        }
    }

    /// Returns a page of the rows, ascending, and their number, each counted once.
    mutating func page(_ page: Page) -> (rows: [UInt32], total: Int) {
        if order != .ascending, let bitmap {
            let total = order == .unique ? rows.count : bitmap.count
            return (bitmap.rows(at: page.range(of: total)), total)
        }
        putInOrder()
        return (Array(rows[page.range(of: rows.count)]), rows.count)
    }

    /// A bit for every row, where the rows lie so close to each other that it orders them faster than comparing does.
    private var bitmap: RowBitmap? {
        guard rows.count > 32, let first = rows.min(), let last = rows.max(), Int(last - first) / 64 < rows.count * 8
        else { return nil }
        return RowBitmap(rows, first, last)
    }

    private mutating func putInOrder() {
        guard order != .ascending else { return }
        defer { order = .ascending }
        if let bitmap {
            rows = bitmap.rows(at: 0..<rows.count)
            return
        }
        rows.sort()
        guard order == .any, !rows.isEmpty else { return }
        var count = 1
        for index in rows.indices.dropFirst() where rows[index] != rows[count - 1] {
            rows[count] = rows[index]
            count += 1
        }
        rows.removeLast(rows.count - count)
    }

    /// Leaves the rows that another list has too.
    mutating func formIntersection(_ other: RowList) {
        var other = other
        let others = other.ascending
        var position = 0
        ascending.removeAll { row in
            while position < others.count, others[position] < row { position += 1 }
            return position == others.count || others[position] != row
        }
    }
}
