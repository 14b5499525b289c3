import Foundation
import Synchronization
import TMForum

@testable import TMFTesting

/// A sender to this machine over plain sockets, for which `localhost` has two addresses, and with a fault if it is given
/// one.
struct SocketSender: EventSender {
    /// A fault, and the start of the name of the behavior that it lacks.
    enum Fault: String, Sendable, CaseIterable {
        case resolvesDots = "A message arrives once, with its method"
        case cutsLongBodies = "A long body arrives"
        case postsEverything = "A message without a body"
        case knowsOneStatus = "Every status"
        case ignoresChunks = "A body in chunks"
        case takesInterimAnswers = "Interim answers"
        case repeatsAtOnce = "An answer that ends early"
        case takesAnything = "An answer that is not HTTP"
        case tellsTheAnswer = "A failure tells nothing"
        case followsRedirects = "A redirect is the answer"
        case followsOwnRedirects = "A redirect to the same server"
        case followsLocations = "Other fields that name a place"
        case sendsCredentials = "A request for credentials"
        case keepsCookies = "Cookies are not kept"
        case caches = "Answers are not taken from a cache"
        case neverEnds = "At the deadline the message ends with a failure, and its connection: a slow body"
        case waitsForEachByte =
            "At the deadline the message ends with a failure, and its connection: a slow status line"
        case readsEverything = "A body beyond the limit ends with a failure, and its connection: an endless body"
        case leavesConnections = "A body beyond the limit ends with a failure, and its connection: a body of 1 TB"
        case cutsAnswers = "A body of just the limit"
        case ignoresCancellation = "A cancelled task ends"
        case startsCancelled = "A task that is cancelled before"
        case blamesTheServer = "A port without a server"
        case waitsForConnections = "A connection that is never accepted"
        case losesMessages = "A connection that the server closes after an answer"
        case repeatsLater = "A message on a connection that was kept"
        case sendsInTheClear = "A message by https"
        case asksTooLate = "Nothing is sent to an address that is not permitted"
        case asksAboutOne = "Nothing is sent to a name"
        case connectsToAny = "Of the addresses of a name"
        case triesOne = "A server that does not listen on the first"
        case remembersPermission = "Every message asks again"
        case guessesAddresses = "A name without addresses"
        case namesTheAddress = "An address in IPv6"
        case mixesAnswers = "Messages that are sent at the same time"
    }

    private final class Memory: Sendable {
        let cookie = Mutex<String?>(nil)
        let answers = Mutex<[String: APIResponse]>([:])
        let permitted = Mutex<Set<IPAddress>>([])
        let count = Mutex(0)
    }

    private let fault: Fault?
    private let memory = Memory()

    init(_ fault: Fault? = nil) { self.fault = fault }

    func send(
        _ message: EventMessage, permits: @Sendable (IPAddress) -> Bool
    ) async throws(SendFailure) -> APIResponse {
        guard !Task.isCancelled || fault == .startsCancelled else { throw SendFailure(.cancelled) }
        var message = message
        if fault == .neverEnds { message.timeout *= 10 }
        var resolved = message.url.host == .name("localhost") ? ["127.0.0.1", "::1"].compactMap { IPAddress($0) } : []
        if case .name(let name) = message.url.host, name != "localhost", fault == .guessesAddresses {
            resolved = ["127.0.0.1"].compactMap { IPAddress($0) }
        }
        var addresses = try permitted(message, resolved, permits)
        if fault == .triesOne { addresses = Array(addresses.prefix(1)) }
        let number = memory.count.withLock { count in
            count += 1
            return count
        }
        if fault == .losesMessages, number == 2 { throw SendFailure(.connectionLost) }
        if fault == .caches, let answer = memory.answers.withLock({ $0[message.url.target] }) { return answer }
        var failure = SendFailure(.cannotConnect)
        for address in addresses {
            do throws(SendFailure) {
                return try await exchange(message, address)
            } catch {
                failure = error
                guard error.code == .cannotConnect else { break }
            }
        }
        if failure.code == .connectionLost, fault == .repeatsAtOnce || fault == .repeatsLater,
            let first = addresses.first
        {
            return try await exchange(message, first)
        }
        if fault == .blamesTheServer, failure.code == .cannotConnect { failure = SendFailure(.connectionLost) }
        throw failure
    }

    private func permitted(
        _ message: EventMessage, _ resolved: [IPAddress], _ permits: (IPAddress) -> Bool
    ) throws(SendFailure) -> [IPAddress] {
        let permits = { (address: IPAddress) -> Bool in
            if fault == .remembersPermission, memory.permitted.withLock({ $0.contains(address) }) { return true }
            guard permits(address) else { return false }
            memory.permitted.withLock { _ = $0.insert(address) }
            return true
        }
        do throws(SendFailure) {
            let addresses = try message.addresses(among: resolved, permits: permits)
            return fault == .connectsToAny ? resolved : addresses
        } catch {
            guard case .address(let address) = message.url.host else {
                if fault == .asksAboutOne { return Array(resolved.suffix(1)) }
                throw error
            }
            guard fault == .asksTooLate, let socket = try? connected(message, address) else { throw error }
            socket.close()
            throw error
        }
    }

    private func exchange(_ message: EventMessage, _ address: IPAddress) async throws(SendFailure) -> APIResponse {
        let exchange = SocketExchange(message: message, address: address, fault: fault)
        var headers = message.headers
        if fault == .keepsCookies { headers["Cookie"] = memory.cookie.withLock { $0 } }
        let answer = try await exchange.run(headers)
        memory.cookie.withLock { $0 = answer.headers["Set-Cookie"] }
        memory.answers.withLock { $0[message.url.target] = answer }
        if fault == .mixesAnswers { return memory.answers.withLock { $0.values.first } ?? answer }
        if fault == .sendsCredentials, answer.status == 401, headers[.authorization] == nil {
            headers[.authorization] = "Basic YTpi"
            return try await exchange.run(headers)
        }
        let follows =
            [
                .followsRedirects: 300..<400, .followsOwnRedirects: 307..<308, .followsLocations: 201..<202,
            ] as [Fault: Range<Int>]
        guard let statuses = fault.flatMap({ follows[$0] }), statuses.contains(answer.status),
            let location = answer.headers[.location]
        else { return answer }
        var next = message
        next.url =
            (try? CallbackURL(location.hasPrefix("/") ? "http://\(message.url.authority)\(location)" : location))
            ?? next.url
        return try await SocketExchange(message: next, address: address, fault: nil).run(headers)
    }

    private func connected(_ message: EventMessage, _ address: IPAddress) throws -> Socket {
        let socket = try Socket.connecting(address.bytes.count == 4 ? .v4 : .v6, port: message.url.port)
        _ = socket.isConnected(within: 1_000)
        return socket
    }
}
