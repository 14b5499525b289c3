import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
public import TMForum

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A sender of events that uses AsyncHTTPClient.
///
/// It looks the name of a listener up itself, and connects only to an address that is permitted, whatever the name leads
/// to later. The name stays in the `Host` field, in the TLS handshake and in the check of the certificate. Connections
/// are kept open for the next event.
public struct AsyncHTTPClientSender: EventSender {
    private let clients: ClientCache

    /// Creates a sender.
    ///
    /// - Parameter connections: The maximum number of concurrent connections to one host.
    public init(connections: Int = 64) { clients = ClientCache(connections: connections) }

    /// Closes all connections, after which nothing can be sent.
    public func shutDown() async { await clients.shutDown() }

    /// Sends a message, and waits for the answer.
    ///
    /// - Parameters:
    ///   - message: The message.
    ///   - permits: Returns whether a connection to an address may be made.
    /// - Returns: The answer, whatever its status.
    /// - Throws: `SendFailure` if there is no complete answer.
    public func send(
        _ message: EventMessage, permits: @Sendable (IPAddress) -> Bool
    ) async throws(SendFailure) -> APIResponse {
        guard !Task.isCancelled else { throw SendFailure(.cancelled) }
        let deadline = NIODeadline.now() + TimeAmount(message.timeout)
        var resolved: [IPAddress] = []
        if case .name(let name) = message.url.host {
            resolved = try await AddressLookup.addresses(of: name, until: deadline)
        }
        var failure = SendFailure(.cannotConnect)
        for address in try message.addresses(among: resolved, permits: permits) {
            do throws(SendFailure) {
                return try await send(message, to: address, until: deadline)
            } catch {
                guard error.code == .cannotConnect else { throw error }
                failure = error
            }
        }
        throw failure
    }

    private func send(
        _ message: EventMessage, to address: IPAddress, until deadline: NIODeadline
    ) async throws(SendFailure) -> APIResponse {
        guard let lease = clients.lease(of: message.url.host, address, connectTimeout: message.connectTimeout) else {
            throw SendFailure(.cancelled, "the sender is shut down")
        }
        defer { lease.end() }
        var request = HTTPClientRequest(url: message.url.description)
        request.method = HTTPMethod(rawValue: message.method.rawValue)
        for field in message.headers.fields { request.headers.add(name: field.name.text, value: field.value) }
        if !message.body.isEmpty { request.body = .bytes(message.body) }
        let (client, limit) = (lease.client, message.answerLimit)
        do {
            return try await withThrowingTaskGroup(of: APIResponse.self) { [request] group in
                group.addTask { try await Self.answer(to: request, by: client, until: deadline, limit: limit) }
                // The client has no deadline for the body of an answer.
                group.addTask {
                    try await Task.sleep(for: .nanoseconds((deadline - .now()).nanoseconds))
                    throw SendFailure(.timeout)
                }
                defer { group.cancelAll() }
                guard let answer = try await group.next() else { throw SendFailure(.cancelled) }
                return answer
            }
        } catch {
            throw Task.isCancelled ? SendFailure(.cancelled) : SendFailure(of: error)
        }
    }

    private static func answer(
        to request: HTTPClientRequest, by client: HTTPClient, until deadline: NIODeadline, limit: Int
    ) async throws -> APIResponse {
        let response = try await client.execute(request, deadline: deadline)
        var headers = APIHeaders()
        for (name, value) in response.headers { _ = headers.add(name: name, value: value) }
        let body = try await response.body.collect(upTo: limit)
        return APIResponse(status: Int(response.status.code), headers: headers, body: Array(body.readableBytesView))
    }
}

extension TimeAmount {
    /// Creates an amount of time, at most that of 292 years.
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let whole = Int64(clamping: seconds).multipliedReportingOverflow(by: 1_000_000_000)
        self = .nanoseconds(whole.overflow ? .max / 2 : whole.partialValue + attoseconds / 1_000_000_000)
    }
}

extension SendFailure {
    /// Creates a failure from an error of the client.
    fileprivate init(of error: any Error) {
        switch error {
        case let failure as SendFailure: self = failure
        case is CancellationError: self.init(.cancelled)
        case let error as HTTPClientError where error == .cancelled: self.init(.cancelled)
        case let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout:
            self.init(.timeout)
        case let error as HTTPClientError where error == .connectTimeout: self.init(.cannotConnect, "timeout")
        case let error as HTTPClientError where error == .tlsHandshakeTimeout: self.init(.timeout)
        case is NIOTooManyBytesError: self.init(.answerTooLarge)
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError: self.init(.insecureConnection)
        case is NIOConnectionError: self.init(.cannotConnect)
        case let error as IOError where [ECONNREFUSED, EHOSTUNREACH, ENETUNREACH].contains(error.errnoCode):
            self.init(.cannotConnect)
        case is HTTPParserError: self.init(.notHTTP)
        case let error as HTTPClientError where error == .remoteConnectionClosed: self.init(.connectionLost)
        case let error as HTTPClientError where error == .alreadyShutdown: self.init(.cancelled)
        case is HTTPClientError: self.init(.notSendable)
        default: self.init(.connectionLost)
        }
    }
}
