/// An interaction was deleted.
public typealias PartyInteractionDeleteEvent = ResourceEvent<PartyInteractionDeleteEventKind>
/// What the event carries.
public typealias PartyInteractionDeleteEventPayload = PartyInteractionEventPayload

/// The kind of ``PartyInteractionDeleteEvent``.
public enum PartyInteractionDeleteEventKind: ResourceEventKind {
    /// What the event carries.
    public typealias Payload = PartyInteractionEventPayload

    /// The name of the event.
    public static var eventType: String { "PartyInteractionDeleteEvent" }
    /// The attributes of the event.
    public static let attributes = AttributeSet<PartyInteractionDeleteEvent>(PartyInteractionDeleteEvent.Attributes())
}
