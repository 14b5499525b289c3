public import TMFJSON

/// An event that reports changed values of a resource.
public struct AttributeChangeEvent<Kind: AttributeChangeEventKind>: Model, Sendable, Hashable {
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
    /// The path of the attribute that changed.
    public var fieldPath: String?
    /// The resource that the event is about.
    public var event: Kind.Payload?
    /// The members that are not stored in an attribute.
    public var additionalMembers = JSONObject()

    /// Creates an event without attributes.
    public init() {}

    /// Creates an event from its attributes, which the properties describe.
    public init(
        eventId: String? = nil,
        eventTime: Timestamp? = nil,
        eventType: String? = Self.typeName,
        correlationId: String? = nil,
        domain: String? = nil,
        title: String? = nil,
        description: String? = nil,
        priority: String? = nil,
        timeOcurred: Timestamp? = nil,
        fieldPath: String? = nil,
        event: Kind.Payload? = nil
    ) {
        self.eventId = eventId
        self.eventTime = eventTime
        self.eventType = eventType
        self.correlationId = correlationId
        self.domain = domain
        self.title = title
        self.description = description
        self.priority = priority
        self.timeOcurred = timeOcurred
        self.fieldPath = fieldPath
        self.event = event
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The identifier of the event.
        public let eventId = Attribute("eventId", \AttributeChangeEvent.eventId)
        /// The date and time at which the event was reported.
        public let eventTime = Attribute("eventTime", \AttributeChangeEvent.eventTime)
        /// The name of the event, such as `CustomerCreateEvent`.
        public let eventType = Attribute("eventType", \AttributeChangeEvent.eventType)
        /// The identifier that related events share.
        public let correlationId = Attribute("correlationId", \AttributeChangeEvent.correlationId)
        /// The domain that the event comes from.
        public let domain = Attribute("domain", \AttributeChangeEvent.domain)
        /// A short title of the event.
        public let title = Attribute("title", \AttributeChangeEvent.title)
        /// A description of the event.
        public let description = Attribute("description", \AttributeChangeEvent.description)
        /// The urgency of the event.
        public let priority = Attribute("priority", \AttributeChangeEvent.priority)
        /// The date and time at which the reported change happened, under the name that the APIs use.
        public let timeOcurred = Attribute("timeOcurred", \AttributeChangeEvent.timeOcurred)
        /// The path of the attribute that changed.
        public let fieldPath = Attribute("fieldPath", \AttributeChangeEvent.fieldPath)
        /// The resource that the event is about.
        public let event = Attribute("event", \AttributeChangeEvent.event)

        /// Creates the declarations.
        public init() {}
    }

    /// The attributes, for lookup by name.
    public static var attributes: AttributeSet<AttributeChangeEvent> { Kind.attributes }

    /// The name of the type in the API definitions, which is also the event type.
    public static var typeName: String { Kind.eventType }
}
