import Synchronization
import TMForum
import Testing

/// The code of the guide to events, as the page shows it.
enum EventGuide {
    /// Returns the services that the page asks, all of them on one store and with one clock.
    static func services() throws -> [String: APIService] {
        let store = InMemoryStore()
        let identifiers = ServiceEnvironment.fixed(try Timestamp("2026-11-21T09:00:00Z"))
        let hub = EventHub(
            store: store, sender: NoSender(), keys: [try key()],
            environment: HubEnvironment(now: identifiers.now, makeIdentifier: { "s1" }))
        return ["": readable(store, hub, identifiers)]
    }

    /// A sender for a hub that does not run.
    private struct NoSender: EventSender {
        func send(
            _ message: EventMessage, permits: @Sendable (IPAddress) -> Bool
        ) async throws(SendFailure) -> APIResponse { APIResponse(status: 503) }
    }

    static func served(_ store: InMemoryStore, _ hub: EventHub) -> APIService {
        let service = APIService(store: store, hub: hub)
        return service
    }

    static func readable(_ store: InMemoryStore, _ hub: EventHub, _ environment: ServiceEnvironment) -> APIService {
        let configuration = ServiceConfiguration(servesEvents: true)
        let service = APIService(store: store, hub: hub, configuration: configuration, environment: environment)
        return service
    }

    static func reviewing(_ service: APIService) async throws {
        while !Task.isCancelled {
            try await service.reviewSubscriptions()
            try await Task.sleep(for: .seconds(300))
        }
    }

    static func streaming(
        _ service: APIService, _ request: APIRequest, _ write: ([UInt8]) async throws -> Void
    ) async throws {
        var part: APIResponse? = await service.respond(to: request)
        while let response = part {
            try await write(response.body)
            part = await service.continuation(of: response, to: request)
        }
    }

    static func following(_ store: some ResourceStore, _ start: EventCursor) async throws -> EventCursor {
        var cursor = start
        for try await event in try await store.events(after: cursor) {
            print(event.type, event.key.id, event.attributes)
            cursor = event.cursor
        }
        return cursor
    }

    static func overview(_ store: some ResourceStore) async throws {
        for try await event in try await store.events(after: EventCursor(after: 0)) {
            print(event.type, event.key.id, event.attributes)
        }
    }

    static func text(_ event: PublishedEvent) -> [UInt8] {
        let text = event.serialized(EventShape(payload: .delta, includesPreviousValues: true))
        return text
    }

    static func query() throws -> EventQuery {
        let query = try EventQuery(parsing: "eventType=CustomerStateChangeEvent&event.customer.status=Approved")
        return query
    }

    static func delivering(
        _ store: InMemoryStore, _ sender: some EventSender, _ key: HubKey
    ) async throws -> (EventHub.Registration, Task<Void, any Error>) {
        let hub = EventHub(store: store, sender: sender, keys: [key])
        let registration = try await hub.register(
            SubscriptionRequest(callback: "https://crm.example/listener", query: "eventType=CustomerCreateEvent"))
        let delivery = Task { try await hub.run() }
        return (registration, delivery)
    }

    static func running(_ hub: EventHub) async throws {
        try await withThrowingTaskGroup { group in
            group.addTask { try await hub.run() }
            try await group.next()
        }
    }

    static func key() throws -> HubKey {
        let key = try HubKey("MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=")
        return key
    }

    static func cluster() -> CallbackPolicy {
        let policy = CallbackPolicy.internal(hosts: ["*.svc.cluster.local"], networks: ["10.0.0.0/8"])
        return policy
    }

    struct Console: EventSink {
        func publish(_ events: [PublishedEvent]) async throws {
            for event in events { print(event.type, event.key.id) }
        }
    }

    static func relaying(_ store: some ResourceStore) async throws {
        let relay = EventRelay("console", from: store, to: Console())
        try await relay.run()
    }

    static func receiving(_ request: APIRequest, _ secret: WebhookSecret) async -> APIResponse {
        let listener = EventListener(at: "/listener", secrets: [secret])
            .on(CustomerStateChangeEvent.self) { event in
                print(event.event?.customer?.status ?? "none")
            }
        let response = await listener.respond(to: request)
        return response
    }

    static func exactlyOnce(_ store: some ResourceStore, _ secret: WebhookSecret) -> EventListener {
        let exact = EventListener(at: "/listener", secrets: [secret], seen: StoredSeenEvents(in: store))
            .committing(on: CustomerCreateEvent.self) { event in
                guard let id = event.id else { throw EventRejection("no identifier") }
                return [.create(ResourceKey("known", id), try JSONDocument(parsing: "{}"))]
            }
        return exact
    }
}
