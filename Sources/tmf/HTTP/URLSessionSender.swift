import Foundation
import TMForum

/// Sends events with the HTTP client of Foundation, each on a connection of its own from a separate process.
///
/// Foundation connects to the addresses that it finds itself. A message by `http` is therefore sent to a permitted
/// address in place of the name. A message by `https` needs the name for the certificate, so all addresses that the
/// name has must be permitted; if the name leads elsewhere a moment later, the handshake fails, because the other
/// server has no certificate for the name.
///
/// No proxies are used, because they would choose the address. Foundation has no limit for the time of a connection
/// alone, so ``EventMessage/connectTimeout`` is not used. On Linux, Foundation 6.3 refuses URLs with an IPv6 address
/// (swift-corelibs-foundation issue 5496), so by `http` only IPv4 is used.
struct URLSessionSender: EventSender {
    private let process: HTTPProcess

    /// Creates a sender.
    ///
    /// - Parameter program: The location of this program, or `nil` if it is unknown.
    init(program: URL?) { process = HTTPProcess(program: program) }

    func send(
        _ message: EventMessage, permits: @Sendable (IPAddress) -> Bool
    ) async throws(SendFailure) -> APIResponse {
        guard !Task.isCancelled else { throw SendFailure(.cancelled) }
        let end = ContinuousClock.now + message.timeout
        let resolved = try await resolved(message)
        let addresses = try message.addresses(among: resolved, permits: permits)
        guard message.url.scheme == .http else {
            guard resolved.allSatisfy(permits) else {
                throw SendFailure(.notPermitted, "the name also has addresses that are not permitted")
            }
            return try await send(message, to: message.url.host, until: end)
        }
        var failure = SendFailure(.cannotConnect)
        for address in addresses {
            do throws(SendFailure) {
                return try await send(message, to: .address(address), until: end)
            } catch {
                guard [.cannotConnect, .notSendable].contains(error.code) else { throw error }
                failure = error
            }
        }
        throw failure
    }

    private func resolved(_ message: EventMessage) async throws(SendFailure) -> [IPAddress] {
        guard case .name(let name) = message.url.host else { return [] }
        guard let addresses = await HostLookup.addresses(of: name, within: message.timeout) else {
            throw Task.isCancelled ? SendFailure(.cancelled) : SendFailure(.timeout, "looking up the name")
        }
        return addresses
    }

    private func send(
        _ message: EventMessage, to host: CallbackURL.Host, until end: ContinuousClock.Instant
    ) async throws(SendFailure) -> APIResponse {
        guard let server = try? ServerURL("\(message.url.scheme.rawValue)://\(host):\(message.url.port)") else {
            throw SendFailure(.notSendable)
        }
        let rest = end - .now
        guard rest > .zero else { throw SendFailure(.timeout) }
        let client = HTTPClient(server: server, timeout: rest, bodyLimit: message.answerLimit, usesProxies: false)
        var headers = message.headers
        headers["Host"] = message.url.authority
        // The body of an answer is of no interest, so a coding that was not asked for does no harm.
        if headers[.acceptEncoding] == nil { headers[.acceptEncoding] = "identity" }
        let request = APIRequest(message.method, message.url.target, headers: headers, body: message.body)
        do throws(HTTPClientError) {
            return try await process.respond(to: request, by: client)
        } catch {
            throw SendFailure(of: error)
        }
    }
}

extension SendFailure {
    /// Creates a failure from the error of a client.
    fileprivate init(of error: HTTPClientError) {
        switch error.code {
        // The description repeats the message.
        case .notSendable: self.init(.notSendable)
        case .noConnection: self.init(.cannotConnect, error.description)
        case .insecureConnection: self.init(.insecureConnection, error.description)
        case .connectionLost: self.init(.connectionLost, error.description)
        case .timeout: self.init(.timeout)
        case .unusable: self.init(.notHTTP, error.description)
        case .tooLong: self.init(.answerTooLarge)
        case .cancelled: self.init(.cancelled)
        }
    }
}
