public import TMFJSON

/// An entity of any type that plays a part in another, as it is or by reference.
public struct RelatedEntityRefOrValue: Model, Sendable, Hashable {
    /// The identifier of the entity.
    public var id: String?
    /// The address of the entity.
    public var href: String?
    /// The name of the entity.
    public var name: String?
    /// The part that the entity plays.
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
        /// The identifier of the entity.
        public let id = Attribute("id", \RelatedEntityRefOrValue.id)
        /// The address of the entity.
        public let href = Attribute("href", \RelatedEntityRefOrValue.href)
        /// The name of the entity.
        public let name = Attribute("name", \RelatedEntityRefOrValue.name)
        /// The part that the entity plays.
        public let role = Attribute("role", \RelatedEntityRefOrValue.role, .mandatory)
        /// The type that the type of this object extends.
        public let baseType = Attribute("@baseType", \RelatedEntityRefOrValue.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \RelatedEntityRefOrValue.schemaLocation, type: .uri)
        /// The type of this object, where it is one that extends this.
        public let type = Attribute("@type", \RelatedEntityRefOrValue.type)
        /// The type of what is referred to, such as `Individual`.
        public let referredType = Attribute("@referredType", \RelatedEntityRefOrValue.referredType)
    }

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<RelatedEntityRefOrValue>(Attributes())

    /// True, since an entity of any type may be given as it is.
    public static var hasOpenContent: Bool { true }
}
