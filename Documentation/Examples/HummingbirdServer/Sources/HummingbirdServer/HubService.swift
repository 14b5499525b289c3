import AsyncHTTPClientSender
import ServiceLifecycle
import TMForum

/// A service that delivers the events of a hub until the server ends, and then waits for the deliveries under way.
///
/// It belongs between the store, which the hub still needs, and the server, whose last requests still have events.
struct HubService: Service {
    let hub: EventHub
    let sender: AsyncHTTPClientSender

    func run() async throws {
        do {
            try await cancelWhenGracefulShutdown { try await hub.run() }
        } catch {
            await sender.shutDown()
            throw error
        }
        await sender.shutDown()
    }
}
