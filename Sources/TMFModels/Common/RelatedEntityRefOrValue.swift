public import TMFJSON

/// An entity of any type that is related to another, either by value or by reference.
public struct RelatedEntityRefOrValue: Model, Sendable, Hashable {
    /// The identifier of the entity.
    public var id: String?
    /// The address of the entity.
    public var href: String?
    /// The name of the entity.
    public var name: String?
    /// The role of the entity.
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
        /// The identifier of the entity.
        public let id = Attribute("id", \RelatedEntityRefOrValue.id)
        /// The address of the entity.
        public let href = Attribute("href", \RelatedEntityRefOrValue.href)
        /// The name of the entity.
        public let name = Attribute("name", \RelatedEntityRefOrValue.name)
        /// The role of the entity.
        public let role = Attribute("role", \RelatedEntityRefOrValue.role, .mandatory)
        /// The name of the type that this object's type extends.
        public let baseType = Attribute("@baseType", \RelatedEntityRefOrValue.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \RelatedEntityRefOrValue.schemaLocation, type: .uri)
        /// The name of this object's type, if it extends this type.
        public let type = Attribute("@type", \RelatedEntityRefOrValue.type)
        /// The name of the referenced entity's type, such as `Individual`.
        public let referredType = Attribute("@referredType", \RelatedEntityRefOrValue.referredType)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<RelatedEntityRefOrValue>(Attributes())

    /// The value `true`, because an entity of any type may appear here.
    public static var hasOpenContent: Bool { true }
}
