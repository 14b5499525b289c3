/// Something that the hub did, for logs and metrics.
///
/// It contains neither bodies nor secrets.
public struct HubEvent: Sendable, Hashable {
    /// A kind of step in the delivery of events.
    @nonexhaustive
    public enum Kind: Sendable, Hashable {
        /// The listener took the event.
        case delivered
        /// The listener was unavailable, and gets the event again.
        case unavailable
        /// The listener refused the event, and gets it again.
        case refused
        /// The listener refused the event for the last time, and gets the next one.
        case setAside
        /// The host of the listener has no permitted address, so nothing was sent.
        case blocked
        /// The delivery to the listener changed its condition.
        case changed(SubscriptionState.Status, SubscriptionState.Reason?)
        /// A refused event of the listener was removed, because there are too many or it is too old.
        case deadLetterRemoved
        /// The subscription cannot be read, for example because it refers to a type of resource that the hub does not
        /// know; nothing is delivered for it.
        case unreadable
        /// The progress could not be written to the store, and is written later.
        case progressNotWritten
    }

    /// The kind of step.
    public let kind: Kind
    /// The identifier of the subscription, or an empty text if the step concerns all of them.
    public let subscription: String
    /// The identifier of the event, or `nil` if the step is not about one event.
    public var eventID: String?
    /// The name of the event, or `nil` if the step is not about one event.
    public var eventType: String?
    /// The number of attempts to deliver the event so far, or 0 if the step is not about one event.
    public var attempts = 0
    /// The duration of the attempt, or `nil` if the step is not about one.
    public var duration: Duration?
}
