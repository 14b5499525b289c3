import Synchronization
import TMForum

/// Keeps a request going when the task that waits for it is cancelled, so that nothing is left half done.
final class RequestShield: Sendable {
    private struct State {
        var current: Task<APIResponse, any Error>?
        var isAborted = false
    }

    private let state = Mutex(State())

    /// Sends a request and waits for its response, whether or not the task is cancelled meanwhile.
    ///
    /// - Parameter request: Sends the request.
    /// - Returns: The response.
    /// - Throws: What the request throws; `CancellationError` at once behind ``abort()``.
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

    /// Cancels the request that has begun last, and lets no other one begin.
    func abort() {
        state.withLock { state in
            state.isAborted = true
            state.current?.cancel()
        }
    }
}
