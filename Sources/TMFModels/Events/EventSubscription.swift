public import TMFJSON

/// A registration of a listener with the hub.
public struct EventSubscription: Model, Identifiable, Sendable, Hashable {
    /// The identifier of the subscription.
    public var id: String?
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
        /// Which events are sent; all where it is absent.
        public let query = Attribute("query", \EventSubscription.query)
    }

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<EventSubscription>(Attributes())
}
