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

/// Values of a customer changed.
public typealias CustomerAttributeValueChangeEvent = AttributeChangeEvent<CustomerAttributeValueChangeEventKind>
/// What the event carries.
public typealias CustomerAttributeValueChangeEventPayload = CustomerEventPayload

/// The kind of ``CustomerAttributeValueChangeEvent``.
public enum CustomerAttributeValueChangeEventKind: AttributeChangeEventKind {
    /// What the event carries.
    public typealias Payload = CustomerEventPayload

    /// The name of the event.
    public static var eventType: String { "CustomerAttributeValueChangeEvent" }
    /// The attributes of the event.
    public static let attributes = AttributeSet<CustomerAttributeValueChangeEvent>(
        CustomerAttributeValueChangeEvent.Attributes())
}

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
