/// The status of an interaction changed.
public typealias PartyInteractionStatusChangeEvent = ResourceEvent<PartyInteractionStatusChangeEventKind>
/// What the event carries.
public typealias PartyInteractionStatusChangeEventPayload = PartyInteractionEventPayload

/// The kind of ``PartyInteractionStatusChangeEvent``.
public enum PartyInteractionStatusChangeEventKind: ResourceEventKind {
    /// What the event carries.
    public typealias Payload = PartyInteractionEventPayload

    /// The name of the event.
    public static var eventType: String { "PartyInteractionStatusChangeEvent" }
    /// The attributes of the event.
    public static let attributes = AttributeSet<PartyInteractionStatusChangeEvent>(
        PartyInteractionStatusChangeEvent.Attributes())
}
