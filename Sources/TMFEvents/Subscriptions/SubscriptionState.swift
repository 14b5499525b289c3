public import TMFModels
package import TMFStore

/// The progress of the delivery to a listener.
public struct SubscriptionState: Sendable, Hashable {
    /// The collection that holds the states.
    package static let collection: CollectionName = ".subscriptionState"

    /// A condition of the delivery.
    @nonexhaustive
    public enum Status: String, Sendable, Hashable, CaseIterable {
        /// Events are delivered as they happen.
        case active
        /// The listener is unavailable: one event is tried again and again, the others wait.
        case failing
        /// The delivery has ended until the owner asks for it again; events wait as long as the store keeps them.
        case disabled
    }

    /// The reason why the delivery has ended.
    @nonexhaustive
    public enum Reason: String, Sendable, Hashable, CaseIterable {
        /// The listener was unavailable for too long.
        case unreachable
        /// The listener answered that it is gone (410).
        case gone
        /// The listener refused too many events in succession.
        case tooManyRefused
        /// The store no longer keeps the next event of the listener.
        case fellBehind
        /// The policy no longer permits the address of the listener.
        case callbackNotAllowed
        /// The owner may no longer see the events.
        case accessRevoked
    }

    /// The condition of the delivery.
    public var status: Status
    /// The reason why the delivery has ended, or `nil` if it has not.
    public var reason: Reason?
    /// The time of the last change of the status, or `nil` if it is unknown.
    public var since: Timestamp?
    /// The position up to which all events are settled: acknowledged, set aside as refused, or not wanted.
    public var cursor: EventCursor
    /// The number of wanted events up to that position.
    public var number: UInt64
    /// The number of failed attempts in succession.
    public var failures: Int
    /// The time for which the listener has been unavailable while the hub was running.
    public var unavailability: Duration
    /// The number of the last repetition that has begun.
    public var replay: UInt64
    /// The position at which that repetition ends, or `nil` if it has ended.
    public var replayEnd: EventCursor?
    /// The number of requests to go on that have been followed.
    public var wakeUps: UInt64
    /// A Boolean value that indicates whether events were lost because the store no longer keeps them.
    public var hasMissedEvents: Bool

    /// Creates the state of a new subscription.
    ///
    /// - Parameter cursor: The position after which events are delivered.
    public init(after cursor: EventCursor) {
        status = .active
        self.cursor = cursor
        (number, failures, unavailability, replay, wakeUps) = (0, 0, .zero, 0, 0)
        hasMissedEvents = false
    }

    package static func key(of id: String) -> ResourceKey { ResourceKey(collection, id) }
}
