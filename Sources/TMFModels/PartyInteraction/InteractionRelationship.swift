public import TMFJSON

/// A link from an interaction to another interaction.
public struct InteractionRelationship: Model, Sendable, Hashable {
    /// The identifier of the other interaction.
    public var id: String?
    /// The address of the other interaction.
    public var href: String?
    /// The kind of the relationship, such as `followUp`.
    public var relationshipType: String?
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
        /// The kind of the relationship, such as `followUp`.
        public let relationshipType = Attribute("relationshipType", \InteractionRelationship.relationshipType)
        /// The name of the type that this object's type extends.
        public let baseType = Attribute("@baseType", \InteractionRelationship.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \InteractionRelationship.schemaLocation, type: .uri)
        /// The name of this object's type, if it extends this type.
        public let type = Attribute("@type", \InteractionRelationship.type)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<InteractionRelationship>(Attributes())
}
