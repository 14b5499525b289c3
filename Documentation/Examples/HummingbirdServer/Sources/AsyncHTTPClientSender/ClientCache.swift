import AsyncHTTPClient
import NIOCore
import Synchronization
import TMForum

/// The clients of a sender, one for each host and the address that it is connected at.
final class ClientCache: Sendable {
    /// The use of a client, which must ``end()``.
    struct Lease {
        let client: HTTPClient
        fileprivate let cache: ClientCache
        fileprivate let key: Key

        func end() { cache.end(key) }
    }

    fileprivate struct Key: Hashable {
        let host: CallbackURL.Host
        let address: IPAddress
        let connectTimeout: Duration
    }

    private struct Entry {
        let client: HTTPClient
        var uses = 1
        var lastUse: UInt64
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var uses: UInt64 = 0
        var isShutDown = false
    }

    /// The number of clients to keep while they are not used.
    private static let capacity = 1_000

    private let connections: Int
    private let state = Mutex(State())

    init(connections: Int) { self.connections = connections }

    /// Returns the client for a host at an address, or `nil` after the shutdown.
    func lease(of host: CallbackURL.Host, _ address: IPAddress, connectTimeout: Duration) -> Lease? {
        let key = Key(host: host, address: address, connectTimeout: connectTimeout)
        let (client, surplus): (HTTPClient?, HTTPClient?) = state.withLock { state in
            guard !state.isShutDown else { return (nil, nil) }
            state.uses += 1
            if var entry = state.entries[key] {
                entry.uses += 1
                entry.lastUse = state.uses
                state.entries[key] = entry
                return (entry.client, nil)
            }
            var surplus: HTTPClient?
            let unused = state.entries.count < Self.capacity ? [:] : state.entries.filter { $0.value.uses == 0 }
            if let oldest = unused.min(by: { $0.value.lastUse < $1.value.lastUse }) {
                surplus = oldest.value.client
                state.entries[oldest.key] = nil
            }
            let client = self.client(for: key)
            state.entries[key] = Entry(client: client, lastUse: state.uses)
            return (client, surplus)
        }
        if let surplus { Task { try? await surplus.shutdown() } }
        return client.map { Lease(client: $0, cache: self, key: key) }
    }

    private func end(_ key: Key) { state.withLock { $0.entries[key]?.uses -= 1 } }

    /// Closes all connections.
    func shutDown() async {
        let clients = state.withLock { state in
            state.isShutDown = true
            defer { state.entries = [:] }
            return state.entries.values.map(\.client)
        }
        for client in clients { try? await client.shutdown() }
    }

    private func client(for key: Key) -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        configuration.redirectConfiguration = .disallow
        configuration.httpVersion = .http1Only
        configuration.timeout.connect = TimeAmount(key.connectTimeout)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = connections
        if case .name(let name) = key.host { configuration.dnsOverride = [name: "\(key.address)"] }
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }
}
