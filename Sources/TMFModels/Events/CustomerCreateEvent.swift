/// A customer was created.
public typealias CustomerCreateEvent = ResourceEvent<CustomerCreateEventKind>
/// What the event carries.
public typealias CustomerCreateEventPayload = CustomerEventPayload

/// The kind of ``CustomerCreateEvent``.
public enum CustomerCreateEventKind: ResourceEventKind {
    /// What the event carries.
    public typealias Payload = CustomerEventPayload

    /// The name of the event.
    public static var eventType: String { "CustomerCreateEvent" }
    /// The attributes of the event.
    public static let attributes = AttributeSet<CustomerCreateEvent>(CustomerCreateEvent.Attributes())
}
