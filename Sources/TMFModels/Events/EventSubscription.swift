public import TMFJSON

/// A registration of a listener with the hub.
public struct EventSubscription: Model, Identifiable, Sendable, Hashable {
    /// The identifier of the subscription.
    public var id: String?
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
        id: String? = nil,
        callback: String? = nil,
        query: String? = nil
    ) {
        self.id = id
        self.callback = callback
        self.query = query
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The identifier of the subscription.
        public let id = Attribute("id", \EventSubscription.id, .setByServer.union(.mandatory))
        /// The address that events are sent to.
        public let callback = Attribute("callback", \EventSubscription.callback, .mandatory)
        /// A query that selects the events to send, or `nil` for all events.
        public let query = Attribute("query", \EventSubscription.query)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<EventSubscription>(Attributes())
}
