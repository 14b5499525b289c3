public import TMFJSON

/// The payload of an event about a customer.
public struct CustomerEventPayload: Model, Sendable, Hashable {
    /// The customer that the event is about.
    public var customer: Customer?
    /// The members that are not stored in an attribute.
    public var additionalMembers = JSONObject()

    /// Creates a value without attributes.
    public init() {}

    /// Creates a value from its attributes, which the properties describe.
    public init(
        customer: Customer? = nil
    ) {
        self.customer = customer
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The customer that the event is about.
        public let customer = Attribute("customer", \CustomerEventPayload.customer)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<CustomerEventPayload>(Attributes())
}

/// A customer was created.
public typealias CustomerCreateEvent = ResourceEvent<CustomerCreateEventKind>
/// The kind of ``CustomerCreateEvent``.
public enum CustomerCreateEventKind: ResourceEventKind {
    /// The payload of the event.
    public typealias Payload = CustomerEventPayload

    /// The name of the event.
    public static var eventType: String { "CustomerCreateEvent" }
    /// The attributes of the event.
    public static let attributes = AttributeSet<CustomerCreateEvent>(CustomerCreateEvent.Attributes())
}

/// Values of a customer changed.
public typealias CustomerAttributeValueChangeEvent = AttributeChangeEvent<CustomerAttributeValueChangeEventKind>
/// The kind of ``CustomerAttributeValueChangeEvent``.
public enum CustomerAttributeValueChangeEventKind: AttributeChangeEventKind {
    /// The payload of the event.
    public typealias Payload = CustomerEventPayload

    /// The name of the event.
    public static var eventType: String { "CustomerAttributeValueChangeEvent" }
    /// The attributes of the event.
    public static let attributes = AttributeSet<CustomerAttributeValueChangeEvent>(
        CustomerAttributeValueChangeEvent.Attributes())
}

/// The status of a customer changed.
public typealias CustomerStateChangeEvent = ResourceEvent<CustomerStateChangeEventKind>
/// The kind of ``CustomerStateChangeEvent``.
public enum CustomerStateChangeEventKind: ResourceEventKind {
    /// The payload of the event.
    public typealias Payload = CustomerEventPayload

    /// The name of the event.
    public static var eventType: String { "CustomerStateChangeEvent" }
    /// The attributes of the event.
    public static let attributes = AttributeSet<CustomerStateChangeEvent>(CustomerStateChangeEvent.Attributes())
}

/// A customer was deleted.
public typealias CustomerDeleteEvent = ResourceEvent<CustomerDeleteEventKind>
/// The kind of ``CustomerDeleteEvent``.
public enum CustomerDeleteEventKind: ResourceEventKind {
    /// The payload of the event.
    public typealias Payload = CustomerEventPayload

    /// The name of the event.
    public static var eventType: String { "CustomerDeleteEvent" }
    /// The attributes of the event.
    public static let attributes = AttributeSet<CustomerDeleteEvent>(CustomerDeleteEvent.Attributes())
}
