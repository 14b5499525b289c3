public import TMFJSON

/// An entity of any type, given as it is.
public struct EntityValue: Model, Sendable, Hashable {
    /// The identifier of the entity.
    public var id: String?
    /// The address of the entity.
    public var href: String?
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
        /// The type that the type of this object extends.
        public let baseType = Attribute("@baseType", \EntityValue.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \EntityValue.schemaLocation, type: .uri)
        /// The type of this object, where it is one that extends this.
        public let type = Attribute("@type", \EntityValue.type)
    }

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<EntityValue>(Attributes())

    /// True, since an entity of any type may be given as it is.
    public static var hasOpenContent: Bool { true }
}
