import Synchronization
import Testing

@testable import TMFStore

@Suite("The pauses between attempts")
struct BackoffTests {
    /// The pauses that were asked for.
    private final class Log: Sendable {
        let pauses = Mutex<[Duration]>([])
    }

    private func pauses(limit: Int, share: Double) async -> (count: Int, pauses: [Duration]) {
        let log = Log()
        var backoff = Backoff(
            limit: limit, sleep: { pause in log.pauses.withLock { $0.append(pause) } },
            random: { range in
                #expect(range == 0...1)
                return share
            })
        var count = 0
        while await backoff.pause() { count += 1 }
        #expect(await !backoff.pause())
        return (count, log.pauses.withLock { $0 })
    }

    @Test("There are as many as the budget says", arguments: [0, 1, 4, 20])
    func budget(_ limit: Int) async {
        let (count, pauses) = await pauses(limit: limit, share: 1)
        #expect(count == limit && pauses.count == max(limit - 4, 0))
    }

    @Test("After four turns they double from a millisecond to fifty")
    func growth() async {
        let milliseconds = [1, 2, 4, 8, 16, 32, 50, 50] as [Int]
        #expect(await pauses(limit: 12, share: 1).pauses == milliseconds.map { .milliseconds($0) })
    }

    @Test("Chance shortens them, to nothing at the least")
    func chance() async {
        #expect(await pauses(limit: 6, share: 0.5).pauses == [.microseconds(500), .milliseconds(1)])
        #expect(await pauses(limit: 6, share: 0).pauses == [.zero, .zero])
    }
}
