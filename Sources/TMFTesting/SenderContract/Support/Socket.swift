#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A TCP socket on the loopback interface.
///
/// Every wait is bounded, so that a thread that uses a socket can end.
struct Socket: Sendable {
    enum Family: Sendable {
        case v4
        case v6
    }

    /// An error that describes why a socket cannot be opened.
    struct Failure: Error, CustomStringConvertible {
        var call: String
        var code = errno

        var description: String { "\(call) failed with error \(code)" }
    }

    let descriptor: Int32

    private init(descriptor: Int32) { self.descriptor = descriptor }

    // MARK: - Opening

    /// Opens a socket that accepts connections.
    ///
    /// - Parameters:
    ///   - family: The family of the loopback address.
    ///   - port: The port, or 0 for a free one.
    ///   - backlog: The number of connections that wait to be accepted.
    /// - Returns: The socket and its port.
    /// - Throws: ``Failure`` if a call of the system fails.
    static func listening(_ family: Family, port: Int = 0, backlog: Int32 = 64) throws(Failure) -> (Socket, port: Int) {
        let socket = try opened(family)
        do throws(Failure) {
            var on: Int32 = 1
            let size = socklen_t(MemoryLayout<Int32>.size)
            _ = unsafe setsockopt(socket.descriptor, SOL_SOCKET, SO_REUSEADDR, &on, size)
            // Otherwise the socket would take the connections of the other family too.
            if family == .v6 { _ = unsafe setsockopt(socket.descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &on, size) }
            guard unsafe withLoopback(family, port, { unsafe bind(socket.descriptor, $0, $1) }) == 0 else {
                throw Failure(call: "bind")
            }
            guard listen(socket.descriptor, backlog) == 0 else { throw Failure(call: "listen") }
            return (socket, try socket.port(family))
        } catch {
            socket.close()
            throw error
        }
    }

    /// Opens a socket and starts to connect it, without waiting for the connection.
    static func connecting(_ family: Family, port: Int) throws(Failure) -> Socket {
        let socket = try opened(family)
        _ = fcntl(socket.descriptor, F_SETFL, O_NONBLOCK)
        _ = unsafe withLoopback(family, port) { unsafe connect(socket.descriptor, $0, $1) }
        return socket
    }

    private static func opened(_ family: Family) throws(Failure) -> Socket {
        #if canImport(Glibc)
        let type = Int32(SOCK_STREAM.rawValue)
        #else
        let type = SOCK_STREAM
        #endif
        #if canImport(Darwin)
        let descriptor = socket(family == .v4 ? AF_INET : AF_INET6, type, 0)
        #else
        // A child process of the sender must not keep the connection open.
        let descriptor = socket(family == .v4 ? AF_INET : AF_INET6, type | Int32(SOCK_CLOEXEC.rawValue), 0)
        #endif
        guard descriptor >= 0 else { throw Failure(call: "socket") }
        return Socket(descriptor: descriptor)
    }

    private static func withLoopback(
        _ family: Family, _ port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        let port = in_port_t(truncatingIfNeeded: port).bigEndian
        switch family {
        case .v4:
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = port
            address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
            return unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
                }
            }
        case .v6:
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = port
            address.sin6_addr = in6addr_loopback
            return unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe body($0, socklen_t(MemoryLayout<sockaddr_in6>.size))
                }
            }
        }
    }

    private func port(_ family: Family) throws(Failure) -> Int {
        // The port has the same place in both families.
        var address = sockaddr_in6()
        var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
        let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe getsockname(descriptor, $0, &size)
            }
        }
        guard result == 0 else { throw Failure(call: "getsockname") }
        return Int(in_port_t(bigEndian: address.sin6_port))
    }

    // MARK: - Using

    /// Waits for a connection, and returns it, or `nil` if there was none in the time.
    func accepted(within milliseconds: Int32) -> Socket? {
        guard waits(for: POLLIN, milliseconds) else { return nil }
        let connection = accept(descriptor, nil, nil)
        guard connection >= 0 else { return nil }
        #if canImport(Darwin)
        var on: Int32 = 1
        _ = unsafe setsockopt(connection, SOL_SOCKET, SO_NOSIGPIPE, &on, socklen_t(MemoryLayout<Int32>.size))
        #endif
        _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
        return Socket(descriptor: connection)
    }

    /// Returns whether a socket is connected, or becomes so in the time.
    func isConnected(within milliseconds: Int32) -> Bool { waits(for: POLLOUT, milliseconds) }

    /// A Boolean value that indicates whether connecting has failed.
    var hasFailed: Bool {
        var code: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size) != 0 || code != 0
    }

    /// Returns whether there is something to read, or the other side has closed the connection.
    func isReadable(within milliseconds: Int32) -> Bool { waits(for: POLLIN, milliseconds) }

    /// Reads what has arrived; empty at the end of the connection.
    func read() -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
        return Array(buffer.prefix(max(count, 0)))
    }

    /// Writes as many bytes as the system takes at once.
    ///
    /// - Returns: The number of bytes, or `nil` if the connection has ended.
    func write(_ bytes: ArraySlice<UInt8>) -> Int? {
        #if canImport(Darwin)
        let flags = MSG_DONTWAIT
        #else
        let flags = Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL)
        #endif
        let count = unsafe bytes.withUnsafeBytes { unsafe send(descriptor, $0.baseAddress, $0.count, flags) }
        if count >= 0 { return count }
        guard errno == EAGAIN || errno == EINTR else { return nil }
        _ = waits(for: POLLOUT, 50)
        return 0
    }

    /// Makes the connection end with a reset when it is closed.
    func resetOnClose() {
        var option = linger(l_onoff: 1, l_linger: 0)
        _ = unsafe setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }

    func close() {
        #if canImport(Darwin)
        _ = Darwin.close(descriptor)
        #elseif canImport(Glibc)
        _ = Glibc.close(descriptor)
        #elseif canImport(Musl)
        _ = Musl.close(descriptor)
        #endif
    }

    private func waits(for event: Int32, _ milliseconds: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        return unsafe poll(&entry, 1, milliseconds) > 0
    }
}
