import Testing
import _TMFTestSupport

@testable import TMFStore

/// Sets and arguments at the ends of their ranges.
@Suite("Boundaries of a row index")
struct RowIndexBoundaryTests {
    @Test("an empty set answers every query")
    func empty() {
        var index = RowIndex()
        var rows: [UInt32] = [1, 2]
        #expect(index.count == 0)
        let isRemoved = index.remove(1, 1)
        #expect(!isRemoved)
        #expect(!index.contains(0, 0))
        #expect(index.rank(of: .max, .max) == 0)
        #expect(index.count(in: 0 ... .max) == 0)
        #expect(index.entry(at: 0) == nil)
        index.appendRows(at: -5..<5, to: &rows)
        #expect(rows == [1, 2])
        index.intersect(&rows, key: 1)
        #expect(rows.isEmpty)
        #expect(RowIndexComparison.ascending(index, from: .min).isEmpty)
        #expect(RowIndexComparison.descending(index, below: .max).isEmpty)
        #expect(index.checkInvariants().isEmpty)
    }

    @Test("the smallest and largest keys and rows are entries like others")
    func extremes() {
        for limits in [NodeLimits(leaf: 4, inner: 4), .standard] {
            var index = RowIndex(limits: limits)
            var model = RowIndexModel()
            for key in [UInt64.max, 0, 1, UInt64.max - 1] {
                for row in [UInt32.max, 0, 1, UInt32.max - 1] {
                    let isNew = index.insert(key, row)
                    let isExpected = model.insert(key, row)
                    let isNewAgain = index.insert(key, row)
                    #expect(isNew && isExpected && !isNewAgain)
                }
            }
            #expect(RowIndexComparison.problems(index, model).isEmpty)
            #expect(index.count(of: .max) == 4)
            #expect(index.count(of: 0) == 4)
            #expect(index.count(in: 0 ... .max) == 16)
            #expect(index.rank(of: .max, .max) == 15)
            #expect(index.entry(at: 15) == Entry(key: .max, row: .max))
            #expect(index.entry(at: 16) == nil)
            #expect(index.entry(at: .min) == nil)
            for key in [UInt64.max, 0] {
                var rows: [UInt32] = [0, 1, 2, 77, UInt32.max - 1, UInt32.max]
                index.intersect(&rows, key: key)
                #expect(rows == [0, 1, UInt32.max - 1, UInt32.max])
            }
            var rows: [UInt32] = []
            index.appendRows(at: .min ..< .max, to: &rows)
            #expect(rows == model.entries.map(\.row))
            #expect(RowIndexComparison.descending(index, below: .min).isEmpty)
            #expect(RowIndexComparison.ascending(index, from: .max).isEmpty)
        }
    }

    @Test("rows in no order make intersect neither trap nor invent rows")
    func unorderedRows() {
        var index = RowIndex(limits: NodeLimits(leaf: 4, inner: 4))
        for row in 0..<UInt32(500) { index.insert(UInt64(row % 3), row) }
        var random = SplitMix64(seed: 5)
        for _ in 0..<100 {
            var rows = (0..<50).map { _ in UInt32(random.next() % 700) }
            index.intersect(&rows, key: random.next() % 4)
            #expect(rows.count <= 50 && rows.allSatisfy { $0 < 500 })
        }
    }

    @Test("entries out of order make the packed build neither trap nor read beyond its nodes")
    func unsortedBuild() {
        var random = SplitMix64(seed: 6)
        let keys = (0..<2000).map { _ in random.next() % 50 }
        let rows = (0..<2000).map { _ in UInt32(random.next() % 50) }
        var index = RowIndex(sorted: keys, rows, limits: NodeLimits(leaf: 4, inner: 4))
        var count = keys.count
        for (key, row) in zip(keys, rows) {
            if index.insert(key, row ^ 1) { count += 1 }
            if index.remove(key, row) { count -= 1 }
            _ = index.rank(of: key, row)
            var candidates = rows
            index.intersect(&candidates, key: key)
        }
        var found: [UInt32] = []
        index.appendRows(at: 0..<index.count, to: &found)
        #expect(index.count == count && index.groups.total == count && found.count == count)
    }
}
