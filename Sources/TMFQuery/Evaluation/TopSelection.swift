/// Collects the first of very many entries in an order, without sorting all of them if only a few are needed.
struct TopSelection {
    /// The number of entries to return, or `nil` for all.
    private let size: Int?
    /// The entries, in order while ``size`` is small, and otherwise in the order of arrival.
    private var entries: [SortProgram.Entry] = []
    private let keepsOrder: Bool

    init(size: Int?) {
        self.size = size
        // Moving entries to make room costs less than sorting all of them at the end only while they are few.
        keepsOrder = size.map { $0 <= 1_000 } ?? false
    }

    mutating func add(
        _ entry: SortProgram.Entry, by precedes: (SortProgram.Entry, SortProgram.Entry) -> Bool
    ) {
        guard keepsOrder, let size else {
            entries.append(entry)
            // Discard entries that can no longer be among the first: a query may have many matches and many keys.
            if let size, entries.count > 2 * size {
                entries.sort(by: precedes)
                entries.removeLast(entries.count - size)
            }
            return
        }
        guard size > 0 else { return }
        if entries.count == size {
            guard precedes(entry, entries[size - 1]) else { return }
            entries.removeLast()
        }
        var (low, high) = (0, entries.count)
        while low < high {
            let middle = (low + high) / 2
            if precedes(entry, entries[middle]) { high = middle } else { low = middle + 1 }
        }
        entries.insert(entry, at: low)
    }

    /// The number of entries that are kept.
    var count: Int { entries.count }

    /// The positions of the kept entries, in no particular order.
    var positions: [Int] { entries.map(\.position) }

    /// Returns the requested entries in order.
    func sorted(
        by precedes: (SortProgram.Entry, SortProgram.Entry) -> Bool
    ) -> ArraySlice<SortProgram.Entry> {
        let ordered = keepsOrder ? entries : entries.sorted(by: precedes)
        return ordered.prefix(size ?? ordered.count)
    }
}
