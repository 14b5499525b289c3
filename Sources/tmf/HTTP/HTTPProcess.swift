import Foundation
import Synchronization
import TMForum

/// Sends requests to a server from a separate process, which it ends when a response exceeds a limit.
///
/// On Linux, Foundation cannot stop a transfer whose bytes never end: all sessions of a process share one queue, which
/// continues to read after a session was cancelled, and the data that it reads, decodes and keeps is out of reach. A process can
/// always be ended.
final class HTTPProcess: Sendable {
    /// The time between the timeout of the client, which the process itself observes, and the end of the process.
    private static let grace = Duration.seconds(1)

    private let program: URL?
    private let client: HTTPClient
    /// The process that waits for the next request.
    private let idle = Mutex<HTTPWorker?>(nil)

    /// Creates a sender of requests, which starts the process with the first request.
    ///
    /// - Parameters:
    ///   - program: The location of this program, or `nil` if it is unknown.
    ///   - client: The server and the limits.
    init(program: URL?, client: HTTPClient) {
        self.program = program
        self.client = client
    }

    deinit { idle.withLock { $0 }?.end() }

    func respond(to request: APIRequest) async throws(HTTPClientError) -> APIResponse {
        let worker = try worker()
        let outcome = await worker.outcome(
            of: HTTPFrame(request, by: client), within: client.timeout + Self.grace, timeout: client.timeout)
        switch outcome {
        case .failure(let error) where ![.notSendable, .noConnection].contains(error.code): worker.end()
        case .success, .failure:
            let surplus = idle.withLock { idle in
                defer { idle = worker }
                return idle.take()
            }
            surplus?.end()
        }
        return try outcome.get()
    }

    private func worker() throws(HTTPClientError) -> HTTPWorker {
        if let worker = idle.withLock({ $0.take() }) { return worker }
        guard let program else {
            throw HTTPClientError(.noConnection, "the program that sends the requests cannot be found")
        }
        do {
            return try HTTPWorker(program)
        } catch {
            throw HTTPClientError(
                .noConnection, "the process that sends the requests cannot be started: \(error.localizedDescription)")
        }
    }
}
