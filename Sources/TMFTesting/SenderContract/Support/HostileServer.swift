import Foundation
import Synchronization
import TMFExchange

/// A server on the loopback interface that does what a behavior tells it to, byte for byte.
final class HostileServer: Sendable {
    /// A request as it arrived.
    struct Request: Sendable {
        var method = ""
        var target = ""
        var headers = APIHeaders()
        var body: [UInt8] = []
        /// The number of the connection on which it arrived, from 0.
        var connection = 0
    }

    /// A step of the server on a connection, which it closes after the last one.
    enum Step: Sendable {
        case send([UInt8])
        /// Sends bytes again and again, as long as the client takes them.
        case sendForever([UInt8], pause: Duration = .zero)
        case wait(Duration)
        /// Waits until the client closes the connection or sends something.
        case hold
        /// Closes the connection with a reset.
        case reset
        /// Answers the next request on the connection.
        case next

        static func send(_ text: String) -> Step { .send(Array(text.utf8)) }
    }

    /// An answer without peculiarities.
    static let ok: [Step] = [.send("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]")]

    private struct State {
        var requests: [Request] = []
        var connections = 0
        var open = 0
        /// Everything that arrived on all connections.
        var bytes: [UInt8] = []
        var isStopped = false
    }

    let port: Int
    private let socket: Socket
    private let script: @Sendable (Request) -> [Step]
    private let state = Mutex(State())

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - family: The family of its address.
    ///   - port: Its port, or 0 for a free one.
    ///   - script: The steps for a request. Bytes that are not HTTP are a request without a method.
    /// - Throws: ``Socket/Failure`` if it cannot listen.
    init(
        _ family: Socket.Family = .v4, port: Int = 0, _ script: @escaping @Sendable (Request) -> [Step]
    ) throws(Socket.Failure) {
        (socket, self.port) = try Socket.listening(family, port: port)
        self.script = script
        // Queues have a limited number of threads, which all servers of a process would share.
        Thread.detachNewThread { [self] in accept() }
    }

    /// The requests so far.
    var requests: [Request] { state.withLock { $0.requests } }
    /// The number of connections so far.
    var connections: Int { state.withLock { $0.connections } }
    /// The number of connections that are not closed yet.
    var openConnections: Int { state.withLock { $0.open } }
    /// Everything that arrived on all connections.
    var bytes: [UInt8] { state.withLock { $0.bytes } }

    /// Ends the server and all its connections.
    func stop() { state.withLock { $0.isStopped = true } }

    private var isStopped: Bool { state.withLock { $0.isStopped } }

    // MARK: - Connections

    private func accept() {
        while !isStopped {
            guard let connection = socket.accepted(within: 20) else { continue }
            let number = state.withLock { state in
                state.connections += 1
                state.open += 1
                return state.connections - 1
            }
            Thread.detachNewThread { [self] in
                serve(connection, number)
                connection.close()
                state.withLock { $0.open -= 1 }
            }
        }
        socket.close()
    }

    private func serve(_ connection: Socket, _ number: Int) {
        var received: [UInt8] = []
        while var request = request(on: connection, &received) {
            request.connection = number
            let arrived = request
            state.withLock { $0.requests.append(arrived) }
            guard perform(script(request), on: connection) else { return }
        }
    }

    /// Performs steps, and returns whether another request is to be read.
    private func perform(_ steps: [Step], on connection: Socket) -> Bool {
        for step in steps {
            switch step {
            case .send(let bytes): guard send(bytes, on: connection) else { return false }
            case .sendForever(let bytes, let pause):
                while send(bytes, on: connection) {
                    guard pause == .zero || wait(pause, on: connection) else { return false }
                }
                return false
            case .wait(let duration): guard wait(duration, on: connection) else { return false }
            case .hold: while !isStopped, !connection.isReadable(within: 20) {}
            case .reset:
                connection.resetOnClose()
                return false
            case .next: return true
            }
        }
        return false
    }

    /// Waits for a duration, and returns `false` if the client closes the connection meanwhile.
    private func wait(_ duration: Duration, on connection: Socket) -> Bool {
        let end = ContinuousClock.now + duration
        while ContinuousClock.now < end {
            if isStopped { return false }
            let rest = (end - .now).components
            let milliseconds = rest.seconds > 0 ? 20 : min(20, max(1, rest.attoseconds / 1_000_000_000_000_000))
            if connection.isReadable(within: Int32(milliseconds)) {
                let bytes = connection.read()
                guard !bytes.isEmpty else { return false }
                state.withLock { $0.bytes += bytes }
            }
        }
        return true
    }

    private func send(_ bytes: [UInt8], on connection: Socket) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            guard !isStopped, let count = connection.write(rest) else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    // MARK: - Requests

    private func request(on connection: Socket, _ received: inout [UInt8]) -> Request? {
        var head: Request?
        while !isStopped {
            if head == nil, let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
                let request = Self.head(received[..<end.lowerBound])
                received.removeSubrange(..<end.upperBound)
                if request.headers["Expect"] != nil {
                    _ = send(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8), on: connection)
                }
                head = request
            }
            if let head, let (body, count) = Self.body(of: head, in: received) {
                received.removeFirst(count)
                var request = head
                request.body = body
                return request
            }
            // A TLS handshake, or something else that is not HTTP.
            if head == nil, let first = received.first, first < 0x20 { return Request() }
            guard connection.isReadable(within: 20) else { continue }
            let bytes = connection.read()
            guard !bytes.isEmpty else { return nil }
            state.withLock { $0.bytes += bytes }
            received += bytes
        }
        return nil
    }

    private static func head(_ bytes: ArraySlice<UInt8>) -> Request {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
        // Everything up to the version, so that a space in a target would be seen.
        let words = (lines.first ?? "").split(separator: " ", maxSplits: 1)
        var request = Request()
        request.method = String(words.first ?? "")
        request.target = String(words.last ?? "").replacing(" HTTP/1.1", with: "")
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            _ = request.headers.add(name: String(parts[0]), value: String(String(parts.last ?? "").trimmed))
        }
        return request
    }

    /// Returns the body of a request and the number of bytes that it takes, or `nil` if it is not complete.
    private static func body(of head: Request, in bytes: [UInt8]) -> (body: [UInt8], count: Int)? {
        guard head.headers[.transferEncoding]?.lowercased() == "chunked" else {
            let count = head.headers[.contentLength].flatMap { Int($0) } ?? 0
            return bytes.count >= count ? (Array(bytes.prefix(count)), count) : nil
        }
        var body: [UInt8] = []
        var rest = bytes[...]
        while let end = rest.firstRange(of: Array("\r\n".utf8)),
            let count = Int(String(decoding: rest[..<end.lowerBound], as: UTF8.self), radix: 16),
            rest.endIndex - end.upperBound >= count + 2
        {
            body += rest[end.upperBound..<(end.upperBound + count)]
            rest = rest[(end.upperBound + count + 2)...]
            if count == 0 { return (body, rest.startIndex) }
        }
        return nil
    }
}
