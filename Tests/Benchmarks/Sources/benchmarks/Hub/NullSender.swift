import Synchronization
import TMFEvents
import TMFExchange

/// A sender that sends nothing: listeners below `/well` answer at once, all others only after the time allowed.
final class NullSender: EventSender {
    private let state = Mutex((count: 0, target: Int.max, waiting: CheckedContinuation<Void, Never>?.none))
    /// Receives the body of every message to a listener that is well.
    private let arrived: @Sendable ([UInt8]) -> Void

    /// Creates a sender.
    ///
    /// - Parameter arrived: Receives the body of every message to a listener that is well.
    init(_ arrived: @escaping @Sendable ([UInt8]) -> Void = { _ in }) { self.arrived = arrived }

    func send(
        _ message: EventMessage, permits: @Sendable (IPAddress) -> Bool
    ) async throws(SendFailure) -> APIResponse {
        guard message.url.target.hasPrefix("/well") else {
            try? await Task.sleep(for: message.connectTimeout)
            throw SendFailure(.cannotConnect)
        }
        arrived(message.body)
        let waiting: CheckedContinuation<Void, Never>? = state.withLock { state in
            state.count += 1
            guard state.count == state.target else { return nil }
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume()
        return APIResponse(status: 204)
    }

    /// Waits until a number of messages have arrived since the last call.
    func wait(for count: Int) async {
        await withCheckedContinuation { continuation in
            let isReached = state.withLock { state in
                guard state.count < count else { return true }
                state.target = count
                state.waiting = continuation
                return false
            }
            if isReached { continuation.resume() }
        }
        state.withLock { $0 = (0, .max, nil) }
    }
}
