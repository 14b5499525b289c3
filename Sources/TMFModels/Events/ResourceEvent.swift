public import TMFJSON

/// An event that tells of a resource as a whole: that it was created, deleted, or changed its state.
public struct ResourceEvent<Kind: ResourceEventKind>: Model, Sendable, Hashable {
    /// The identifier of the event resource.
    public var id: String?
    /// The address of the event resource.
    public var href: String?
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
    /// The resource that the event is about.
    public var event: Kind.Payload?
    /// The members that no attribute holds.
    public var additionalMembers = JSONObject()

    /// Creates an event without any attribute.
    public init() {}

    /// Creates an event from its attributes; see the properties for what each is.
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
        /// The identifier of the event resource.
        public let id = Attribute("id", \ResourceEvent.id)
        /// The address of the event resource.
        public let href = Attribute("href", \ResourceEvent.href)
        /// The identifier of the event.
        public let eventId = Attribute("eventId", \ResourceEvent.eventId)
        /// When the event was made known.
        public let eventTime = Attribute("eventTime", \ResourceEvent.eventTime)
        /// The name of the event, such as `CustomerCreateEvent`.
        public let eventType = Attribute("eventType", \ResourceEvent.eventType)
        /// The identifier of a chain of events that belong together.
        public let correlationId = Attribute("correlationId", \ResourceEvent.correlationId)
        /// The area that the event comes from.
        public let domain = Attribute("domain", \ResourceEvent.domain)
        /// The event in a few words.
        public let title = Attribute("title", \ResourceEvent.title)
        /// The event in a sentence.
        public let description = Attribute("description", \ResourceEvent.description)
        /// How urgent the event is.
        public let priority = Attribute("priority", \ResourceEvent.priority)
        /// When what the event tells of happened; the name is spelled so on the wire.
        public let timeOcurred = Attribute("timeOcurred", \ResourceEvent.timeOcurred)
        /// The resource that the event is about.
        public let event = Attribute("event", \ResourceEvent.event)

        /// Creates the declarations.
        public init() {}
    }

    /// The attributes, ready for looking them up.
    public static var attributes: AttributeSet<ResourceEvent> { Kind.attributes }

    /// The name of the type in the API definitions, which is the event type too.
    public static var typeName: String { Kind.eventType }
}
