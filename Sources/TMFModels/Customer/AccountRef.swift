public import TMFJSON

/// A reference to an account of a customer.
public struct AccountRef: Model, Sendable, Hashable {
    /// The identifier of the account.
    public var id: String?
    /// The address of the account.
    public var href: String?
    /// A description of the account.
    public var description: String?
    /// The name of the account.
    public var name: String?
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
        description: String? = nil,
        name: String? = nil,
        baseType: String? = nil,
        schemaLocation: String? = nil,
        type: String? = nil,
        referredType: String? = nil
    ) {
        self.id = id
        self.href = href
        self.description = description
        self.name = name
        self.baseType = baseType
        self.schemaLocation = schemaLocation
        self.type = type
        self.referredType = referredType
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The identifier of the account.
        public let id = Attribute("id", \AccountRef.id)
        /// The address of the account.
        public let href = Attribute("href", \AccountRef.href)
        /// A description of the account.
        public let description = Attribute("description", \AccountRef.description)
        /// The name of the account.
        public let name = Attribute("name", \AccountRef.name, .mandatory)
        /// The name of the type that this object's type extends.
        public let baseType = Attribute("@baseType", \AccountRef.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \AccountRef.schemaLocation, type: .uri)
        /// The name of this object's type, if it extends this type.
        public let type = Attribute("@type", \AccountRef.type)
        /// The name of the referenced entity's type, such as `Individual`.
        public let referredType = Attribute("@referredType", \AccountRef.referredType)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<AccountRef>(Attributes())
}
