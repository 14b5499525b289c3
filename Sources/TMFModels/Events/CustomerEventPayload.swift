public import TMFJSON

/// What an event about a customer carries.
public struct CustomerEventPayload: Model, Sendable, Hashable {
    /// The customer that the event is about.
    public var customer: Customer?
    /// The members that no attribute holds.
    public var additionalMembers = JSONObject()

    /// Creates a value without any attribute.
    public init() {}

    /// Creates a value from its attributes; see the properties for what each is.
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

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<CustomerEventPayload>(Attributes())
}
