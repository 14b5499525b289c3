import Synchronization
import TMFEvents
import TMFExchange
import TMFJSON

/// A sender that keeps what it is given, and answers as its listeners would.
final class RecordingSender: EventSender {
    typealias Answer = @Sendable (EventMessage, _ number: Int) async throws -> APIResponse

    private let messages = Mutex<[EventMessage]>([])
    private let answer: Answer

    init(_ answer: @escaping Answer = { _, _ in APIResponse(status: 204) }) { self.answer = answer }

    var sent: [EventMessage] { messages.withLock { $0 } }

    func send(
        _ message: EventMessage, permits: @Sendable (IPAddress) -> Bool
    ) async throws(SendFailure) -> APIResponse {
        let number = messages.withLock { messages in
            messages.append(message)
            return messages.count
        }
        do {
            return try await answer(message, number)
        } catch let error as SendFailure {
            throw error
        } catch {
            throw SendFailure(.connectionLost)
        }
    }

    /// Waits until a number of messages have been sent.
    func wait(for count: Int) async throws {
        while messages.withLock({ $0.count < count }) { try await Task.sleep(for: .milliseconds(1)) }
    }
}

extension EventMessage {
    func header(_ name: APIHeaders.Name) -> String? { headers[name] }

    var event: JSONValue { (try? JSONValue(parsing: body)) ?? .null }
}
