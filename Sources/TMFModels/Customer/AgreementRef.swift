public import TMFJSON

/// A reference to an agreement with a customer.
public struct AgreementRef: Model, Sendable, Hashable {
    /// The identifier of the agreement.
    public var id: String?
    /// The address of the agreement.
    public var href: String?
    /// The name of the agreement.
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
        name: String? = nil,
        baseType: String? = nil,
        schemaLocation: String? = nil,
        type: String? = nil,
        referredType: String? = nil
    ) {
        self.id = id
        self.href = href
        self.name = name
        self.baseType = baseType
        self.schemaLocation = schemaLocation
        self.type = type
        self.referredType = referredType
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The identifier of the agreement.
        public let id = Attribute("id", \AgreementRef.id, .mandatory)
        /// The address of the agreement.
        public let href = Attribute("href", \AgreementRef.href)
        /// The name of the agreement.
        public let name = Attribute("name", \AgreementRef.name)
        /// The type that the type of this object extends.
        public let baseType = Attribute("@baseType", \AgreementRef.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \AgreementRef.schemaLocation, type: .uri)
        /// The type of this object, where it is one that extends this.
        public let type = Attribute("@type", \AgreementRef.type)
        /// The type of what is referred to, such as `Individual`.
        public let referredType = Attribute("@referredType", \AgreementRef.referredType)
    }

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<AgreementRef>(Attributes())
}
