@testable import TMFStore

/// The same set as a sorted array, by the simplest means.
struct RowIndexModel {
    private(set) var entries: [Entry] = []

    init() {}

    init(_ entries: [Entry]) {
        self.entries = entries.sorted()
    }

    func rank(of key: UInt64, _ row: UInt32 = 0) -> Int {
        let target = Entry(key: key, row: row)
        var (low, high) = (0, self.entries.count)
        while low < high {
            let middle = (low + high) / 2
            if self.entries[middle] < target { low = middle + 1 } else { high = middle }
        }
        return low
    }

    func contains(_ key: UInt64, _ row: UInt32) -> Bool {
        let rank = self.rank(of: key, row)
        return rank < self.entries.count && self.entries[rank] == Entry(key: key, row: row)
    }

    mutating func insert(_ key: UInt64, _ row: UInt32) -> Bool {
        if self.contains(key, row) { return false }
        self.entries.insert(Entry(key: key, row: row), at: self.rank(of: key, row))
        return true
    }

    mutating func remove(_ key: UInt64, _ row: UInt32) -> Bool {
        guard self.contains(key, row) else { return false }
        self.entries.remove(at: self.rank(of: key, row))
        return true
    }

    func count(in keys: ClosedRange<UInt64>) -> Int {
        self.entries.count { keys.contains($0.key) }
    }
}
