public import TMFJSON

/// A subject of an interaction.
public struct InteractionItem: Model, Sendable, Hashable {
    /// The identifier of the item within its interaction.
    public var id: String?
    /// The date and time at which the item was recorded.
    public var creationDate: Timestamp?
    /// The reason for the item.
    public var reason: String?
    /// The resolution of the item.
    public var resolution: String?
    /// Content that belongs to the item.
    public var attachment: [AttachmentRefOrValue] = []
    /// The channels on which the item was handled.
    public var channel: [RelatedChannel] = []
    /// The entity that the item concerns, such as a product or an order.
    public var item: RelatedEntityRefOrValue?
    /// The period during which the item was handled.
    public var itemDate: TimePeriod?
    /// Notes on the item.
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
        creationDate: Timestamp? = nil,
        reason: String? = nil,
        resolution: String? = nil,
        attachment: [AttachmentRefOrValue] = [],
        channel: [RelatedChannel] = [],
        item: RelatedEntityRefOrValue? = nil,
        itemDate: TimePeriod? = nil,
        note: [Note] = [],
        relatedParty: [RelatedParty] = [],
        baseType: String? = nil,
        schemaLocation: String? = nil,
        type: String? = nil
    ) {
        self.id = id
        self.creationDate = creationDate
        self.reason = reason
        self.resolution = resolution
        self.attachment = attachment
        self.channel = channel
        self.item = item
        self.itemDate = itemDate
        self.note = note
        self.relatedParty = relatedParty
        self.baseType = baseType
        self.schemaLocation = schemaLocation
        self.type = type
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The identifier of the item within its interaction.
        public let id = Attribute("id", \InteractionItem.id)
        /// The date and time at which the item was recorded.
        public let creationDate = Attribute("creationDate", \InteractionItem.creationDate)
        /// The reason for the item.
        public let reason = Attribute("reason", \InteractionItem.reason)
        /// The resolution of the item.
        public let resolution = Attribute("resolution", \InteractionItem.resolution)
        /// Content that belongs to the item.
        public let attachment = Attribute("attachment", \InteractionItem.attachment)
        /// The channels on which the item was handled.
        public let channel = Attribute("channel", \InteractionItem.channel)
        /// The entity that the item concerns, such as a product or an order.
        public let item = Attribute("item", \InteractionItem.item)
        /// The period during which the item was handled.
        public let itemDate = Attribute("itemDate", \InteractionItem.itemDate)
        /// Notes on the item.
        public let note = Attribute("note", \InteractionItem.note)
        /// The related parties.
        public let relatedParty = Attribute(
            "relatedParty", \InteractionItem.relatedParty, refinements: ["href": .mandatoryInSpecification])
        /// The name of the type that this object's type extends.
        public let baseType = Attribute("@baseType", \InteractionItem.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \InteractionItem.schemaLocation, type: .uri)
        /// The name of this object's type, if it extends this type.
        public let type = Attribute("@type", \InteractionItem.type)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<InteractionItem>(Attributes())
}
