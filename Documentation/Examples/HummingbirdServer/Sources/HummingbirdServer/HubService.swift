import AsyncHTTPClientSender
import Logging
import ServiceLifecycle
import TMForum

/// A service that delivers the events of a hub until the server ends, and then waits for the deliveries under way.
///
/// It belongs between the store, which the hub still needs, and the server, whose last requests still have events. If
/// the delivery fails, the server goes on with its requests, and the delivery is tried again.
struct HubService: Service {
    let hub: EventHub
    let sender: AsyncHTTPClientSender
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                do {
                    try await hub.run()
                } catch HubError.replaced {
                    logger.error("another hub delivers the events of the store")
                    try? await Task.sleep(for: .seconds(86_400))
                } catch {
                    logger.error("the delivery of events failed", metadata: ["error": "\(error)"])
                    try? await Task.sleep(for: .seconds(5))
                }
            }
        }
        await sender.shutDown()
    }
}
