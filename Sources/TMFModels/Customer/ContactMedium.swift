public import TMFJSON

/// A way to reach a customer.
public struct ContactMedium: Model, Sendable, Hashable {
    /// The kind of the medium, such as `email` or `postalAddress`.
    public var mediumType: String?
    /// A Boolean value that indicates whether the customer prefers this medium.
    public var preferred: Bool?
    /// The address of the medium.
    public var characteristic: MediumCharacteristic?
    /// The period during which the medium may be used.
    public var validFor: TimePeriod?
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
        mediumType: String? = nil,
        preferred: Bool? = nil,
        characteristic: MediumCharacteristic? = nil,
        validFor: TimePeriod? = nil,
        baseType: String? = nil,
        schemaLocation: String? = nil,
        type: String? = nil
    ) {
        self.mediumType = mediumType
        self.preferred = preferred
        self.characteristic = characteristic
        self.validFor = validFor
        self.baseType = baseType
        self.schemaLocation = schemaLocation
        self.type = type
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The kind of the medium, such as `email` or `postalAddress`.
        public let mediumType = Attribute("mediumType", \ContactMedium.mediumType, .mandatory)
        /// A Boolean value that indicates whether the customer prefers this medium.
        public let preferred = Attribute("preferred", \ContactMedium.preferred)
        /// The address of the medium.
        public let characteristic = Attribute("characteristic", \ContactMedium.characteristic, .mandatory)
        /// The period during which the medium may be used.
        public let validFor = Attribute("validFor", \ContactMedium.validFor)
        /// The name of the type that this object's type extends.
        public let baseType = Attribute("@baseType", \ContactMedium.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \ContactMedium.schemaLocation, type: .uri)
        /// The name of this object's type, if it extends this type.
        public let type = Attribute("@type", \ContactMedium.type)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<ContactMedium>(Attributes())
}
