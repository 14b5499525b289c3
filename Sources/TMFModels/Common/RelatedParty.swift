public import TMFJSON

/// A party or party role that is related to a resource.
public struct RelatedParty: Model, Sendable, Hashable {
    /// The identifier of the party or role.
    public var id: String?
    /// The address of the party or role.
    public var href: String?
    /// The name of the party or role.
    public var name: String?
    /// The role of the party, such as `user` or `agent`.
    public var role: String?
    /// The name of the type that this object's type extends.
    public var baseType: String?
    /// The URI of a schema that describes this object.
    public var schemaLocation: String?
    /// The name of this object's type, if it extends this type.
    public var type: String?
    /// The name of the referenced entity's type, such as `Individual`.
    public var referredType: String?
    /// The members that are not stored in an attribute.
    public var additionalMembers = JSONObject()

    /// Creates a value without attributes.
    public init() {}

    /// Creates a value from its attributes, which the properties describe.
    public init(
        id: String? = nil,
        href: String? = nil,
        name: String? = nil,
        role: String? = nil,
        baseType: String? = nil,
        schemaLocation: String? = nil,
        type: String? = nil,
        referredType: String? = nil
    ) {
        self.id = id
        self.href = href
        self.name = name
        self.role = role
        self.baseType = baseType
        self.schemaLocation = schemaLocation
        self.type = type
        self.referredType = referredType
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The identifier of the party or role.
        public let id = Attribute("id", \RelatedParty.id, .mandatory)
        /// The address of the party or role.
        public let href = Attribute("href", \RelatedParty.href)
        /// The name of the party or role.
        public let name = Attribute("name", \RelatedParty.name)
        /// The role of the party, such as `user` or `agent`.
        public let role = Attribute("role", \RelatedParty.role)
        /// The name of the type that this object's type extends.
        public let baseType = Attribute("@baseType", \RelatedParty.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \RelatedParty.schemaLocation, type: .uri)
        /// The name of this object's type, if it extends this type.
        public let type = Attribute("@type", \RelatedParty.type)
        /// The name of the referenced entity's type, such as `Individual`.
        public let referredType = Attribute("@referredType", \RelatedParty.referredType, .mandatory)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<RelatedParty>(Attributes())
}
