public import TMFJSON

/// A reference to an agreement with a customer.
public struct AgreementRef: Model, Sendable, Hashable {
    /// The identifier of the agreement.
    public var id: String?
    /// The address of the agreement.
    public var href: String?
    /// The name of the agreement.
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
        /// The name of the type that this object's type extends.
        public let baseType = Attribute("@baseType", \AgreementRef.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \AgreementRef.schemaLocation, type: .uri)
        /// The name of this object's type, if it extends this type.
        public let type = Attribute("@type", \AgreementRef.type)
        /// The name of the referenced entity's type, such as `Individual`.
        public let referredType = Attribute("@referredType", \AgreementRef.referredType)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<AgreementRef>(Attributes())
}
