import Foundation
import Synchronization
import TMFEvents
import TMFExchange

/// A sender to listeners on this machine, which keeps its connections.
///
/// A message ends at its deadline, but not earlier when its task is cancelled.
final class SocketSender: EventSender {
    private let idle = Mutex<[Connection]>([])

    func send(
        _ message: EventMessage, permits: @Sendable (IPAddress) -> Bool
    ) async throws(SendFailure) -> APIResponse {
        _ = try message.addresses(among: [], permits: permits)
        // The exchange blocks its thread, which therefore is none of those that tasks run on.
        let result: Result<APIResponse, SendFailure> = await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: self.exchange(message)) }
        }
        return try result.get()
    }

    private func exchange(_ message: EventMessage) -> Result<APIResponse, SendFailure> {
        guard var connection = idleConnection() ?? new(message) else { return .failure(SendFailure(.cannotConnect)) }
        var head = "\(message.method) \(message.url.target) HTTP/1.1\r\nHost: \(message.url.authority)\r\n"
        for field in message.headers.fields { head += "\(field.name): \(field.value)\r\n" }
        head += "Content-Length: \(message.body.count)\r\n\r\n"
        guard connection.send(Array(head.utf8) + message.body), let response = connection.message() else {
            connection.close()
            return .failure(SendFailure(.connectionLost))
        }
        guard response.start.count > 1, let status = Int(response.start[1]) else {
            connection.close()
            return .failure(SendFailure(.notHTTP))
        }
        idle.withLock { [connection] in $0.append(connection) }
        return .success(APIResponse(status: status, headers: response.headers, body: response.body))
    }

    private func new(_ message: EventMessage) -> Connection? {
        Connection(to: UInt16(clamping: message.url.port), timeout: message.timeout)
    }

    private func idleConnection() -> Connection? {
        while let connection = idle.withLock({ $0.popLast() }) {
            if connection.isIdle { return connection }
            connection.close()
        }
        return nil
    }
}
