/// The pauses between attempts at something that others get in the way of.
///
/// The first pauses only let other tasks have their turn. Each further one is random, up to a bound that doubles from a
/// millisecond to fifty, so that those who met once do not meet again.
package struct Backoff: Sendable {
    /// The number of pauses that only let other tasks have their turn.
    private static let turns = 4
    private static let shortest = Duration.milliseconds(1)
    private static let longest = Duration.milliseconds(50)

    private let limit: Int
    private var count = 0
    private var bound = shortest
    private let sleep: @Sendable (Duration) async -> Void
    private let random: @Sendable (ClosedRange<Double>) -> Double

    /// Creates a budget of pauses.
    ///
    /// - Parameters:
    ///   - limit: The number of pauses.
    ///   - sleep: Waits for a time, or for less if its task is cancelled.
    ///   - random: Returns a random number of a range.
    package init(
        limit: Int = 20,
        sleep: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) },
        random: @escaping @Sendable (ClosedRange<Double>) -> Double = { Double.random(in: $0) }
    ) {
        (self.limit, self.sleep, self.random) = (limit, sleep, random)
    }

    /// Waits before a further attempt.
    ///
    /// - Returns: Whether there may be one; `false`, without a pause, if the budget is spent.
    package mutating func pause() async -> Bool {
        guard count < limit else { return false }
        count += 1
        if count <= Self.turns {
            await Task.yield()
        } else {
            await sleep(bound * random(0...1))
            bound = min(bound * 2, Self.longest)
        }
        return true
    }
}
