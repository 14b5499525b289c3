public import TMFJSON

/// A link from an interaction to another one.
public struct InteractionRelationship: Model, Sendable, Hashable {
    /// The identifier of the other interaction.
    public var id: String?
    /// The address of the other interaction.
    public var href: String?
    /// How the two belong together, such as `followUp`.
    public var relationshipType: String?
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
        relationshipType: String? = nil,
        baseType: String? = nil,
        schemaLocation: String? = nil,
        type: String? = nil
    ) {
        self.id = id
        self.href = href
        self.relationshipType = relationshipType
        self.baseType = baseType
        self.schemaLocation = schemaLocation
        self.type = type
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The identifier of the other interaction.
        public let id = Attribute("id", \InteractionRelationship.id)
        /// The address of the other interaction.
        public let href = Attribute("href", \InteractionRelationship.href)
        /// How the two belong together, such as `followUp`.
        public let relationshipType = Attribute("relationshipType", \InteractionRelationship.relationshipType)
        /// The type that the type of this object extends.
        public let baseType = Attribute("@baseType", \InteractionRelationship.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \InteractionRelationship.schemaLocation, type: .uri)
        /// The type of this object, where it is one that extends this.
        public let type = Attribute("@type", \InteractionRelationship.type)
    }

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<InteractionRelationship>(Attributes())
}
