import Foundation
import Synchronization
import TMForum
import Testing

/// A server on a free port of this machine that sends what a test tells it to, byte for byte, one request per connection.
final class LocalServer: Sendable {
    /// A request as it arrived.
    struct Request: Sendable {
        var method = ""
        var target = ""
        var headers = APIHeaders()
        var body: [UInt8] = []
    }

    /// The actions of the server on a connection, which it closes after the last one.
    enum Action: Sendable {
        case send(String)
        case sendBytes([UInt8])
        /// Sends bytes again and again, as long as the client takes them.
        case sendForever([UInt8])
        /// Waits for so many milliseconds.
        case wait(UInt32)
    }

    struct Failure: Error {
        var code: Int32
    }

    let port: Int
    private let descriptor: Int32
    private let received = Mutex<[Request]>([])
    private let open = Atomic(0)

    var url: String { "http://127.0.0.1:\(port)" }
    /// The requests so far.
    var requests: [Request] { received.withLock { $0 } }
    /// The number of connections that are not closed yet.
    var openConnections: Int { open.load(ordering: .relaxed) }

    init(_ answer: @escaping @Sendable (Request) -> [Action]) throws {
        Self.leaveOutProxies
        // Clients that go away are part of the tests.
        _ = signal(SIGPIPE, SIG_IGN)
        #if canImport(Glibc)
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
        descriptor = socket(AF_INET, SOCK_STREAM, 0)
        #endif
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let (descriptor, size) = (descriptor, length)
        let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                unsafe bind(descriptor, address, size) == 0 && getsockname(descriptor, address, &length) == 0
            }
        }
        guard isBound, listen(descriptor, 64) == 0 else { throw Failure(code: errno) }
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [self] in accept(answer) }
    }

    /// Creates a server from a service.
    convenience init(_ service: APIService) throws {
        try self.init { request in
            let response = LocalServer.wait {
                await service.respond(
                    to: APIRequest(
                        APIMethod(rawValue: request.method), request.target, headers: request.headers,
                        body: request.body))
            }
            var head = "HTTP/1.1 \(response.status) \r\n"
            for field in response.headers.fields { head += "\(field.name): \(field.value)\r\n" }
            if response.headers[.contentLength] == nil, response.status != 204 {
                head += "Content-Length: \(response.body.count)\r\n"
            }
            return [.send(head + "\r\n"), .sendBytes(response.body)]
        }
    }

    /// Stops accepting connections.
    func stop() { _ = shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// Runs asynchronous work on a thread that may wait.
    private static func wait<Value: Sendable>(for work: @escaping @Sendable () async -> Value) -> Value {
        let result = ResultBox<Value>()
        let done = DispatchSemaphore(value: 0)
        Task {
            let value = await work()
            result.value.withLock { $0 = value }
            done.signal()
        }
        done.wait()
        guard let value = result.value.withLock({ $0 }) else { preconditionFailure("the task has ended") }
        return value
    }

    private func accept(_ answer: @escaping @Sendable (Request) -> [Action]) {
        while true {
            let connection = Foundation.accept(descriptor, nil, nil)
            guard connection >= 0 else { break }
            open.add(1, ordering: .relaxed)
            Thread.detachNewThread { [self] in
                if let request = read(connection) {
                    received.withLock { $0.append(request) }
                    perform(answer(request), on: connection)
                }
                close(connection)
                open.subtract(1, ordering: .relaxed)
            }
        }
        close(descriptor)
    }

    private func perform(_ actions: [Action], on connection: Int32) {
        for action in actions {
            switch action {
            case .send(let text): guard send(Array(text.utf8), connection) else { return }
            case .sendBytes(let bytes): guard send(bytes, connection) else { return }
            case .sendForever(let bytes): while send(bytes, connection) {}
            case .wait(let milliseconds): usleep(milliseconds * 1_000)
            }
        }
    }

    private func send(_ bytes: [UInt8], _ connection: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe write(connection, $0.baseAddress, $0.count) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private func read(_ connection: Int32) -> Request? {
        var bytes: [UInt8] = []
        var request: Request?
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            if request == nil, let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
                request = Self.request(String(decoding: bytes[..<end.lowerBound], as: UTF8.self))
                bytes = Array(bytes[end.upperBound...])
            }
            if var request, bytes.count >= Int(request.headers[.contentLength] ?? "0") ?? 0 {
                request.body = bytes
                return request
            }
            let count = unsafe buffer.withUnsafeMutableBytes {
                unsafe Foundation.read(connection, $0.baseAddress, $0.count)
            }
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
        }
    }

    /// A proxy in the environment of the tests does not lead to this machine.
    private static let leaveOutProxies: Void = {
        for name in ["http_proxy", "all_proxy", "ALL_PROXY"] { unsafe unsetenv(name) }
    }()

    private static func request(_ head: String) -> Request {
        let lines = head.components(separatedBy: "\r\n")
        let words = (lines.first ?? "").split(separator: " ", maxSplits: 1).map(String.init)
        var request = Request()
        request.method = words.first ?? ""
        // Everything up to the version, so that a space in a target would be seen.
        request.target = (words.last ?? "").replacingOccurrences(of: " HTTP/1.1", with: "")
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let value = parts.dropFirst().joined().trimmingCharacters(in: .whitespaces)
            if !request.headers.add(name: String(parts[0]), value: value) { Issue.record("no header field: \(line)") }
        }
        return request
    }
}

private final class ResultBox<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
}
