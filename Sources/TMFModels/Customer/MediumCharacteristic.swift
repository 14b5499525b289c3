public import TMFJSON

/// The address of a contact medium: of a place, a telephone, a mailbox or a network.
public struct MediumCharacteristic: Model, Sendable, Hashable {
    /// The city.
    public var city: String?
    /// What the address is for, such as `home` or `billing`.
    public var contactType: String?
    /// The country.
    public var country: String?
    /// The address of a mailbox.
    public var emailAddress: String?
    /// The number of a fax machine.
    public var faxNumber: String?
    /// The number of a telephone.
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
        /// What the address is for, such as `home` or `billing`.
        public let contactType = Attribute("contactType", \MediumCharacteristic.contactType)
        /// The country.
        public let country = Attribute("country", \MediumCharacteristic.country)
        /// The address of a mailbox.
        public let emailAddress = Attribute("emailAddress", \MediumCharacteristic.emailAddress)
        /// The number of a fax machine.
        public let faxNumber = Attribute("faxNumber", \MediumCharacteristic.faxNumber)
        /// The number of a telephone.
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
        /// The type that the type of this object extends.
        public let baseType = Attribute("@baseType", \MediumCharacteristic.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \MediumCharacteristic.schemaLocation, type: .uri)
        /// The type of this object, where it is one that extends this.
        public let type = Attribute("@type", \MediumCharacteristic.type)
    }

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<MediumCharacteristic>(Attributes())
}
