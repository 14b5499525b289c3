import TMFEvents

extension APIService {
    /// Asks the access policy again what the owners of subscriptions may see, and ends the delivery to those that may see
    /// nothing anymore.
    ///
    /// A subscription otherwise keeps the access that its owner had at the registration. Only a ``SubscriberPolicy`` can be
    /// asked; with any other policy, nothing changes. The delivery of a subscription whose owner may see nothing has the
    /// status `disabled` and the reason `accessRevoked`, until a later review gives the access back.
    ///
    /// ```swift
    /// while !Task.isCancelled {
    ///     try await service.reviewSubscriptions()
    ///     try await Task.sleep(for: .seconds(300))
    /// }
    /// ```
    ///
    /// - Returns: The identifiers of the subscriptions whose owners now see something else.
    /// - Throws: The error of the policy, unless it is a ``ServiceError`` with 401, 403 or 404, which refuses access; or
    ///   `StoreError` if the store cannot be used.
    @discardableResult
    public func reviewSubscriptions() async throws -> [String] {
        guard access is any SubscriberPolicy else { return [] }
        var changed: [String] = []
        for hub in router.hubs { changed += try await HubReview(hub: hub, access: access).run() }
        return changed
    }
}
