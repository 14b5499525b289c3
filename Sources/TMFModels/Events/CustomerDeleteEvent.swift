/// A customer was deleted.
public typealias CustomerDeleteEvent = ResourceEvent<CustomerDeleteEventKind>
/// What the event carries.
public typealias CustomerDeleteEventPayload = CustomerEventPayload

/// The kind of ``CustomerDeleteEvent``.
public enum CustomerDeleteEventKind: ResourceEventKind {
    /// What the event carries.
    public typealias Payload = CustomerEventPayload

    /// The name of the event.
    public static var eventType: String { "CustomerDeleteEvent" }
    /// The attributes of the event.
    public static let attributes = AttributeSet<CustomerDeleteEvent>(CustomerDeleteEvent.Attributes())
}
