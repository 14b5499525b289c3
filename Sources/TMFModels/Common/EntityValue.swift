public import TMFJSON

/// An entity of any type, by value.
public struct EntityValue: Model, Sendable, Hashable {
    /// The identifier of the entity.
    public var id: String?
    /// The address of the entity.
    public var href: String?
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
        baseType: String? = nil,
        schemaLocation: String? = nil,
        type: String? = nil
    ) {
        self.id = id
        self.href = href
        self.baseType = baseType
        self.schemaLocation = schemaLocation
        self.type = type
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The identifier of the entity.
        public let id = Attribute("id", \EntityValue.id)
        /// The address of the entity.
        public let href = Attribute("href", \EntityValue.href)
        /// The name of the type that this object's type extends.
        public let baseType = Attribute("@baseType", \EntityValue.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \EntityValue.schemaLocation, type: .uri)
        /// The name of this object's type, if it extends this type.
        public let type = Attribute("@type", \EntityValue.type)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<EntityValue>(Attributes())

    /// The value `true`, because an entity of any type may appear here.
    public static var hasOpenContent: Bool { true }
}
