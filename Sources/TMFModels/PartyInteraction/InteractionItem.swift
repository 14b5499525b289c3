public import TMFJSON

/// One thing that an interaction was about.
public struct InteractionItem: Model, Sendable, Hashable {
    /// The identifier of the item within its interaction.
    public var id: String?
    /// When the item was recorded.
    public var creationDate: Timestamp?
    /// Why the item came up.
    public var reason: String?
    /// What came of it.
    public var resolution: String?
    /// Content that belongs to the item.
    public var attachment: [AttachmentRefOrValue] = []
    /// The channels that the item was dealt with on.
    public var channel: [RelatedChannel] = []
    /// What the item is about, such as a product or an order.
    public var item: RelatedEntityRefOrValue?
    /// When the item was dealt with.
    public var itemDate: TimePeriod?
    /// Remarks on the item.
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
        /// When the item was recorded.
        public let creationDate = Attribute("creationDate", \InteractionItem.creationDate)
        /// Why the item came up.
        public let reason = Attribute("reason", \InteractionItem.reason)
        /// What came of it.
        public let resolution = Attribute("resolution", \InteractionItem.resolution)
        /// Content that belongs to the item.
        public let attachment = Attribute("attachment", \InteractionItem.attachment)
        /// The channels that the item was dealt with on.
        public let channel = Attribute("channel", \InteractionItem.channel)
        /// What the item is about, such as a product or an order.
        public let item = Attribute("item", \InteractionItem.item)
        /// When the item was dealt with.
        public let itemDate = Attribute("itemDate", \InteractionItem.itemDate)
        /// Remarks on the item.
        public let note = Attribute("note", \InteractionItem.note)
        /// The parties that have to do with it.
        public let relatedParty = Attribute(
            "relatedParty", \InteractionItem.relatedParty, refinements: ["href": .mandatoryInSpecification])
        /// The type that the type of this object extends.
        public let baseType = Attribute("@baseType", \InteractionItem.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \InteractionItem.schemaLocation, type: .uri)
        /// The type of this object, where it is one that extends this.
        public let type = Attribute("@type", \InteractionItem.type)
    }

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<InteractionItem>(Attributes())
}
