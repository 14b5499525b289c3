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
    /// The process that waits for the next request.
    private let idle = Mutex<HTTPWorker?>(nil)

    /// Creates a sender of requests, which starts the process with the first request.
    ///
    /// - Parameter program: The location of this program, or `nil` if it is unknown.
    init(program: URL?) { self.program = program }

    deinit { idle.withLock { $0 }?.end() }

    /// Sends a request as a client would, and returns its response.
    func respond(to request: APIRequest, by client: HTTPClient) async throws(HTTPClientError) -> APIResponse {
        let worker = try worker(for: client)
        let outcome = await worker.outcome(
            of: HTTPFrame(request, by: client), within: client.timeout + Self.grace, timeout: client.timeout)
        switch outcome {
        case .failure(let error)
        where ![.notSendable, .noConnection, .insecureConnection, .connectionLost].contains(error.code):
            worker.end()
        case .success, .failure:
            let surplus = idle.withLock { idle in
                defer { idle = worker }
                return idle.take()
            }
            surplus?.end()
        }
        return try outcome.get()
    }

    private func worker(for client: HTTPClient) throws(HTTPClientError) -> HTTPWorker {
        if let worker = idle.withLock({ $0.take() }) {
            if worker.usesProxies == client.usesProxies { return worker }
            worker.end()
        }
        guard let program else {
            throw HTTPClientError(.noConnection, "the program that sends the requests cannot be found")
        }
        do {
            return try HTTPWorker(program, usesProxies: client.usesProxies)
        } catch {
            throw HTTPClientError(
                .noConnection, "the process that sends the requests cannot be started: \(error.localizedDescription)")
        }
    }
}
