public import TMFJSON

/// A contact between a party and the enterprise, whatever the channel (TMF683 v4.0.0).
public struct PartyInteraction: Model, Identifiable, Sendable, Hashable {
    /// The identifier, unique among interactions.
    public var id: String?
    /// The address of the interaction.
    public var href: String?
    /// When the interaction was recorded.
    public var creationDate: Timestamp?
    /// What the interaction was about.
    public var description: String?
    /// Who began: the party or the enterprise.
    public var direction: InteractionDirection?
    /// Why the interaction took place.
    public var reason: String?
    /// Where the interaction stands.
    public var status: PartyInteractionStatus?
    /// When the status became what it is.
    public var statusChangeDate: Timestamp?
    /// Content that belongs to the interaction.
    public var attachment: [AttachmentRefOrValue] = []
    /// The channels that the interaction took place on.
    public var channel: [RelatedChannel] = []
    /// When the interaction took place.
    public var interactionDate: TimePeriod?
    /// The things that the interaction was about.
    public var interactionItem: [InteractionItem] = []
    /// Links to other interactions.
    public var interactionRelationship: [InteractionRelationship] = []
    /// Remarks on the interaction.
    public var note: [Note] = []
    /// The parties that have to do with it.
    public var relatedParty: [RelatedParty] = []
    /// The type that the type of this object extends.
    public var baseType: String?
    /// The URI of a schema that describes this object.
    public var schemaLocation: String?
    /// The type of this object, where it is one that extends this.
    public var type: String?
    /// The members that no attribute holds.
    public var additionalMembers = JSONObject()

    /// Creates a value without any attribute.
    public init() {}

    /// Creates a value from its attributes; see the properties for what each is.
    public init(
        id: String? = nil,
        href: String? = nil,
        creationDate: Timestamp? = nil,
        description: String? = nil,
        direction: InteractionDirection? = nil,
        reason: String? = nil,
        status: PartyInteractionStatus? = nil,
        statusChangeDate: Timestamp? = nil,
        attachment: [AttachmentRefOrValue] = [],
        channel: [RelatedChannel] = [],
        interactionDate: TimePeriod? = nil,
        interactionItem: [InteractionItem] = [],
        interactionRelationship: [InteractionRelationship] = [],
        note: [Note] = [],
        relatedParty: [RelatedParty] = [],
        baseType: String? = nil,
        schemaLocation: String? = nil,
        type: String? = nil
    ) {
        self.id = id
        self.href = href
        self.creationDate = creationDate
        self.description = description
        self.direction = direction
        self.reason = reason
        self.status = status
        self.statusChangeDate = statusChangeDate
        self.attachment = attachment
        self.channel = channel
        self.interactionDate = interactionDate
        self.interactionItem = interactionItem
        self.interactionRelationship = interactionRelationship
        self.note = note
        self.relatedParty = relatedParty
        self.baseType = baseType
        self.schemaLocation = schemaLocation
        self.type = type
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The identifier, unique among interactions.
        public let id = Attribute("id", \PartyInteraction.id, .setByServer)
        /// The address of the interaction.
        public let href = Attribute("href", \PartyInteraction.href, .setByServer)
        /// When the interaction was recorded.
        public let creationDate = Attribute("creationDate", \PartyInteraction.creationDate)
        /// What the interaction was about.
        public let description = Attribute("description", \PartyInteraction.description)
        /// Who began: the party or the enterprise.
        public let direction = Attribute("direction", \PartyInteraction.direction, [.mandatory, .notPatchable])
        /// Why the interaction took place.
        public let reason = Attribute("reason", \PartyInteraction.reason, .mandatory)
        /// Where the interaction stands.
        public let status = Attribute("status", \PartyInteraction.status, .mandatoryInSpecification)
        /// When the status became what it is.
        public let statusChangeDate = Attribute("statusChangeDate", \PartyInteraction.statusChangeDate)
        /// Content that belongs to the interaction.
        public let attachment = Attribute("attachment", \PartyInteraction.attachment)
        /// The channels that the interaction took place on.
        public let channel = Attribute("channel", \PartyInteraction.channel, .mandatory)
        /// When the interaction took place.
        public let interactionDate = Attribute(
            "interactionDate", \PartyInteraction.interactionDate, .mandatoryInSpecification)
        /// The things that the interaction was about.
        public let interactionItem = Attribute("interactionItem", \PartyInteraction.interactionItem)
        /// Links to other interactions.
        public let interactionRelationship = Attribute(
            "interactionRelationship", \PartyInteraction.interactionRelationship)
        /// Remarks on the interaction.
        public let note = Attribute("note", \PartyInteraction.note)
        /// The parties that have to do with it.
        public let relatedParty = Attribute(
            "relatedParty", \PartyInteraction.relatedParty, refinements: ["href": .mandatoryInSpecification])
        /// The type that the type of this object extends.
        public let baseType = Attribute("@baseType", \PartyInteraction.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \PartyInteraction.schemaLocation, type: .uri)
        /// The type of this object, where it is one that extends this.
        public let type = Attribute("@type", \PartyInteraction.type)
    }

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<PartyInteraction>(Attributes())
}
