import Testing
import _TMFTestSupport

@testable import TMFStore

/// Long random histories, compared with the model.
@Suite("Histories of a row index")
struct RowIndexHistoryTests {
    /// Which changes a history makes.
    enum Pattern: CaseIterable {
        case fewKeys
        case someKeys
        case manyKeys
        case ascendingRows
        case descending
    }

    @Test(
        "random histories agree with the model, and copies stay as they were",
        arguments: Pattern.allCases,
        [NodeLimits(leaf: 4, inner: 4), NodeLimits(leaf: 7, inner: 5), NodeLimits(leaf: 16, inner: 8), .standard]
    )
    func history(pattern: Pattern, limits: NodeLimits) {
        for seed in UInt64(1)...3 {
            let problems = Self.run(pattern, limits, seed: seed)
            #expect(problems.isEmpty, "seed \(seed): \(problems.prefix(5))")
        }
    }

    private static func run(_ pattern: Pattern, _ limits: NodeLimits, seed: UInt64) -> [String] {
        var random = SplitMix64(seed: seed)
        var index = RowIndex(limits: limits)
        var model = RowIndexModel()
        var copies: [(RowIndex, RowIndexModel)] = []
        let keys: UInt64 = pattern == .fewKeys || pattern == .ascendingRows ? 5 : pattern == .someKeys ? 60 : 100_000
        for step in 0..<6000 {
            // The set grows, shrinks to little, and grows again.
            let isGrowing = (step / 2000).isMultiple(of: 2)
            if random.next() % 10 < (isGrowing ? 8 : 1) || model.entries.isEmpty {
                var (key, row) = (random.next() % (keys + 1), UInt32(random.next() % 5000))
                if pattern == .ascendingRows { row = UInt32(step) }
                if pattern == .descending { (key, row) = (keys - UInt64(step), 1) }
                guard index.insert(key, row) == model.insert(key, row) else { return ["insert at step \(step)"] }
            } else {
                let entry = model.entries[Int(random.next() % UInt64(model.entries.count))]
                let row = entry.row &+ (random.next() % 10 == 0 ? 1 : 0)
                guard index.remove(entry.key, row) == model.remove(entry.key, row) else {
                    return ["remove at step \(step)"]
                }
            }
            if random.next() % 200 == 0 {
                if copies.count == 6 { copies.remove(at: Int(random.next() % 6)) }
                copies.append((index, model))
                if random.next() % 4 == 0 { (index, model) = copies[Int(random.next() % UInt64(copies.count))] }
            }
            if step.isMultiple(of: 20) {
                let problems = RowIndexComparison.queryProblems(index, model, &random, keys: keys)
                guard problems.isEmpty else { return problems + ["at step \(step)"] }
            }
            if step.isMultiple(of: 250) {
                let problems = RowIndexComparison.problems(index, model)
                guard problems.isEmpty else { return problems + ["at step \(step)"] }
            }
        }
        copies.append((index, model))
        for entry in model.entries.shuffled(using: &random) where !index.remove(entry.key, entry.row) {
            return ["final removal of \(entry)"]
        }
        guard index.count == 0, index.groups.count == 0 else { return ["not empty after the removal of all"] }
        return copies.flatMap { RowIndexComparison.problems($0.0, $0.1) }
    }
}
