/// An interaction was created.
public typealias PartyInteractionCreateEvent = ResourceEvent<PartyInteractionCreateEventKind>
/// What the event carries.
public typealias PartyInteractionCreateEventPayload = PartyInteractionEventPayload

/// The kind of ``PartyInteractionCreateEvent``.
public enum PartyInteractionCreateEventKind: ResourceEventKind {
    /// What the event carries.
    public typealias Payload = PartyInteractionEventPayload

    /// The name of the event.
    public static var eventType: String { "PartyInteractionCreateEvent" }
    /// The attributes of the event.
    public static let attributes = AttributeSet<PartyInteractionCreateEvent>(PartyInteractionCreateEvent.Attributes())
}
