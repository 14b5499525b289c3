import ServiceLifecycle
import TMForum

/// A service that closes a file store when the server ends, which makes its last commits durable and releases its
/// directory.
///
/// A `ServiceGroup` ends its services in reverse order, each after the next one has ended. This service therefore
/// belongs before the server, whose requests still need the store.
struct StoreService: Service {
    let store: FileStore

    func run() async throws {
        // The store must be closed after a cancellation as well.
        try? await gracefulShutdown()
        try await store.close()
    }
}
