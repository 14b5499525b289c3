public import TMFJSON

/// A way to reach a customer.
public struct ContactMedium: Model, Sendable, Hashable {
    /// What the medium is, such as `email` or `postalAddress`.
    public var mediumType: String?
    /// Whether the customer prefers this medium.
    public var preferred: Bool?
    /// The address of the medium.
    public var characteristic: MediumCharacteristic?
    /// The period during which the medium may be used.
    public var validFor: TimePeriod?
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
        /// What the medium is, such as `email` or `postalAddress`.
        public let mediumType = Attribute("mediumType", \ContactMedium.mediumType, .mandatory)
        /// Whether the customer prefers this medium.
        public let preferred = Attribute("preferred", \ContactMedium.preferred)
        /// The address of the medium.
        public let characteristic = Attribute("characteristic", \ContactMedium.characteristic, .mandatory)
        /// The period during which the medium may be used.
        public let validFor = Attribute("validFor", \ContactMedium.validFor)
        /// The type that the type of this object extends.
        public let baseType = Attribute("@baseType", \ContactMedium.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \ContactMedium.schemaLocation, type: .uri)
        /// The type of this object, where it is one that extends this.
        public let type = Attribute("@type", \ContactMedium.type)
    }

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<ContactMedium>(Attributes())
}
