import Synchronization
import TMFJSON
import TMFModels
public import TMFStore

/// A hub that delivers the events of a store to those who registered for them.
///
/// A hub keeps everything in the store: subscriptions, progress, and refused events. Any number of hubs can register
/// listeners in one store; one of them, whose ``run()`` is called, delivers.
///
/// ```swift
/// let hub = EventHub(store: store, sender: sender, key: key)
/// try await withThrowingTaskGroup { group in
///     group.addTask { try await hub.run() }
///     group.addTask { try await serve(APIService(store: store, hub: hub)) }
///     try await group.next()
///     group.cancelAll()
/// }
/// ```
///
/// Every event is delivered at least once, in order. A listener that is unavailable gets its events later, and one that
/// refuses an event gets the next one; see ``DeliveryPolicy``. The secret of a listener is derived from the key of the
/// hub, so the store does not contain it.
public final class EventHub: Sendable {
    /// The store with the resources.
    public let store: any ResourceStore
    /// The rules for events.
    public let rules: EventRules
    /// The pace and the limits of the delivery.
    public let policy: DeliveryPolicy
    /// The addresses that events may be sent to.
    public let callbacks: CallbackPolicy
    let sender: any EventSender
    let environment: HubEnvironment
    let observer: (@Sendable (HubEvent) -> Void)?
    private let givenKeys: [HubKey]
    private let storedKey = Mutex<HubKey?>(nil)
    /// The secrets that were derived last, because deriving one takes as long as signing a short message.
    private let derived = Mutex<[Derivation: WebhookSecret]>([:])

    private struct Derivation: Hashable {
        let key: Int
        let subscription: String
        let epoch: UInt64
    }

    /// Creates a hub.
    ///
    /// - Parameters:
    ///   - store: The store with the resources.
    ///   - sender: The sender of requests to listeners.
    ///   - rules: The rules for events.
    ///   - policy: The pace and the limits of the delivery.
    ///   - callbacks: The addresses that events may be sent to; by default, public ones with `https`.
    ///   - keys: The keys that the secrets of listeners are derived from. The first one is for new secrets; with the
    ///     others, messages are signed in addition, until all listeners have new secrets. If there are none, a random
    ///     key is made and kept in the store.
    ///   - environment: The clock, identifiers and random pauses.
    ///   - observer: The function that receives every step of the delivery.
    public init(
        store: any ResourceStore, sender: any EventSender, rules: EventRules = EventRules(),
        policy: DeliveryPolicy = DeliveryPolicy(), callbacks: CallbackPolicy = .publicHTTPS, keys: [HubKey] = [],
        environment: HubEnvironment = .live, observer: (@Sendable (HubEvent) -> Void)? = nil
    ) {
        self.store = store
        self.sender = sender
        self.rules = rules
        self.policy = policy
        self.callbacks = callbacks
        self.environment = environment
        self.observer = observer
        givenKeys = keys
    }

    /// The collection with what concerns the hub as a whole.
    static let collection: CollectionName = ".hub"

    // MARK: - Secrets

    /// Returns the secret that the messages to a listener are signed with.
    ///
    /// - Parameter subscription: The subscription.
    /// - Returns: The secret.
    /// - Throws: `StoreError` if the key of the hub is in the store and cannot be read.
    public func secret(of subscription: Subscription) async throws -> WebhookSecret {
        try await keys()[0].secret(for: subscription.id, epoch: subscription.epoch)
    }

    /// Returns the secrets with which messages to a listener are signed at the moment: the current one, the former one
    /// for a day after it was replaced, and those of former keys.
    func secrets(of subscription: Subscription) async throws -> [WebhookSecret] {
        let keys = try await keys()
        var secrets = keys.indices.map { derive($0, of: keys, subscription.id, subscription.epoch) }
        if let rotated = subscription.rotated, subscription.epoch > 0,
            environment.now() < rotated + .seconds(86_400)
        {
            secrets.append(derive(0, of: keys, subscription.id, subscription.epoch - 1))
        }
        return secrets
    }

    private func derive(_ key: Int, of keys: [HubKey], _ subscription: String, _ epoch: UInt64) -> WebhookSecret {
        let derivation = Derivation(key: key, subscription: subscription, epoch: epoch)
        if let secret = derived.withLock({ $0[derivation] }) { return secret }
        let secret = keys[key].secret(for: subscription, epoch: epoch)
        derived.withLock { derived in
            if derived.count >= 2 * policy.subscriptions { derived = [:] }
            derived[derivation] = secret
        }
        return secret
    }

    /// Returns the keys, of which there is at least one.
    private func keys() async throws -> [HubKey] {
        if !givenKeys.isEmpty { return givenKeys }
        if let key = storedKey.withLock({ $0 }) { return [key] }
        let place = ResourceKey(Self.collection, "key")
        if try await store.resource(for: place) == nil {
            let document = try JSONObject.document(["key": .string(HubKey.random().text)])
            // Another hub may make a key at the same time.
            do { try await store.create(document, at: place) } catch let error as StoreError
                where error.code == .duplicateID
            {}
        }
        guard let text = try await store.resource(for: place)?.document.root["key"]?.stringValue,
            let key = try? HubKey(text)
        else { throw StoreError(.corrupted, key: place) }
        storedKey.withLock { $0 = key }
        return [key]
    }
}

extension JSONObject {
    /// Returns an object as a document of the store.
    static func document(_ object: JSONObject) throws -> JSONDocument {
        try JSONDocument(parsing: JSONValue.object(object).serialized(), limits: .highest)
    }
}
