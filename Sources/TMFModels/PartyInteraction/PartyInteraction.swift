public import TMFJSON

/// A contact between a party and the enterprise, on any channel (TMF683 v4.0.0).
public struct PartyInteraction: Model, Identifiable, Sendable, Hashable {
    /// The identifier, unique among interactions.
    public var id: String?
    /// The address of the interaction.
    public var href: String?
    /// The date and time at which the interaction was recorded.
    public var creationDate: Timestamp?
    /// A description of the interaction.
    public var description: String?
    /// The direction of the interaction, which tells whether the party or the enterprise started it.
    public var direction: InteractionDirection?
    /// The reason for the interaction.
    public var reason: String?
    /// The status of the interaction.
    public var status: PartyInteractionStatus?
    /// The date and time of the last status change.
    public var statusChangeDate: Timestamp?
    /// Content that belongs to the interaction.
    public var attachment: [AttachmentRefOrValue] = []
    /// The channels on which the interaction took place.
    public var channel: [RelatedChannel] = []
    /// The period during which the interaction took place.
    public var interactionDate: TimePeriod?
    /// The subjects of the interaction.
    public var interactionItem: [InteractionItem] = []
    /// Links to other interactions.
    public var interactionRelationship: [InteractionRelationship] = []
    /// Notes on the interaction.
    public var note: [Note] = []
    /// The related parties.
    public var relatedParty: [RelatedParty] = []
    /// The name of the type that this object's type extends.
    public var baseType: String?
    /// The URI of a schema that describes this object.
    public var schemaLocation: String?
    /// The name of this object's type, if it extends this type.
    public var type: String?
    /// The members that are not stored in an attribute.
    public var additionalMembers = JSONObject()

    /// Creates a value without attributes.
    public init() {}

    /// Creates a value from its attributes, which the properties describe.
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
        /// The date and time at which the interaction was recorded.
        public let creationDate = Attribute("creationDate", \PartyInteraction.creationDate)
        /// A description of the interaction.
        public let description = Attribute("description", \PartyInteraction.description)
        /// The direction of the interaction, which tells whether the party or the enterprise started it.
        public let direction = Attribute("direction", \PartyInteraction.direction, [.mandatory, .notPatchable])
        /// The reason for the interaction.
        public let reason = Attribute("reason", \PartyInteraction.reason, .mandatory)
        /// The status of the interaction.
        public let status = Attribute("status", \PartyInteraction.status, .mandatoryInSpecification)
        /// The date and time of the last status change.
        public let statusChangeDate = Attribute("statusChangeDate", \PartyInteraction.statusChangeDate)
        /// Content that belongs to the interaction.
        public let attachment = Attribute("attachment", \PartyInteraction.attachment)
        /// The channels on which the interaction took place.
        public let channel = Attribute("channel", \PartyInteraction.channel, .mandatory)
        /// The period during which the interaction took place.
        public let interactionDate = Attribute(
            "interactionDate", \PartyInteraction.interactionDate, .mandatoryInSpecification)
        /// The subjects of the interaction.
        public let interactionItem = Attribute("interactionItem", \PartyInteraction.interactionItem)
        /// Links to other interactions.
        public let interactionRelationship = Attribute(
            "interactionRelationship", \PartyInteraction.interactionRelationship)
        /// Notes on the interaction.
        public let note = Attribute("note", \PartyInteraction.note)
        /// The related parties.
        public let relatedParty = Attribute(
            "relatedParty", \PartyInteraction.relatedParty, refinements: ["href": .mandatoryInSpecification])
        /// The name of the type that this object's type extends.
        public let baseType = Attribute("@baseType", \PartyInteraction.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \PartyInteraction.schemaLocation, type: .uri)
        /// The name of this object's type, if it extends this type.
        public let type = Attribute("@type", \PartyInteraction.type)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<PartyInteraction>(Attributes())
}
