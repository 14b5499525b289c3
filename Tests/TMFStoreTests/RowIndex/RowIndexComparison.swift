import _TMFTestSupport

@testable import TMFStore

/// Compares a set with its model.
enum RowIndexComparison {
    /// All entries in both directions, and the structure.
    static func problems(_ index: RowIndex, _ model: RowIndexModel) -> [String] {
        var problems = index.checkInvariants()
        let entries = model.entries
        if index.count != entries.count { problems.append("count \(index.count), expected \(entries.count)") }
        if Self.ascending(index, from: 0) != entries { problems.append("forEach differs") }
        if Self.descending(index, below: .max) != entries.reversed() { problems.append("forEachReversed differs") }
        return problems
    }

    /// All queries with a random argument each.
    static func queryProblems(
        _ index: RowIndex, _ model: RowIndexModel, _ random: inout SplitMix64, keys: UInt64
    ) -> [String] {
        var problems: [String] = []
        let entries = model.entries
        let (key, row) = (random.next() % (keys + 1), UInt32(random.next() % 5000))
        let other = key + random.next() % (keys - key + 1)
        let rank = Int(random.next() % UInt64(entries.count + 10)) - 5
        let start = min(max(rank, 0), entries.count)
        let limit = Int(random.next() % 40)
        if index.contains(key, row) != model.contains(key, row) { problems.append("contains(\(key), \(row))") }
        if index.rank(of: key, row) != model.rank(of: key, row) { problems.append("rank(\(key), \(row))") }
        if index.count(of: key) != model.count(in: key...key) { problems.append("count(of: \(key))") }
        if index.count(in: key...other) != model.count(in: key...other) {
            problems.append("count(in: \(key)...\(other))")
        }
        if index.entry(at: rank) != (entries.indices.contains(rank) ? entries[rank] : nil) {
            problems.append("entry(at: \(rank))")
        }
        let length = Int(random.next() % 600)
        var rows: [UInt32] = [42]
        index.appendRows(at: rank..<(rank + length), to: &rows)
        let range = (rank..<(rank + length)).clamped(to: 0..<entries.count)
        if rows != [42] + entries[range].map(\.row) { problems.append("appendRows(at: \(rank)..<\(rank + length))") }
        if Self.ascending(index, from: rank, limit: limit) != Array(entries[start...].prefix(limit + 1)) {
            problems.append("forEach(from: \(rank)) with limit \(limit)")
        }
        if Self.descending(index, below: rank, limit: limit) != Array(entries[..<start].reversed().prefix(limit + 1)) {
            problems.append("forEachReversed(below: \(rank)) with limit \(limit)")
        }
        let step = UInt32(random.next() % 7) + 1
        var candidates = Array(stride(from: row, to: row &+ 1500, by: Int(step)))
        let expected = candidates.filter { model.contains(key, $0) }
        index.intersect(&candidates, key: key)
        if candidates != expected { problems.append("intersect of key \(key) from \(row) by \(step)") }
        return problems
    }

    static func ascending(_ index: RowIndex, from rank: Int, limit: Int = .max) -> [Entry] {
        var entries: [Entry] = []
        index.forEach(from: rank) { entry in
            entries.append(entry)
            return entries.count <= limit
        }
        return entries
    }

    static func descending(_ index: RowIndex, below rank: Int, limit: Int = .max) -> [Entry] {
        var entries: [Entry] = []
        index.forEachReversed(below: rank) { entry in
            entries.append(entry)
            return entries.count <= limit
        }
        return entries
    }
}
