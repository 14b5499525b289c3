import Synchronization

/// The error of a step that took too long.
struct TimeLimitError: Error, CustomStringConvertible {
    var limit: Duration

    var description: String { "nothing after \(limit)" }
}

/// Runs an operation for at most a duration, whether or not it responds to cancellation.
///
/// - Parameters:
///   - limit: The duration.
///   - operation: The operation, which is cancelled when the time is up.
/// - Returns: The result of the operation.
/// - Throws: The error of the operation, or ``TimeLimitError``.
func withTimeLimit<Result: Sendable>(
    _ limit: Duration, _ operation: @escaping @Sendable () async throws -> Result
) async throws -> Result {
    let outcome = FirstOutcome<Result>()
    let work = Task {
        do {
            let result = try await operation()
            outcome.settle(.success(result))
        } catch {
            outcome.settle(.failure(error))
        }
    }
    let clock = Task {
        try await Task.sleep(for: limit)
        outcome.settle(.failure(TimeLimitError(limit: limit)))
    }
    defer {
        work.cancel()
        clock.cancel()
    }
    return try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { outcome.wait($0) }
    } onCancel: {
        work.cancel()
    }
}

/// The first of several outcomes, and the task that waits for it.
private final class FirstOutcome<Value: Sendable>: Sendable {
    private struct State {
        var outcome: Result<Value, any Error>?
        var waiter: CheckedContinuation<Value, any Error>?
    }

    private let state = Mutex(State())

    func settle(_ outcome: Result<Value, any Error>) {
        let waiter = state.withLock { state -> CheckedContinuation<Value, any Error>? in
            guard state.outcome == nil else { return nil }
            state.outcome = outcome
            return state.waiter
        }
        waiter?.resume(with: outcome)
    }

    func wait(_ waiter: CheckedContinuation<Value, any Error>) {
        let outcome = state.withLock { state -> Result<Value, any Error>? in
            state.waiter = waiter
            return state.outcome
        }
        if let outcome { waiter.resume(with: outcome) }
    }
}
