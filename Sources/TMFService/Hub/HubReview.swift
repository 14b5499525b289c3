import TMFEvents
import TMFExchange

/// A review of the subscriptions of a hub: who may still see what.
struct HubReview {
    let hub: ServedHub
    let access: any AccessPolicy

    /// Asks the policy about every subscription of the API, and keeps what has changed.
    ///
    /// - Returns: The identifiers of the subscriptions whose owners now see something else.
    /// - Throws: The error of the policy, unless it refuses access; or that of the store.
    func run() async throws -> [String] {
        var changed: [String] = []
        for subscription in try await hub.hub.subscriptions() where subscription.basePath == hub.basePath {
            let scope = try await scope(of: subscription)
            do {
                let result = try await hub.hub.restrict(subscription.id, to: scope)
                if result.scope != subscription.scope { changed.append(subscription.id) }
            } catch HubError.notFound {
                // The owner has removed it in the meantime.
            }
        }
        return changed
    }

    private func scope(of subscription: Subscription) async throws -> EventScope {
        let request = APIRequest(.post, hub.path, identity: subscription.owner)
        do {
            return try await access.eventScope(for: request, of: hub.resources)
        } catch let error as ServiceError where [401, 403, 404].contains(error.code.status) {
            return EventScope([:])
        }
    }
}
