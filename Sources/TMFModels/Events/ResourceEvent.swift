public import TMFJSON

/// An event about a resource: its creation, its deletion, or a change of its status.
public struct ResourceEvent<Kind: ResourceEventKind>: Model, Sendable, Hashable {
    /// The identifier of the resource that the event is about.
    public var id: String?
    /// The address of the resource that the event is about.
    public var href: String?
    /// The identifier of the event.
    public var eventId: String?
    /// The date and time at which the event was reported.
    public var eventTime: Timestamp?
    /// The name of the event, such as `CustomerCreateEvent`.
    public var eventType: String?
    /// The identifier that related events share.
    public var correlationId: String?
    /// The domain that the event comes from.
    public var domain: String?
    /// A short title of the event.
    public var title: String?
    /// A description of the event.
    public var description: String?
    /// The urgency of the event.
    public var priority: String?
    /// The date and time at which the reported change happened, under the name that the APIs use.
    public var timeOcurred: Timestamp?
    /// The resource that the event is about.
    public var event: Kind.Payload?
    /// The members that are not stored in an attribute.
    public var additionalMembers = JSONObject()

    /// Creates an event without attributes.
    public init() {}

    /// Creates an event from its attributes, which the properties describe.
    public init(
        id: String? = nil,
        href: String? = nil,
        eventId: String? = nil,
        eventTime: Timestamp? = nil,
        eventType: String? = Self.typeName,
        correlationId: String? = nil,
        domain: String? = nil,
        title: String? = nil,
        description: String? = nil,
        priority: String? = nil,
        timeOcurred: Timestamp? = nil,
        event: Kind.Payload? = nil
    ) {
        self.id = id
        self.href = href
        self.eventId = eventId
        self.eventTime = eventTime
        self.eventType = eventType
        self.correlationId = correlationId
        self.domain = domain
        self.title = title
        self.description = description
        self.priority = priority
        self.timeOcurred = timeOcurred
        self.event = event
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The identifier of the resource that the event is about.
        public let id = Attribute("id", \ResourceEvent.id)
        /// The address of the resource that the event is about.
        public let href = Attribute("href", \ResourceEvent.href)
        /// The identifier of the event.
        public let eventId = Attribute("eventId", \ResourceEvent.eventId)
        /// The date and time at which the event was reported.
        public let eventTime = Attribute("eventTime", \ResourceEvent.eventTime)
        /// The name of the event, such as `CustomerCreateEvent`.
        public let eventType = Attribute("eventType", \ResourceEvent.eventType)
        /// The identifier that related events share.
        public let correlationId = Attribute("correlationId", \ResourceEvent.correlationId)
        /// The domain that the event comes from.
        public let domain = Attribute("domain", \ResourceEvent.domain)
        /// A short title of the event.
        public let title = Attribute("title", \ResourceEvent.title)
        /// A description of the event.
        public let description = Attribute("description", \ResourceEvent.description)
        /// The urgency of the event.
        public let priority = Attribute("priority", \ResourceEvent.priority)
        /// The date and time at which the reported change happened, under the name that the APIs use.
        public let timeOcurred = Attribute("timeOcurred", \ResourceEvent.timeOcurred)
        /// The resource that the event is about.
        public let event = Attribute("event", \ResourceEvent.event)

        /// Creates the declarations.
        public init() {}
    }

    /// The attributes, for lookup by name.
    public static var attributes: AttributeSet<ResourceEvent> { Kind.attributes }

    /// The name of the type in the API definitions, which is also the event type.
    public static var typeName: String { Kind.eventType }
}
