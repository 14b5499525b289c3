public import TMFJSON

/// A party that buys from the enterprise (TMF629 v4.0.0).
public struct Customer: Model, Identifiable, Sendable, Hashable {
    /// The identifier, unique among customers.
    public var id: String?
    /// The address of the customer.
    public var href: String?
    /// The name that the customer goes by.
    public var name: String?
    /// Where the customer stands.
    public var status: CustomerStatus?
    /// Why the status is what it is.
    public var statusReason: String?
    /// The accounts of the customer.
    public var account: [AccountRef] = []
    /// The agreements with the customer.
    public var agreement: [AgreementRef] = []
    /// Properties that no attribute is made for.
    public var characteristic: [Characteristic] = []
    /// The ways to reach the customer.
    public var contactMedium: [ContactMedium] = []
    /// What is known of the credit of the customer.
    public var creditProfile: [CreditProfile] = []
    /// The party that is the customer.
    public var engagedParty: RelatedParty?
    /// The ways the customer pays.
    public var paymentMethod: [PaymentMethodRef] = []
    /// The parties that have to do with the customer.
    public var relatedParty: [RelatedParty] = []
    /// The period during which the customer is one.
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
        id: String? = nil,
        href: String? = nil,
        name: String? = nil,
        status: CustomerStatus? = nil,
        statusReason: String? = nil,
        account: [AccountRef] = [],
        agreement: [AgreementRef] = [],
        characteristic: [Characteristic] = [],
        contactMedium: [ContactMedium] = [],
        creditProfile: [CreditProfile] = [],
        engagedParty: RelatedParty? = nil,
        paymentMethod: [PaymentMethodRef] = [],
        relatedParty: [RelatedParty] = [],
        validFor: TimePeriod? = nil,
        baseType: String? = nil,
        schemaLocation: String? = nil,
        type: String? = nil
    ) {
        self.id = id
        self.href = href
        self.name = name
        self.status = status
        self.statusReason = statusReason
        self.account = account
        self.agreement = agreement
        self.characteristic = characteristic
        self.contactMedium = contactMedium
        self.creditProfile = creditProfile
        self.engagedParty = engagedParty
        self.paymentMethod = paymentMethod
        self.relatedParty = relatedParty
        self.validFor = validFor
        self.baseType = baseType
        self.schemaLocation = schemaLocation
        self.type = type
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The identifier, unique among customers.
        public let id = Attribute("id", \Customer.id, .setByServer)
        /// The address of the customer.
        public let href = Attribute("href", \Customer.href, .setByServer)
        /// The name that the customer goes by.
        public let name = Attribute("name", \Customer.name, .mandatory)
        /// Where the customer stands.
        public let status = Attribute("status", \Customer.status)
        /// Why the status is what it is.
        public let statusReason = Attribute("statusReason", \Customer.statusReason)
        /// The accounts of the customer.
        public let account = Attribute("account", \Customer.account)
        /// The agreements with the customer.
        public let agreement = Attribute("agreement", \Customer.agreement)
        /// Properties that no attribute is made for.
        public let characteristic = Attribute("characteristic", \Customer.characteristic)
        /// The ways to reach the customer.
        public let contactMedium = Attribute("contactMedium", \Customer.contactMedium)
        /// What is known of the credit of the customer.
        public let creditProfile = Attribute("creditProfile", \Customer.creditProfile)
        /// The party that is the customer.
        public let engagedParty = Attribute("engagedParty", \Customer.engagedParty, .mandatory)
        /// The ways the customer pays.
        public let paymentMethod = Attribute("paymentMethod", \Customer.paymentMethod)
        /// The parties that have to do with the customer.
        public let relatedParty = Attribute("relatedParty", \Customer.relatedParty)
        /// The period during which the customer is one.
        public let validFor = Attribute("validFor", \Customer.validFor)
        /// The type that the type of this object extends.
        public let baseType = Attribute("@baseType", \Customer.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \Customer.schemaLocation, type: .uri)
        /// The type of this object, where it is one that extends this.
        public let type = Attribute("@type", \Customer.type)
    }

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<Customer>(Attributes())
}
