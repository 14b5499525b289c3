import ServiceLifecycle
import TMForum

/// Closes a file store when the server ends, which makes its last commits durable and releases its directory.
///
/// A `ServiceGroup` ends its services in the reverse of their order, each when the one after it has ended. So this one belongs
/// before the server, whose requests still need the store.
struct StoreService: Service {
    let store: FileStore

    func run() async throws {
        // Being cancelled is an end like any other: the store has to be closed.
        try? await gracefulShutdown()
        try await store.close()
    }
}
