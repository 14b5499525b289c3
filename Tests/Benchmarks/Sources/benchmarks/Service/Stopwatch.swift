import Synchronization

/// Adds up the times between two points that the library comes by in the middle of its work.
final class Stopwatch: Sendable {
    private struct State {
        var start: ContinuousClock.Instant?
        var total = Duration.zero
        var laps = 0
    }

    private let state = Mutex(State())

    /// Notes that the first point was reached.
    func start() {
        state.withLock { state in state.start = .now }
    }

    /// Notes that the second point was reached; without a first one nothing is added.
    func stop() {
        let now = ContinuousClock.now
        state.withLock { state in
            guard let start = state.start else { return }
            state.total += now - start
            state.laps += 1
            state.start = nil
        }
    }

    /// Returns what was added up, and begins anew.
    ///
    /// - Returns: The time and the number of times.
    func take() -> (total: Duration, laps: Int) {
        state.withLock { state in
            defer { state = State() }
            return (state.total, state.laps)
        }
    }

    /// Returns what it adds by itself.
    ///
    /// - Parameter laps: The number of times.
    /// - Returns: The time of all of them.
    func cost(laps: Int) -> Duration {
        for _ in 0..<laps {
            start()
            stop()
        }
        return take().total
    }
}
