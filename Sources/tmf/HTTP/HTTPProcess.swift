import Foundation
import Synchronization
import TMForum

/// Sends requests to a server from a process of its own, which is ended when a response goes beyond its limits.
///
/// On Linux, Foundation does not let go of a transfer whose bytes never end: all sessions of a process share one queue,
/// which reads on after the session was cancelled, and what it reads, unpacks and keeps is out of reach. A process can be
/// ended whatever it does.
final class HTTPProcess: Sendable {
    /// How long after the timeout of the client, which the process keeps itself, the process is ended.
    private static let grace = Duration.seconds(1)

    private let program: URL?
    private let client: HTTPClient
    /// The process that waits for the next request.
    private let idle = Mutex<HTTPWorker?>(nil)

    /// Creates what sends requests; the process is started with the first.
    ///
    /// - Parameters:
    ///   - program: This program, or `nil` if it is not known where it is.
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
            throw HTTPClientError(.noConnection, "the program that sends the requests is not known")
        }
        do {
            return try HTTPWorker(program)
        } catch {
            throw HTTPClientError(
                .noConnection, "the process that sends the requests cannot be started: \(error.localizedDescription)")
        }
    }
}
