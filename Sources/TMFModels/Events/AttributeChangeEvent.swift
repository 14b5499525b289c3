public import TMFJSON

/// An event that tells of changed values of a resource.
public struct AttributeChangeEvent<Kind: AttributeChangeEventKind>: Model, Sendable, Hashable {
    /// The identifier of the event.
    public var eventId: String?
    /// When the event was made known.
    public var eventTime: Timestamp?
    /// The name of the event, such as `CustomerCreateEvent`.
    public var eventType: String?
    /// The identifier of a chain of events that belong together.
    public var correlationId: String?
    /// The area that the event comes from.
    public var domain: String?
    /// The event in a few words.
    public var title: String?
    /// The event in a sentence.
    public var description: String?
    /// How urgent the event is.
    public var priority: String?
    /// When what the event tells of happened; the name is spelled so on the wire.
    public var timeOcurred: Timestamp?
    /// The path of the attribute that changed.
    public var fieldPath: String?
    /// The resource that the event is about.
    public var event: Kind.Payload?
    /// The members that no attribute holds.
    public var additionalMembers = JSONObject()

    /// Creates an event without any attribute.
    public init() {}

    /// Creates an event from its attributes; see the properties for what each is.
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
        /// When the event was made known.
        public let eventTime = Attribute("eventTime", \AttributeChangeEvent.eventTime)
        /// The name of the event, such as `CustomerCreateEvent`.
        public let eventType = Attribute("eventType", \AttributeChangeEvent.eventType)
        /// The identifier of a chain of events that belong together.
        public let correlationId = Attribute("correlationId", \AttributeChangeEvent.correlationId)
        /// The area that the event comes from.
        public let domain = Attribute("domain", \AttributeChangeEvent.domain)
        /// The event in a few words.
        public let title = Attribute("title", \AttributeChangeEvent.title)
        /// The event in a sentence.
        public let description = Attribute("description", \AttributeChangeEvent.description)
        /// How urgent the event is.
        public let priority = Attribute("priority", \AttributeChangeEvent.priority)
        /// When what the event tells of happened; the name is spelled so on the wire.
        public let timeOcurred = Attribute("timeOcurred", \AttributeChangeEvent.timeOcurred)
        /// The path of the attribute that changed.
        public let fieldPath = Attribute("fieldPath", \AttributeChangeEvent.fieldPath)
        /// The resource that the event is about.
        public let event = Attribute("event", \AttributeChangeEvent.event)

        /// Creates the declarations.
        public init() {}
    }

    /// The attributes, ready for looking them up.
    public static var attributes: AttributeSet<AttributeChangeEvent> { Kind.attributes }

    /// The name of the type in the API definitions, which is the event type too.
    public static var typeName: String { Kind.eventType }
}
