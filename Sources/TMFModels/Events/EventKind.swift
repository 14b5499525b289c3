/// A kind of event of the APIs, defined by its name and its payload.
///
/// The kinds are empty types; the events are named by aliases such as ``PartyInteractionCreateEvent``.
public protocol EventKind: Sendable, Hashable {
    /// The payload of the event.
    associatedtype Payload: Model

    /// The name of the event.
    static var eventType: String { get }
}

/// A kind of event that concerns a resource as one unit.
public protocol ResourceEventKind: EventKind {
    /// The attributes of the event, in a stored static property because creating the set takes time.
    static var attributes: AttributeSet<ResourceEvent<Self>> { get }
}

/// A kind of event that reports changed values of a resource.
public protocol AttributeChangeEventKind: EventKind {
    /// The attributes of the event, in a stored static property because creating the set takes time.
    static var attributes: AttributeSet<AttributeChangeEvent<Self>> { get }
}
