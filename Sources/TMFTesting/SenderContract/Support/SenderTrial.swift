import Synchronization
import TMFEvents
import TMFExchange

/// A sender that is being tested, and the deviations that were found.
final class SenderTrial: Trial {
    typealias Outcome = Result<APIResponse, SendFailure>

    let sender: any EventSender
    let log = FailureLog()
    /// The addresses that the sender asked about.
    private let asked = Mutex<[IPAddress]>([])
    private let servers = Mutex<[HostileServer]>([])

    init(sender: any EventSender) { self.sender = sender }

    var askedAddresses: [IPAddress] { asked.withLock { $0 } }

    // MARK: - Servers

    /// Starts a server that ends with the trial.
    func server(
        _ family: Socket.Family = .v4, port: Int = 0,
        _ script: @escaping @Sendable (HostileServer.Request) -> [HostileServer.Step]
    ) throws -> HostileServer {
        let server = try HostileServer(family, port: port, script)
        servers.withLock { $0.append(server) }
        return server
    }

    /// Starts a server that no connection may reach.
    func honeypot(_ family: Socket.Family = .v4, port: Int = 0) throws -> HostileServer {
        try server(family, port: port) { _ in HostileServer.ok }
    }

    func stopServers() {
        for server in servers.withLock({ $0 }) { server.stop() }
    }

    // MARK: - Messages

    /// Returns a message to a server on this machine, which is not due for a long time.
    func message(
        _ method: APIMethod = .post, to server: HostileServer, host: String = "127.0.0.1",
        _ target: String = "/listener",
        headers: APIHeaders = [.contentType: "application/json"], body: String = #"{"eventId":"1"}"#
    ) throws -> EventMessage {
        EventMessage(
            method, to: try CallbackURL("http://\(host):\(server.port)\(target)"), headers: headers,
            body: Array(body.utf8),
            timeout: .seconds(30))
    }

    /// Sends a message with a limit of time that a correct sender never needs.
    func send(
        _ message: EventMessage, permits: @escaping @Sendable (IPAddress) -> Bool = { _ in true }
    ) async throws -> Outcome {
        try await withTimeLimit(message.timeout + .seconds(20)) { [self] in
            do throws(SendFailure) {
                return .success(
                    try await sender.send(message) { address in
                        asked.withLock { $0.append(address) }
                        return permits(address)
                    })
            } catch {
                return .failure(error)
            }
        }
    }

    // MARK: - Expectations

    /// Sends a message and expects an answer with a status.
    @discardableResult
    func expectAnswer(
        _ what: String, _ message: EventMessage, status: Int = 200,
        permits: @escaping @Sendable (IPAddress) -> Bool = { _ in true }
    ) async throws -> APIResponse? {
        switch try await send(message, permits: permits) {
        case .success(let answer):
            expect("\(what): the status", answer.status, is: status)
            return answer
        case .failure(let failure):
            fail("\(what): expected an answer with \(status), found the failure '\(failure)'")
            return nil
        }
    }

    /// Sends a message and expects a failure, with one of the codes if there are any.
    func expectFailure(
        _ what: String, _ message: EventMessage, _ codes: SendFailure.Code...,
        permits: @escaping @Sendable (IPAddress) -> Bool = { _ in true }
    ) async throws {
        switch try await send(message, permits: permits) {
        case .success(let answer): fail("\(what): expected a failure, found an answer with \(answer.status)")
        case .failure(let failure):
            expect(
                codes.isEmpty || codes.contains(failure.code),
                "\(what): expected a failure with \(codes), found \(failure.code) (\(failure))")
        }
    }

    /// Expects that a server has got a number of requests, and will not get more.
    func expectRequests(_ count: Int, at server: HostileServer) async throws {
        // Long enough for a sender that repeats a message at once.
        try await Task.sleep(for: .milliseconds(100))
        expect("the number of requests", server.requests.count, is: count)
    }

    /// Expects that a server sees no connection, not even later.
    func expectNoConnection(_ what: String, at server: HostileServer) async throws {
        try await Task.sleep(for: .milliseconds(100))
        expect("\(what): the number of connections", server.connections, is: 0)
    }

    /// Expects that the sender closes all connections to a server.
    func expectClosed(_ what: String, at server: HostileServer) async throws {
        let end = ContinuousClock.now + .seconds(10)
        while server.openConnections > 0 {
            guard ContinuousClock.now < end else { return fail("\(what): expected the connection to be closed") }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    static func text(_ value: some Any) -> String {
        let text = "\(value)"
        return text.utf8.count > 200 ? "\(text.prefix(160))… (\(text.utf8.count) bytes)" : text
    }
}
