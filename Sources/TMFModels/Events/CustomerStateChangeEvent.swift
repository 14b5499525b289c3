/// The status of a customer changed.
public typealias CustomerStateChangeEvent = ResourceEvent<CustomerStateChangeEventKind>
/// What the event carries.
public typealias CustomerStateChangeEventPayload = CustomerEventPayload

/// The kind of ``CustomerStateChangeEvent``.
public enum CustomerStateChangeEventKind: ResourceEventKind {
    /// What the event carries.
    public typealias Payload = CustomerEventPayload

    /// The name of the event.
    public static var eventType: String { "CustomerStateChangeEvent" }
    /// The attributes of the event.
    public static let attributes = AttributeSet<CustomerStateChangeEvent>(CustomerStateChangeEvent.Attributes())
}
