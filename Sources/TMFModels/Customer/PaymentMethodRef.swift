public import TMFJSON

/// A reference to a way a customer pays.
public struct PaymentMethodRef: Model, Sendable, Hashable {
    /// The identifier of the payment method.
    public var id: String?
    /// The address of the payment method.
    public var href: String?
    /// The name of the payment method.
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
        /// The identifier of the payment method.
        public let id = Attribute("id", \PaymentMethodRef.id, .mandatory)
        /// The address of the payment method.
        public let href = Attribute("href", \PaymentMethodRef.href)
        /// The name of the payment method.
        public let name = Attribute("name", \PaymentMethodRef.name)
        /// The type that the type of this object extends.
        public let baseType = Attribute("@baseType", \PaymentMethodRef.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \PaymentMethodRef.schemaLocation, type: .uri)
        /// The type of this object, where it is one that extends this.
        public let type = Attribute("@type", \PaymentMethodRef.type)
        /// The type of what is referred to, such as `Individual`.
        public let referredType = Attribute("@referredType", \PaymentMethodRef.referredType)
    }

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<PaymentMethodRef>(Attributes())
}
