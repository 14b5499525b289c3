public import TMFJSON

/// A party that buys from the enterprise (TMF629 v4.0.0).
public struct Customer: Model, Identifiable, Sendable, Hashable {
    /// The identifier, unique among customers.
    public var id: String?
    /// The address of the customer.
    public var href: String?
    /// The name of the customer.
    public var name: String?
    /// The status of the customer.
    public var status: CustomerStatus?
    /// The reason for the current status.
    public var statusReason: String?
    /// The accounts of the customer.
    public var account: [AccountRef] = []
    /// The agreements with the customer.
    public var agreement: [AgreementRef] = []
    /// The properties that have no attribute of their own.
    public var characteristic: [Characteristic] = []
    /// The ways to reach the customer.
    public var contactMedium: [ContactMedium] = []
    /// The credit profiles of the customer.
    public var creditProfile: [CreditProfile] = []
    /// The party that is the customer.
    public var engagedParty: RelatedParty?
    /// The payment methods of the customer.
    public var paymentMethod: [PaymentMethodRef] = []
    /// The parties related to the customer.
    public var relatedParty: [RelatedParty] = []
    /// The period during which the customer is valid.
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
        /// The name of the customer.
        public let name = Attribute("name", \Customer.name, .mandatory)
        /// The status of the customer.
        public let status = Attribute("status", \Customer.status)
        /// The reason for the current status.
        public let statusReason = Attribute("statusReason", \Customer.statusReason)
        /// The accounts of the customer.
        public let account = Attribute("account", \Customer.account)
        /// The agreements with the customer.
        public let agreement = Attribute("agreement", \Customer.agreement)
        /// The properties that have no attribute of their own.
        public let characteristic = Attribute("characteristic", \Customer.characteristic)
        /// The ways to reach the customer.
        public let contactMedium = Attribute("contactMedium", \Customer.contactMedium)
        /// The credit profiles of the customer.
        public let creditProfile = Attribute("creditProfile", \Customer.creditProfile)
        /// The party that is the customer.
        public let engagedParty = Attribute("engagedParty", \Customer.engagedParty, .mandatory)
        /// The payment methods of the customer.
        public let paymentMethod = Attribute("paymentMethod", \Customer.paymentMethod)
        /// The parties related to the customer.
        public let relatedParty = Attribute("relatedParty", \Customer.relatedParty)
        /// The period during which the customer is valid.
        public let validFor = Attribute("validFor", \Customer.validFor)
        /// The name of the type that this object's type extends.
        public let baseType = Attribute("@baseType", \Customer.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \Customer.schemaLocation, type: .uri)
        /// The name of this object's type, if it extends this type.
        public let type = Attribute("@type", \Customer.type)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<Customer>(Attributes())
}
