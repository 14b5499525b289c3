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
