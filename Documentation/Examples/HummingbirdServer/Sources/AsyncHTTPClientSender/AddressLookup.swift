import NIOCore
import NIOPosix
import TMForum

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Looks up the addresses that the name of a host has.
enum AddressLookup {
    /// Looks up the addresses of a name.
    ///
    /// The system blocks a thread until it knows them, possibly for minutes, and cannot be interrupted. A look-up that
    /// nothing waits for any longer goes on alone.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - deadline: The time at which the wait ends.
    /// - Returns: The addresses, empty if the name has none.
    /// - Throws: `SendFailure` if the time is over or the task was cancelled.
    static func addresses(of name: String, until deadline: NIODeadline) async throws(SendFailure) -> [IPAddress] {
        let loop = MultiThreadedEventLoopGroup.singleton.any()
        let promise = loop.makePromise(of: [IPAddress].self)
        let timer = loop.scheduleTask(deadline: deadline) {
            promise.fail(SendFailure(.timeout, "looking up the name"))
        }
        NIOThreadPool.singleton.submit { _ in promise.succeed(addresses(of: name)) }
        do {
            let addresses = try await withTaskCancellationHandler {
                try await promise.futureResult.get()
            } onCancel: {
                promise.fail(SendFailure(.cancelled))
            }
            timer.cancel()
            return addresses
        } catch {
            timer.cancel()
            throw error as? SendFailure ?? SendFailure(.nameNotFound)
        }
    }

    private static func addresses(of name: String) -> [IPAddress] {
        var hints = addrinfo()
        hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
        hints.ai_socktype = SOCK_STREAM
        #endif
        var first: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(name, nil, &hints, &first) == 0 else { return [] }
        defer { freeaddrinfo(first) }
        var addresses: [IPAddress] = []
        var next = first
        while let entry = next {
            if let address = address(in: entry.pointee) { addresses.append(address) }
            next = entry.pointee.ai_next
        }
        return addresses
    }

    private static func address(in entry: addrinfo) -> IPAddress? {
        let bytes = UnsafeRawBufferPointer(start: entry.ai_addr, count: Int(entry.ai_addrlen))
        return switch entry.ai_family {
        case AF_INET: bytes.count < 8 ? nil : IPAddress(bytes: bytes[4..<8])
        case AF_INET6: bytes.count < 24 ? nil : IPAddress(bytes: bytes[8..<24])
        default: nil
        }
    }
}
