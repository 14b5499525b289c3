/// What tells one event of the APIs from another: its name and what it carries.
///
/// The kinds are empty types; the events are named by aliases such as ``PartyInteractionCreateEvent``.
public protocol EventKind: Sendable, Hashable {
    /// What the event carries.
    associatedtype Payload: Model

    /// The name of the event.
    static var eventType: String { get }
}

/// The kind of an event that tells of a resource as a whole.
public protocol ResourceEventKind: EventKind {
    /// The attributes of the event; a stored static property, as making the set takes time.
    static var attributes: AttributeSet<ResourceEvent<Self>> { get }
}

/// The kind of an event that tells of changed values of a resource.
public protocol AttributeChangeEventKind: EventKind {
    /// The attributes of the event; a stored static property, as making the set takes time.
    static var attributes: AttributeSet<AttributeChangeEvent<Self>> { get }
}
