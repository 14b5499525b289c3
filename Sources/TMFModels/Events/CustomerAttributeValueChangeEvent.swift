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
