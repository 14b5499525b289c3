import Testing
import _TMFTestSupport

@testable import TMFStore

/// Sets made from sorted entries, and the sort that makes them.
@Suite("Building a row index")
struct RowIndexBuildTests {
    @Test(
        "a packed build has the entries given and can be changed",
        arguments: [0, 1, 2, 3, 4, 5, 15, 16, 17, 64, 65, 255, 256, 257, 1000, 5000],
        [UInt64(1), 3, 1000, .max]
    )
    func packed(size: Int, keys: UInt64) {
        for limits in [NodeLimits(leaf: 4, inner: 4), .standard] {
            var random = SplitMix64(seed: UInt64(size))
            var model = RowIndexModel((0..<size).map { Entry(key: random.next() % keys, row: UInt32($0)) })
            var index = RowIndex(sorted: model.entries.map(\.key), model.entries.map(\.row), limits: limits)
            #expect(RowIndexComparison.problems(index, model).isEmpty)
            let copy = index
            let before = model
            for _ in 0..<300 {
                let entry = Entry(key: random.next() % keys, row: UInt32(random.next() % 5000))
                #expect(index.insert(entry.key, entry.row) == model.insert(entry.key, entry.row))
                if let old = model.entries.randomElement(using: &random) {
                    #expect(index.remove(old.key, old.row) == model.remove(old.key, old.row))
                }
            }
            #expect(RowIndexComparison.problems(index, model).isEmpty)
            #expect(RowIndexComparison.problems(copy, before).isEmpty)
        }
    }

    @Test("a packed build of arrays of different lengths takes the shorter length")
    func differentLengths() {
        let index = RowIndex(sorted: [1, 2, 3], [7])
        #expect(RowIndexComparison.ascending(index, from: 0) == [Entry(key: 1, row: 7)])
        #expect(index.count == 1)
    }

    @Test("sorting agrees with a sort of pairs", arguments: [0, 1, 2, 100, 255, 256, 257, 3000])
    func sorting(size: Int) {
        for keys in [UInt64(1), 5, 256, 70_000, .max] {
            for shift in [UInt64(0), 32] where keys < 1 << 20 || shift == 0 {
                var random = SplitMix64(seed: UInt64(size))
                let entries = (0..<size).map { Entry(key: (random.next() % keys) << shift, row: UInt32($0)) }
                var (sortedKeys, rows) = (entries.map(\.key), entries.map(\.row))
                RowIndex.sort(&sortedKeys, &rows)
                #expect(zip(sortedKeys, rows).map { Entry(key: $0, row: $1) } == entries.sorted(), "seed \(size)")
            }
        }
    }

    @Test("sorting arrays of different lengths leaves the rest in place")
    func sortingDifferentLengths() {
        var keys = [UInt64](repeating: 9, count: 300) + [1, 2]
        keys[299] = 3
        var rows = (0..<300).map { UInt32($0) }
        RowIndex.sort(&keys, &rows)
        #expect(keys.suffix(3) == [9, 1, 2])
        #expect(keys[0] == 3)
        #expect(rows.prefix(2) == [299, 0])
        #expect(rows.count == 300)
    }
}
