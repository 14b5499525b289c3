public import TMFExchange
public import TMFJSON
public import TMFModels
public import TMFStore

/// The receiving side of events: a function from the requests of a hub to responses, to embed in any server.
///
/// ```swift
/// let listener = EventListener(at: "/tmf/listener", secrets: [secret])
///     .on(CustomerCreateEvent.self) { event in
///         print("new customer", event.event?.customer?.id ?? "")
///     }
///     .on(PartyInteractionStatusChangeEvent.self) { event in
///         try await update(event)
///     }
/// let response = await listener.respond(to: request)
/// ```
///
/// A listener verifies the signature of an event over the bytes that it received, recognizes events that it has already
/// handled, and reads events of all versions of the APIs, in the spellings of older software too. Its responses are:
///
/// - 204 if the event was handled, now or earlier, or if it has no handler;
/// - 401 if the event is not signed with one of the secrets or was not sent recently, in which case it is not read;
/// - 400 if the body is not JSON or has no event type, 413 if it is too long;
/// - 422 if a handler throws ``EventRejection``;
/// - 503 with `Retry-After` if a handler throws ``EventPostponement``, if the event is being handled already, or if the
///   store is not available;
/// - 500 if a handler throws any other error.
///
/// An event counts as handled after its handlers have returned. If the process ends before, the sender tries again, and
/// the handlers run again. The changes that handlers return are made exactly once, if the listener was created with
/// ``StoredSeenEvents``.
public struct EventListener: Sendable {
    /// The default limits of a body: 1 MiB for an event, and 64 KiB for what a sender adds to it.
    public static let defaultLimits = JSONLimits(bytes: 1 << 20 + 64 << 10)

    let path: String
    /// The secrets, or `nil` if events are not signed.
    private(set) var secrets: [WebhookSecret]?
    let seen: any SeenEvents
    let tolerance: Duration
    let limits: JSONLimits
    let now: @Sendable () -> Timestamp
    let observer: (@Sendable (_ error: any Error, _ request: APIRequest) -> Void)?
    let claims = EventClaims()
    var handlers = EventHandlers()

    /// Creates a listener for events that are signed as Standard Webhooks describes.
    ///
    /// - Parameters:
    ///   - path: The path of the callback, percent-encoded. Events are also taken below it, at the name of an event or
    ///     at `listener` and the name of an event, as the definitions of the APIs have it.
    ///   - secrets: The secrets to accept. If there are none, every event is refused.
    ///   - seen: The memory of the events that were handled. Several listeners can share one.
    ///   - tolerance: The greatest difference between the time at which an event was sent and the current time.
    ///   - limits: The limits of a body.
    ///   - now: Returns the current instant.
    ///   - observer: Receives the error of every event that is refused because of its signature, its JSON, a
    ///     handler or the memory.
    public init(
        at path: String,
        secrets: [WebhookSecret],
        seen: any SeenEvents = InMemorySeenEvents(),
        tolerance: Duration = .seconds(300),
        limits: JSONLimits = defaultLimits,
        now: @escaping @Sendable () -> Timestamp = Timestamp.now,
        observer: (@Sendable (_ error: any Error, _ request: APIRequest) -> Void)? = nil
    ) {
        self.path = path
        self.secrets = secrets
        self.seen = seen
        self.tolerance = tolerance
        self.limits = limits
        self.now = now
        self.observer = observer
    }

    /// Creates a listener for events without signatures, which anybody can send who can reach the listener.
    ///
    /// Use it only where the network or the server authenticates senders.
    ///
    /// - Parameters:
    ///   - path: The path of the callback, as for ``init(at:secrets:seen:tolerance:limits:now:observer:)``.
    ///   - seen: The memory of the events that were handled.
    ///   - limits: The limits of a body.
    ///   - observer: Receives the error of every event that is refused because of its signature, its JSON, a
    ///     handler or the memory.
    /// - Returns: The listener.
    public static func unsigned(
        at path: String,
        seen: any SeenEvents = InMemorySeenEvents(),
        limits: JSONLimits = defaultLimits,
        observer: (@Sendable (_ error: any Error, _ request: APIRequest) -> Void)? = nil
    ) -> Self {
        var listener = Self(at: path, secrets: [], seen: seen, limits: limits, observer: observer)
        listener.secrets = nil
        return listener
    }

    // MARK: - Handlers

    /// Returns a listener that also handles events of a type.
    ///
    /// If an event has several handlers, they run in the order in which they were added, until one throws.
    ///
    /// - Parameters:
    ///   - type: The type of the events, such as `CustomerCreateEvent`. Its `typeName` is the name of the event.
    ///   - handle: Handles an event. It may run again for the same event if the process ends before the event counts as
    ///     handled.
    /// - Returns: The listener with the handler.
    public func on<Event: Model>(
        _ type: Event.Type, _ handle: @escaping @Sendable (_ event: Event) async throws -> Void
    ) -> Self {
        committing(on: type) { event in
            try await handle(event)
            return []
        }
    }

    /// Returns a listener that also handles events of a type, by changes in the store of its ``StoredSeenEvents``.
    ///
    /// The changes of all handlers of an event are made in one commit that also marks the event as handled, and so
    /// exactly once. The listener answers 503 if another writer has changed one of the resources meanwhile, and the
    /// handlers run again when the event arrives again.
    ///
    /// - Parameters:
    ///   - type: The type of the events, such as `CustomerCreateEvent`. Its `typeName` is the name of the event.
    ///   - handle: Returns the changes that an event leads to.
    /// - Returns: The listener with the handler.
    public func committing<Event: Model>(
        on type: Event.Type, _ handle: @escaping @Sendable (_ event: Event) async throws -> [StoreChange]
    ) -> Self {
        var copy = self
        copy.handlers.add(Event.typeName) { document in try await handle(Event(event: document.root)) }
        return copy
    }

    /// Returns a listener that also handles the events that have no other handler.
    ///
    /// - Parameter handle: Handles an event, which is an object with a text as its `eventType`.
    /// - Returns: The listener with the handler.
    public func onUnknown(_ handle: @escaping @Sendable (_ event: JSONDocument) async throws -> Void) -> Self {
        var copy = self
        copy.handlers.addUnknown { document in
            try await handle(document)
            return []
        }
        return copy
    }
}
