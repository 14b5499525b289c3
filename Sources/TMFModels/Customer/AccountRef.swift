public import TMFJSON

/// A reference to an account of a customer.
public struct AccountRef: Model, Sendable, Hashable {
    /// The identifier of the account.
    public var id: String?
    /// The address of the account.
    public var href: String?
    /// What the account is for.
    public var description: String?
    /// The name of the account.
    public var name: String?
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
        /// What the account is for.
        public let description = Attribute("description", \AccountRef.description)
        /// The name of the account.
        public let name = Attribute("name", \AccountRef.name, .mandatory)
        /// The type that the type of this object extends.
        public let baseType = Attribute("@baseType", \AccountRef.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \AccountRef.schemaLocation, type: .uri)
        /// The type of this object, where it is one that extends this.
        public let type = Attribute("@type", \AccountRef.type)
        /// The type of what is referred to, such as `Individual`.
        public let referredType = Attribute("@referredType", \AccountRef.referredType)
    }

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<AccountRef>(Attributes())
}
