public import TMFJSON

/// A channel on which an interaction took place, such as a shop or a website.
public struct RelatedChannel: Model, Sendable, Hashable {
    /// The identifier of the channel.
    public var id: String?
    /// The address of the channel.
    public var href: String?
    /// The name of the channel.
    public var name: String?
    /// The role of the channel.
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
        /// The identifier of the channel.
        public let id = Attribute("id", \RelatedChannel.id, .mandatory)
        /// The address of the channel.
        public let href = Attribute("href", \RelatedChannel.href, .mandatoryInSpecification)
        /// The name of the channel.
        public let name = Attribute("name", \RelatedChannel.name)
        /// The role of the channel.
        public let role = Attribute("role", \RelatedChannel.role)
        /// The name of the type that this object's type extends.
        public let baseType = Attribute("@baseType", \RelatedChannel.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \RelatedChannel.schemaLocation, type: .uri)
        /// The name of this object's type, if it extends this type.
        public let type = Attribute("@type", \RelatedChannel.type)
        /// The name of the referenced entity's type, such as `Individual`.
        public let referredType = Attribute("@referredType", \RelatedChannel.referredType)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<RelatedChannel>(Attributes())
}
