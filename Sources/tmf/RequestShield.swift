import Synchronization
import TMForum

/// Lets a request finish when the task that waits for it is cancelled, so that nothing is left half done.
final class RequestShield: Sendable {
    private struct State {
        var current: Task<APIResponse, any Error>?
        var isAborted = false
    }

    private let state = Mutex(State())

    /// Sends a request and waits for its response, even if the task is cancelled in the meantime.
    ///
    /// - Parameter request: A function that sends the request.
    /// - Returns: The response.
    /// - Throws: The error of the request; `CancellationError` at once after ``abort()``.
    func run(_ request: @escaping @Sendable () async throws -> APIResponse) async throws -> APIResponse {
        let task = state.withLock { state -> Task<APIResponse, any Error>? in
            guard !state.isAborted else { return nil }
            let task = Task { try await request() }
            state.current = task
            return task
        }
        guard let task else { throw CancellationError() }
        return try await task.value
    }

    /// Cancels the latest request, and starts no other.
    func abort() {
        state.withLock { state in
            state.isAborted = true
            state.current?.cancel()
        }
    }
}
