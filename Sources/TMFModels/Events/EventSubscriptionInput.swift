public import TMFJSON

/// The request body with which a listener registers with the hub.
public struct EventSubscriptionInput: Model, Sendable, Hashable {
    /// The address that events are sent to.
    public var callback: String?
    /// A query that selects the events to send, or `nil` for all events.
    public var query: String?
    /// The members that are not stored in an attribute.
    public var additionalMembers = JSONObject()

    /// Creates a value without attributes.
    public init() {}

    /// Creates a value from its attributes, which the properties describe.
    public init(
        callback: String? = nil,
        query: String? = nil
    ) {
        self.callback = callback
        self.query = query
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The address that events are sent to.
        public let callback = Attribute("callback", \EventSubscriptionInput.callback, .mandatory)
        /// A query that selects the events to send, or `nil` for all events.
        public let query = Attribute("query", \EventSubscriptionInput.query)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<EventSubscriptionInput>(Attributes())
}
