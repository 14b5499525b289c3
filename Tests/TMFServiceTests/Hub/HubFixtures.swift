import Synchronization
import TMForum
import Testing

extension Kind {
    /// The base path of the API.
    var base: String { String(path.dropLast(rawValue.count + 1)) }
    /// The path of the hub.
    var hub: String { base + "/hub" }
    var other: Kind { self == .customer ? .partyInteraction : .customer }
    var collection: CollectionName { CollectionName(rawValue: rawValue) }
    /// The attribute with the identifier of a party that owns a resource.
    var owner: FieldPath { self == .customer ? "engagedParty.id" : "relatedParty.id" }
}

/// A sender that keeps what it is given.
final class MessageLog: EventSender {
    private let log = Mutex<[EventMessage]>([])

    var messages: [EventMessage] { log.withLock { $0 } }

    func send(
        _ message: EventMessage, permits: @Sendable (IPAddress) -> Bool
    ) async throws(SendFailure) -> APIResponse {
        log.withLock { $0.append(message) }
        return APIResponse(status: 204)
    }
}

extension EventHub {
    /// A hub whose subscriptions are s1, s2 and so on.
    static func ofTests(
        _ store: any ResourceStore, sender: any EventSender = MessageLog(), rules: EventRules = EventRules(),
        policy: DeliveryPolicy = DeliveryPolicy()
    ) -> EventHub {
        let count = IdentifierCounter()
        return EventHub(
            store: store, sender: sender, rules: rules, policy: policy,
            environment: HubEnvironment(makeIdentifier: { "s" + count.next() }))
    }
}

/// A service with a hub, and the store of both.
struct HubFixture {
    static let callback = "https://crm.example/listener"

    let store: InMemoryStore
    let hub: EventHub
    let client: Client

    init(
        store: InMemoryStore = InMemoryStore(), resources: [ResourceDefinition] = .standard,
        configuration: ServiceConfiguration = ServiceConfiguration(), publicURL: String = "",
        access: any AccessPolicy = .open, middleware: [ServiceMiddleware] = [], rules: EventRules = EventRules(),
        policy: DeliveryPolicy = DeliveryPolicy(), sender: any EventSender = MessageLog(),
        observer: ServiceObserver? = nil
    ) throws {
        self.store = store
        hub = .ofTests(store, sender: sender, rules: rules, policy: policy)
        client = try Client(
            store: store, hub: hub, resources: resources, configuration: configuration, publicURL: publicURL,
            access: access, middleware: middleware, observer: observer)
    }

    /// Registers a listener as somebody, and returns the answer.
    func register(
        _ kind: Kind, _ body: String = #"{"callback":"\#(callback)"}"#, as identity: String? = nil
    ) async -> APIResponse {
        await client.send(
            .post, kind.hub, as: identity, headers: [.contentType: "application/json"], body: body)
    }

    /// Registers a listener as somebody, and returns the path of the subscription.
    func registered(
        _ kind: Kind, _ body: String = #"{"callback":"\#(callback)"}"#, as identity: String? = nil
    ) async throws -> String {
        let response = await register(kind, body, as: identity)
        try #require(response.status == 201, "\(response.text)")
        return try #require(response.headers[.location])
    }

    /// The subscription at a path.
    func subscription(_ path: String) async throws -> Subscription {
        let id = try #require(path.split(separator: "/").last)
        return try #require(try await hub.subscription(String(id)))
    }

    /// The subscriptions of somebody in a list, in order.
    func ids(_ kind: Kind, as identity: String? = nil) async throws -> [String] {
        let response = await client.send(.get, kind.hub, as: identity)
        try #require(response.status == 200, "\(response.text)")
        return try response.ids()
    }
}
