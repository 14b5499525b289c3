import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

extension EventHub {
    /// The result of registering a listener.
    public struct Registration: Sendable {
        /// The subscription.
        public let subscription: Subscription
        /// A Boolean value that indicates whether the subscription is new; otherwise, it existed before.
        public let isNew: Bool
    }

    /// Registers a listener.
    ///
    /// If the owner has registered the same listener for the same events before, that subscription is returned, and the
    /// delivery goes on if the listener was unavailable or disabled.
    ///
    /// - Parameter request: The listener and the events that it wants.
    /// - Returns: The subscription.
    /// - Throws: ``HubError`` with ``HubError/notAllowed(_:)``, ``HubError/query(_:)`` or
    ///   ``HubError/tooManySubscriptions(limit:)``; or `StoreError` if the store cannot be used.
    public func register(_ request: SubscriptionRequest) async throws -> Registration {
        let draft = try subscription(request, id: environment.makeIdentifier())
        var backoff = Backoff()
        repeat {
            // Registrations follow one another, so that a listener is not registered twice at the same time.
            let turn = try await store.resource(for: Self.turn)
            let existing = try await subscriptions()
            if let same = existing.first(where: { $0.isSame(as: draft) }) {
                do {
                    return Registration(subscription: try await wakeUp(same.id), isNew: false)
                } catch HubError.notFound {
                    continue
                }
            }
            try checkRoom(for: draft, beside: existing)
            let counter = try JSONObject.document(["turn": .string(draft.id)])
            do {
                try await store.commit([
                    turn.map { .replace(Self.turn, counter, revision: $0.revision) } ?? .create(Self.turn, counter),
                    .create(draft.key, JSONObject.document(draft.json)),
                ])
                guard let stored = try await subscription(draft.id) else { throw HubError.notFound }
                return Registration(subscription: stored, isNew: true)
            } catch let error as StoreError where error.isConflict {
                continue
            }
        } while await backoff.pause()
        throw HubError.conflict
    }

    /// The document that every registration replaces.
    private static let turn = ResourceKey(collection, "registration")

    private func checkRoom(for draft: Subscription, beside existing: [Subscription]) throws(HubError) {
        guard existing.count < policy.subscriptions else {
            throw .tooManySubscriptions(limit: policy.subscriptions)
        }
        guard existing.count(where: { $0.owner == draft.owner }) < policy.subscriptionsPerOwner else {
            throw .tooManySubscriptions(limit: policy.subscriptionsPerOwner)
        }
    }

    /// Returns the subscription that a client asks for.
    ///
    /// - Throws: ``HubError`` with all problems, or another error if the scope cannot be kept.
    private func subscription(_ request: SubscriptionRequest, id: String) throws -> Subscription {
        var findings: [Finding] = []
        var url: CallbackURL?
        do throws(CallbackURL.SyntaxError) {
            let parsed = try CallbackURL(request.callback)
            findings += callbacks.findings(in: parsed)
            url = parsed
        } catch {
            findings.append(error.finding)
        }
        let options = request.delivery.map { DeliveryOptions($0, &findings) } ?? DeliveryOptions()
        guard findings.isEmpty, let url else { throw HubError.notAllowed(findings) }
        // Only the form in which a scope is kept can be compared with that of other subscriptions.
        let scope = try EventScope(request.scope.json)
        var rules = rules
        if let parts = request.scope.parts {
            rules.resources.removeAll { parts[CollectionName(rawValue: $0.collection)] == nil }
        }
        do throws(QueryError) {
            return Subscription(
                id: id, callback: url, query: try EventQuery(parsing: request.query, of: rules), options: options,
                scope: scope, owner: request.owner, basePath: request.basePath, created: environment.now())
        } catch {
            throw HubError.query(error)
        }
    }

    // MARK: - Reading

    /// Returns all subscriptions, in the order of their registration.
    ///
    /// - Returns: The subscriptions, without any that refers to types of resources that the hub does not know.
    /// - Throws: `StoreError` if the store cannot be used.
    public func subscriptions() async throws -> [Subscription] {
        try await store.resources(in: Subscription.collection, matching: ResourceQuery()).resources
            .compactMap { try? Subscription($0, rules) }
    }

    /// Returns a subscription.
    ///
    /// - Parameter id: The identifier.
    /// - Returns: The subscription, or `nil` if it does not exist.
    /// - Throws: `StoreError` if the store cannot be used.
    public func subscription(_ id: String) async throws -> Subscription? {
        try await store.resource(for: ResourceKey(Subscription.collection, id))
            .flatMap { try? Subscription($0, rules) }
    }

    /// Returns the progress of the delivery to a listener, as the running hub has last written it.
    ///
    /// - Parameter id: The identifier of the subscription.
    /// - Returns: The progress, or `nil` if the subscription does not exist or no hub has seen it yet.
    /// - Throws: `StoreError` if the store cannot be used.
    public func state(of id: String) async throws -> SubscriptionState? {
        try await store.resource(for: SubscriptionState.key(of: id)).flatMap { SubscriptionState($0.document) }
    }

    // MARK: - Changing

    /// Ends a subscription and removes everything that is kept for it.
    ///
    /// - Parameter id: The identifier.
    /// - Throws: ``HubError/notFound`` if it does not exist, or `StoreError` if the store cannot be used.
    public func unregister(_ id: String) async throws {
        do {
            try await store.delete(ResourceKey(Subscription.collection, id))
        } catch let error as StoreError where error.code == .notFound {
            throw HubError.notFound
        }
        try await removeTraces(of: id)
    }

    /// Pauses the delivery to a listener, or goes on with it.
    ///
    /// The events in between wait in the store.
    ///
    /// - Parameters:
    ///   - isPaused: Whether the delivery pauses.
    ///   - id: The identifier of the subscription.
    /// - Returns: The subscription.
    /// - Throws: ``HubError/notFound`` or ``HubError/conflict``, or `StoreError` if the store cannot be used.
    @discardableResult
    public func setPaused(_ isPaused: Bool, _ id: String) async throws -> Subscription {
        try await change(id) { subscription in subscription.setPaused(isPaused) }
    }

    /// Goes on with a listener that is unavailable or disabled, without a further pause.
    ///
    /// - Parameter id: The identifier of the subscription.
    /// - Returns: The subscription.
    /// - Throws: ``HubError/notFound`` or ``HubError/conflict``, or `StoreError` if the store cannot be used.
    @discardableResult
    public func wakeUp(_ id: String) async throws -> Subscription {
        try await change(id) { subscription in subscription.wakeUps += 1 }
    }

    /// Delivers the events after a position again, with the same identifiers.
    ///
    /// - Parameters:
    ///   - id: The identifier of the subscription.
    ///   - cursor: The position.
    /// - Returns: The subscription.
    /// - Throws: ``HubError/notFound``, ``HubError/conflict``, or ``HubError/expired`` if the store no longer keeps the
    ///   events after the position; or `StoreError` if the store cannot be used.
    @discardableResult
    public func replay(_ id: String, after cursor: EventCursor) async throws -> Subscription {
        do {
            _ = try await store.changes(after: cursor.commit)
        } catch let error as StoreError where error.code == .changesExpired {
            throw HubError.expired
        }
        return try await change(id) { subscription in
            subscription.replay = Subscription.Replay(number: (subscription.replay?.number ?? 0) + 1, cursor: cursor)
        }
    }

    /// Gives a listener a new secret.
    ///
    /// For a day, messages are signed with the former one in addition.
    ///
    /// - Parameter id: The identifier of the subscription.
    /// - Returns: The new secret.
    /// - Throws: ``HubError/notFound`` or ``HubError/conflict``, or `StoreError` if the store cannot be used.
    public func rotateSecret(of id: String) async throws -> WebhookSecret {
        let now = environment.now()
        return try await secret(
            of: change(id) { subscription in
                subscription.epoch += 1
                subscription.rotated = now
            })
    }

    /// Changes what a client asked for when it registered a listener.
    ///
    /// - Parameters:
    ///   - known: The subscription as the client knows it.
    ///   - request: What the client asks for now.
    ///   - isPaused: Whether the delivery pauses, or `nil` to leave that as it is.
    /// - Returns: The subscription.
    /// - Throws: ``HubError`` as for ``register(_:)``, ``HubError/notFound``, or ``HubError/conflict`` if it is no longer
    ///   the one that the client knows; or `StoreError` if the store cannot be used.
    public func update(
        _ known: Subscription, to request: SubscriptionRequest, isPaused: Bool? = nil
    ) async throws -> Subscription {
        let wanted = try subscription(request, id: known.id)
        return try await change(known.id) { subscription throws(HubError) in
            guard subscription.isSame(as: known) else { throw .conflict }
            subscription.callback = wanted.callback
            subscription.query = wanted.query
            subscription.options = wanted.options
            subscription.scope = wanted.scope
            if let isPaused { subscription.setPaused(isPaused) }
        }
    }

    /// Changes what the owner of a subscription may see.
    ///
    /// With a scope in which nothing is visible, the delivery ends with the reason ``SubscriptionState/Reason/accessRevoked``
    /// before anything else is sent; with another one, it goes on.
    ///
    /// - Parameters:
    ///   - id: The identifier of the subscription.
    ///   - scope: The resources whose events the owner may receive, and the attributes that it may see.
    /// - Returns: The subscription.
    /// - Throws: ``HubError/notFound`` if there is no such subscription, or ``HubError/conflict`` if others keep changing
    ///   it; or an error if the scope cannot be kept, or the store cannot be used.
    @discardableResult
    public func restrict(_ id: String, to scope: EventScope) async throws -> Subscription {
        // Only the form in which a scope is kept can be compared with that of other subscriptions.
        let scope = try EventScope(scope.json)
        return try await change(id) { subscription in
            if subscription.scope.isEmpty, !scope.isEmpty { subscription.wakeUps += 1 }
            subscription.scope = scope
        }
    }

    private func change(
        _ id: String, by edit: (inout Subscription) throws(HubError) -> Void
    ) async throws -> Subscription {
        let key = ResourceKey(Subscription.collection, id)
        var backoff = Backoff()
        repeat {
            guard let stored = try await store.resource(for: key), var subscription = try? Subscription(stored, rules)
            else { throw HubError.notFound }
            let former = subscription
            try edit(&subscription)
            guard subscription != former else { return former }
            do {
                try await store.replace(
                    key, with: JSONObject.document(subscription.json), revision: stored.revision)
                return subscription
            } catch let error as StoreError where error.code == .revisionMismatch || error.code == .notFound {
                continue
            }
        } while await backoff.pause()
        throw HubError.conflict
    }

    /// Removes the progress and the refused events of a subscription that does not exist anymore.
    func removeTraces(of id: String) async throws {
        let keys = [SubscriptionState.key(of: id)] + (try await deadLetterKeys(of: id))
        for key in keys {
            do { try await store.delete(key) } catch let error as StoreError where error.code == .notFound {}
        }
    }
}

extension Subscription {
    /// Returns whether the same owner asks for the same.
    fileprivate func isSame(as other: Subscription) -> Bool {
        callback == other.callback && query == other.query && options == other.options && owner == other.owner
            && basePath == other.basePath && scope == other.scope
    }

    fileprivate mutating func setPaused(_ isPaused: Bool) {
        self.isPaused = isPaused
        if !isPaused { wakeUps += 1 }
    }
}
