public import TMFJSON

/// The payload of an event about an interaction.
public struct PartyInteractionEventPayload: Model, Sendable, Hashable {
    /// The interaction that the event is about.
    public var partyInteraction: PartyInteraction?
    /// The members that are not stored in an attribute.
    public var additionalMembers = JSONObject()

    /// Creates a value without attributes.
    public init() {}

    /// Creates a value from its attributes, which the properties describe.
    public init(
        partyInteraction: PartyInteraction? = nil
    ) {
        self.partyInteraction = partyInteraction
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The interaction that the event is about.
        public let partyInteraction = Attribute("partyInteraction", \PartyInteractionEventPayload.partyInteraction)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<PartyInteractionEventPayload>(Attributes())
}

/// An interaction was created.
public typealias PartyInteractionCreateEvent = ResourceEvent<PartyInteractionCreateEventKind>
/// The kind of ``PartyInteractionCreateEvent``.
public enum PartyInteractionCreateEventKind: ResourceEventKind {
    /// The payload of the event.
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
/// The kind of ``PartyInteractionAttributeValueChangeEvent``.
public enum PartyInteractionAttributeValueChangeEventKind: AttributeChangeEventKind {
    /// The payload of the event.
    public typealias Payload = PartyInteractionEventPayload

    /// The name of the event.
    public static var eventType: String { "PartyInteractionAttributeValueChangeEvent" }
    /// The attributes of the event.
    public static let attributes = AttributeSet<PartyInteractionAttributeValueChangeEvent>(
        PartyInteractionAttributeValueChangeEvent.Attributes())
}

/// The status of an interaction changed.
public typealias PartyInteractionStatusChangeEvent = ResourceEvent<PartyInteractionStatusChangeEventKind>
/// The kind of ``PartyInteractionStatusChangeEvent``.
public enum PartyInteractionStatusChangeEventKind: ResourceEventKind {
    /// The payload of the event.
    public typealias Payload = PartyInteractionEventPayload

    /// The name of the event.
    public static var eventType: String { "PartyInteractionStatusChangeEvent" }
    /// The attributes of the event.
    public static let attributes = AttributeSet<PartyInteractionStatusChangeEvent>(
        PartyInteractionStatusChangeEvent.Attributes())
}

/// An interaction was deleted.
public typealias PartyInteractionDeleteEvent = ResourceEvent<PartyInteractionDeleteEventKind>
/// The kind of ``PartyInteractionDeleteEvent``.
public enum PartyInteractionDeleteEventKind: ResourceEventKind {
    /// The payload of the event.
    public typealias Payload = PartyInteractionEventPayload

    /// The name of the event.
    public static var eventType: String { "PartyInteractionDeleteEvent" }
    /// The attributes of the event.
    public static let attributes = AttributeSet<PartyInteractionDeleteEvent>(PartyInteractionDeleteEvent.Attributes())
}
