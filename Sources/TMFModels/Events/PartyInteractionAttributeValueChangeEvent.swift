/// Values of an interaction changed.
public typealias PartyInteractionAttributeValueChangeEvent = AttributeChangeEvent<
    PartyInteractionAttributeValueChangeEventKind
>
/// What the event carries.
public typealias PartyInteractionAttributeValueChangeEventPayload = PartyInteractionEventPayload

/// The kind of ``PartyInteractionAttributeValueChangeEvent``.
public enum PartyInteractionAttributeValueChangeEventKind: AttributeChangeEventKind {
    /// What the event carries.
    public typealias Payload = PartyInteractionEventPayload

    /// The name of the event.
    public static var eventType: String { "PartyInteractionAttributeValueChangeEvent" }
    /// The attributes of the event.
    public static let attributes = AttributeSet<PartyInteractionAttributeValueChangeEvent>(
        PartyInteractionAttributeValueChangeEvent.Attributes())
}
