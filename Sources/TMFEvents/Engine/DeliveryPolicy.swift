/// The pace and the limits of the delivery of events.
public struct DeliveryPolicy: Sendable, Hashable {
    /// The maximum number of subscriptions.
    public var subscriptions: Int
    /// The maximum number of subscriptions of one owner.
    public var subscriptionsPerOwner: Int
    /// The bounds of the pauses before another attempt to reach a listener that is unavailable.
    ///
    /// A pause doubles from the lower bound to the upper one, and half of it is random.
    public var backOff: ClosedRange<Duration>
    /// The longest pause that a listener can ask for with `Retry-After`.
    public var longestRetryAfter: Duration
    /// The pauses between the attempts to deliver an event that the listener refuses; there is one attempt more than
    /// pauses.
    public var refusalPauses: [Duration]
    /// The number of events in succession, without a success in between, that a listener can refuse for good before it
    /// is disabled.
    public var refusedEvents: Int
    /// The time for which a listener can be unavailable before it is disabled, while the hub is running.
    public var unavailability: Duration
    /// The time that a connection may take.
    public var connectTimeout: Duration
    /// The time that a delivery may take, from the connection to the end of the response.
    public var timeout: Duration
    /// The maximum number of deliveries at the same time.
    public var deliveries: Int
    /// The maximum number of these to listeners that are unavailable, so that they do not hold up the others.
    public var failingDeliveries: Int
    /// The maximum number of deliveries at the same time to one host and port.
    public var deliveriesPerHost: Int
    /// The number of events of one listener that wait in memory; further ones are read from the store when it is their
    /// turn.
    public var queuedEvents: Int
    /// The number of bytes of all events that wait in memory.
    public var queuedBytes: Int
    /// The number of listeners whose earlier events are read from the store at the same time.
    public var readers: Int
    /// The number of commits that are read for a listener at a time.
    public var commitsPerRead: Int
    /// The time after which the progress of all listeners is written to the store.
    public var checkpointInterval: Duration
    /// The number of settled events after which the progress is written earlier.
    public var eventsPerCheckpoint: Int
    /// The number of commits without events for a listener after which its position is written nevertheless.
    public var commitsPerBookmark: UInt64
    /// The maximum number of events of one listener that are kept after they were refused.
    public var deadLetters: Int
    /// The time for which a refused event is kept.
    public var deadLetterLifetime: Duration
    /// The maximum number of bytes of an event; a larger one has a reference in place of the resource.
    public var eventSize: Int
    /// The period over which the first attempts to reach unavailable listeners are spread when the hub starts.
    public var restartSpread: Duration

    /// Creates a policy with the default values, which the properties describe.
    public init() {
        subscriptions = 1_000
        subscriptionsPerOwner = 50
        backOff = .seconds(1)...(.seconds(300))
        longestRetryAfter = .seconds(3_600)
        refusalPauses = [.seconds(5), .seconds(15), .seconds(40), .seconds(120)]
        refusedEvents = 10
        unavailability = .seconds(5 * 86_400)
        connectTimeout = .seconds(5)
        timeout = .seconds(15)
        deliveries = 256
        failingDeliveries = 32
        deliveriesPerHost = 8
        queuedEvents = 256
        queuedBytes = 64 << 20
        readers = 4
        commitsPerRead = 100
        checkpointInterval = .seconds(1)
        eventsPerCheckpoint = 256
        commitsPerBookmark = 10_000
        deadLetters = 1_000
        deadLetterLifetime = .seconds(30 * 86_400)
        eventSize = 1 << 20
        restartSpread = .seconds(30)
    }
}
