public import TMFJSON

/// The details of a contact medium: a postal address, a telephone number, an email address or a social network.
public struct MediumCharacteristic: Model, Sendable, Hashable {
    /// The city.
    public var city: String?
    /// The purpose of the address, such as `home` or `billing`.
    public var contactType: String?
    /// The country.
    public var country: String?
    /// The email address.
    public var emailAddress: String?
    /// The fax number.
    public var faxNumber: String?
    /// The telephone number.
    public var phoneNumber: String?
    /// The post code.
    public var postCode: String?
    /// The identifier in a social network.
    public var socialNetworkId: String?
    /// The state or province.
    public var stateOrProvince: String?
    /// The first line of the street address.
    public var street1: String?
    /// The second line of the street address.
    public var street2: String?
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
        city: String? = nil,
        contactType: String? = nil,
        country: String? = nil,
        emailAddress: String? = nil,
        faxNumber: String? = nil,
        phoneNumber: String? = nil,
        postCode: String? = nil,
        socialNetworkId: String? = nil,
        stateOrProvince: String? = nil,
        street1: String? = nil,
        street2: String? = nil,
        baseType: String? = nil,
        schemaLocation: String? = nil,
        type: String? = nil
    ) {
        self.city = city
        self.contactType = contactType
        self.country = country
        self.emailAddress = emailAddress
        self.faxNumber = faxNumber
        self.phoneNumber = phoneNumber
        self.postCode = postCode
        self.socialNetworkId = socialNetworkId
        self.stateOrProvince = stateOrProvince
        self.street1 = street1
        self.street2 = street2
        self.baseType = baseType
        self.schemaLocation = schemaLocation
        self.type = type
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The city.
        public let city = Attribute("city", \MediumCharacteristic.city)
        /// The purpose of the address, such as `home` or `billing`.
        public let contactType = Attribute("contactType", \MediumCharacteristic.contactType)
        /// The country.
        public let country = Attribute("country", \MediumCharacteristic.country)
        /// The email address.
        public let emailAddress = Attribute("emailAddress", \MediumCharacteristic.emailAddress)
        /// The fax number.
        public let faxNumber = Attribute("faxNumber", \MediumCharacteristic.faxNumber)
        /// The telephone number.
        public let phoneNumber = Attribute("phoneNumber", \MediumCharacteristic.phoneNumber)
        /// The post code.
        public let postCode = Attribute("postCode", \MediumCharacteristic.postCode)
        /// The identifier in a social network.
        public let socialNetworkId = Attribute("socialNetworkId", \MediumCharacteristic.socialNetworkId)
        /// The state or province.
        public let stateOrProvince = Attribute("stateOrProvince", \MediumCharacteristic.stateOrProvince)
        /// The first line of the street address.
        public let street1 = Attribute("street1", \MediumCharacteristic.street1)
        /// The second line of the street address.
        public let street2 = Attribute("street2", \MediumCharacteristic.street2)
        /// The name of the type that this object's type extends.
        public let baseType = Attribute("@baseType", \MediumCharacteristic.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \MediumCharacteristic.schemaLocation, type: .uri)
        /// The name of this object's type, if it extends this type.
        public let type = Attribute("@type", \MediumCharacteristic.type)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<MediumCharacteristic>(Attributes())
}
