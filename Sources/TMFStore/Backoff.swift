/// The pauses between the attempts to change what others change at the same time.
///
/// The first attempts follow each other at once, the later ones after random pauses that become longer, so that writers who were in
/// each other's way come at different times.
package struct Backoff: Sendable {
    /// The attempts that follow without a pause.
    private static let eager = 4
    /// The longest pause.
    private static let longest = 50

    private var attempts = 1
    private let limit: Int
    private let sleep: @Sendable (Duration) async -> Void

    /// Creates a budget of attempts, of which one is being made.
    ///
    /// - Parameters:
    ///   - limit: The number of attempts.
    ///   - sleep: Waits for some time, or until the task is cancelled.
    package init(
        limit: Int = 20, sleep: @escaping @Sendable (Duration) async -> Void = { try? await Task.sleep(for: $0) }
    ) {
        self.limit = limit
        self.sleep = sleep
    }

    /// Waits until it is time for another attempt.
    ///
    /// - Returns: Whether there is to be another one: the budget is not spent, and the task is not cancelled.
    package mutating func pause() async -> Bool {
        guard attempts < limit else { return false }
        if attempts <= Self.eager {
            await Task.yield()
        } else {
            let longest = min(1 << (attempts - Self.eager), Self.longest)
            await sleep(.microseconds(Int64.random(in: 0...Int64(longest) * 1_000)))
        }
        attempts += 1
        return !Task.isCancelled
    }
}
