public import TMFJSON

/// A party, or a role of a party, that has to do with a resource.
public struct RelatedParty: Model, Sendable, Hashable {
    /// The identifier of the party or role.
    public var id: String?
    /// The address of the party or role.
    public var href: String?
    /// The name of the party or role.
    public var name: String?
    /// The part that the party plays, such as `user` or `agent`.
    public var role: String?
    /// The type that the type of this object extends.
    public var baseType: String?
    /// The URI of a schema that describes this object.
    public var schemaLocation: String?
    /// The type of this object, where it is one that extends this.
    public var type: String?
    /// The type of what is referred to, such as `Individual`.
    public var referredType: String?
    /// The members that no attribute holds.
    public var additionalMembers = JSONObject()

    /// Creates a value without any attribute.
    public init() {}

    /// Creates a value from its attributes; see the properties for what each is.
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
        /// The part that the party plays, such as `user` or `agent`.
        public let role = Attribute("role", \RelatedParty.role)
        /// The type that the type of this object extends.
        public let baseType = Attribute("@baseType", \RelatedParty.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \RelatedParty.schemaLocation, type: .uri)
        /// The type of this object, where it is one that extends this.
        public let type = Attribute("@type", \RelatedParty.type)
        /// The type of what is referred to, such as `Individual`.
        public let referredType = Attribute("@referredType", \RelatedParty.referredType, .mandatory)
    }

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<RelatedParty>(Attributes())
}
