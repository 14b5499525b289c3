public import TMFJSON

/// What a listener sends to register with the hub.
public struct EventSubscriptionInput: Model, Sendable, Hashable {
    /// The address that events are sent to.
    public var callback: String?
    /// Which events are sent; all where it is absent.
    public var query: String?
    /// The members that no attribute holds.
    public var additionalMembers = JSONObject()

    /// Creates a value without any attribute.
    public init() {}

    /// Creates a value from its attributes; see the properties for what each is.
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
        /// Which events are sent; all where it is absent.
        public let query = Attribute("query", \EventSubscriptionInput.query)
    }

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<EventSubscriptionInput>(Attributes())
}
