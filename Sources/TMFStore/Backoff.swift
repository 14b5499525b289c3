/// A budget of pauses between attempts at an operation that others interfere with.
///
/// The first pauses only yield to other tasks. Each further pause is random, up to a bound that doubles from one
/// millisecond to fifty, so that tasks that collided once do not collide again.
package struct Backoff: Sendable {
    /// The number of pauses that only yield to other tasks.
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
    ///   - sleep: Waits for a duration, or for less if its task is cancelled.
    ///   - random: Returns a random number in a range.
    package init(
        limit: Int = 20,
        sleep: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) },
        random: @escaping @Sendable (ClosedRange<Double>) -> Double = { Double.random(in: $0) }
    ) {
        (self.limit, self.sleep, self.random) = (limit, sleep, random)
    }

    /// Waits before a further attempt.
    ///
    /// - Returns: `true` if another attempt may be made, or `false`, without a pause, if the budget is spent.
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
