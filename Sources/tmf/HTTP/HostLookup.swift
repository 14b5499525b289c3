import Foundation
import Synchronization
import TMForum

/// A look-up of the addresses that the name of a host has.
///
/// The system blocks a thread until it knows them, possibly for minutes, and cannot be interrupted. A look-up that
/// nothing waits for any longer goes on alone.
final class HostLookup: Sendable {
    private struct State {
        var waiting: CheckedContinuation<[IPAddress]?, Never>?
        var isFinished = false
    }

    private let state = Mutex(State())

    /// Looks up the addresses of a name.
    ///
    /// - Parameters:
    ///   - name: The name.
    ///   - limit: The time to wait.
    /// - Returns: The addresses, empty if the name has none; `nil` if the time is over or the task was cancelled.
    static func addresses(of name: String, within limit: Duration) async -> [IPAddress]? {
        let lookup = HostLookup()
        let deadline = Task {
            guard (try? await Task.sleep(for: limit)) != nil else { return }
            lookup.finish(nil)
        }
        defer { deadline.cancel() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { waiting in
                let isFinished = lookup.state.withLock { state in
                    if !state.isFinished { state.waiting = waiting }
                    return state.isFinished
                }
                guard !isFinished else { return waiting.resume(returning: nil) }
                Thread.detachNewThread { lookup.finish(addresses(of: name)) }
            }
        } onCancel: {
            lookup.finish(nil)
        }
    }

    private func finish(_ addresses: [IPAddress]?) {
        let waiting = state.withLock { state in
            state.isFinished = true
            return state.waiting.take()
        }
        waiting?.resume(returning: addresses)
    }

    private static func addresses(of name: String) -> [IPAddress] {
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_UNSPEC
        #if canImport(Glibc)
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        #else
        unsafe hints.ai_socktype = SOCK_STREAM
        #endif
        var first: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(name, nil, &hints, &first) == 0 else { return [] }
        defer { unsafe freeaddrinfo(first) }
        var addresses: [IPAddress] = []
        var next = unsafe first
        while let entry = unsafe next {
            // Safety: the system gives an address of the length that it states, and the next entry or none.
            let bytes = unsafe UnsafeRawBufferPointer(
                start: entry.pointee.ai_addr, count: Int(entry.pointee.ai_addrlen))
            if let address = unsafe address(in: bytes, of: entry.pointee.ai_family) { addresses.append(address) }
            unsafe next = entry.pointee.ai_next
        }
        return addresses
    }

    private static func address(in bytes: UnsafeRawBufferPointer, of family: Int32) -> IPAddress? {
        switch family {
        case AF_INET: unsafe bytes.count < 8 ? nil : IPAddress(bytes: bytes[4..<8])
        case AF_INET6: unsafe bytes.count < 24 ? nil : IPAddress(bytes: bytes[8..<24])
        default: nil
        }
    }
}
