import Foundation
import TMFExchange

/// A connection on the loopback interface, over which HTTP messages go one after the other.
struct Connection: Sendable {
    /// A request or a response.
    struct Message: Sendable {
        /// The words of the first line.
        var start: [String] = []
        var headers = APIHeaders()
        var body: [UInt8] = []
    }

    private let descriptor: Int32
    private var received: [UInt8] = []

    // MARK: - Opening

    /// Connects to a port, or returns `nil` if nothing listens there.
    init?(to port: UInt16, timeout: Duration) {
        descriptor = Self.socket()
        let seconds = Int(timeout.components.seconds)
        var time = timeval(tv_sec: .init(seconds), tv_usec: 0)
        for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
            _ = unsafe setsockopt(descriptor, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
        }
        let descriptor = descriptor
        guard unsafe Self.withAddress(port, { unsafe connect(descriptor, $0, $1) }) == 0 else {
            close()
            return nil
        }
    }

    private init(_ descriptor: Int32) { self.descriptor = descriptor }

    /// Serves every connection to a port on a thread of its own; returns if the port is taken.
    static func serve(_ port: UInt16, _ body: @escaping @Sendable (Connection) -> Void) {
        guard let listening = listening(port) else { return }
        while true {
            let connection = Connection(accept(listening, nil, nil))
            guard connection.descriptor >= 0 else { continue }
            Thread.detachNewThread {
                body(connection)
                connection.close()
            }
        }
    }

    /// Returns a port on which nothing listens.
    ///
    /// It is not one of those that the system gives to clients: a client that connects to its own port would be
    /// connected to itself.
    static func freePort() -> UInt16 {
        while true {
            let port = UInt16.random(in: 20_000..<30_000)
            if let descriptor = listening(port) {
                _ = Foundation.close(descriptor)
                return port
            }
        }
    }

    private static func listening(_ port: UInt16) -> Int32? {
        let descriptor = socket()
        var on: Int32 = 1
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
        guard unsafe withAddress(port, { unsafe bind(descriptor, $0, $1) }) == 0, listen(descriptor, 64) == 0 else {
            _ = Foundation.close(descriptor)
            return nil
        }
        return descriptor
    }

    private static func socket() -> Int32 {
        #if canImport(Glibc)
        Foundation.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        #else
        Foundation.socket(AF_INET, SOCK_STREAM, 0)
        #endif
    }

    private static func withAddress(_ port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        // Safety: an address of one family has the start of all addresses.
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    // MARK: - Using

    /// A Boolean value that indicates whether the other side waits for a message and has not closed the connection.
    var isIdle: Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&entry, 1, 0) == 0
    }

    func close() { _ = Foundation.close(descriptor) }

    /// Sends bytes, or returns `false` if the connection has ended.
    func send(_ bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Waits for a message, and returns it, or `nil` if the connection ends or the time is over.
    mutating func message() -> Message? {
        var message: Message?
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            if message == nil, let end = received.firstRange(of: Array("\r\n\r\n".utf8)) {
                message = Self.message(received[..<end.lowerBound])
                received.removeSubrange(..<end.upperBound)
            }
            if var message {
                let length = message.headers[.contentLength].flatMap { Int($0) } ?? 0
                if received.count >= length {
                    message.body = Array(received[..<length])
                    received.removeSubrange(..<length)
                    return message
                }
            }
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { return nil }
            received += buffer[..<count]
        }
    }

    private static func message(_ head: ArraySlice<UInt8>) -> Message {
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        var message = Message()
        message.start = (lines.first ?? "").split(separator: " ").map(String.init)
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            _ = message.headers.add(
                name: String(parts[0]), value: parts.dropFirst().joined().trimmingCharacters(in: .whitespaces))
        }
        return message
    }
}
