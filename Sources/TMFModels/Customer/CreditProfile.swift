public import TMFJSON

/// A profile of a customer's credit.
public struct CreditProfile: Model, Sendable, Hashable {
    /// The date and time at which the profile was created.
    public var creditProfileDate: Timestamp?
    /// The credit risk rating of the customer, an integer.
    public var creditRiskRating: JSONNumber?
    /// The credit score of the customer, an integer.
    public var creditScore: JSONNumber?
    /// The period during which the profile is valid.
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
        creditProfileDate: Timestamp? = nil,
        creditRiskRating: JSONNumber? = nil,
        creditScore: JSONNumber? = nil,
        validFor: TimePeriod? = nil,
        baseType: String? = nil,
        schemaLocation: String? = nil,
        type: String? = nil
    ) {
        self.creditProfileDate = creditProfileDate
        self.creditRiskRating = creditRiskRating
        self.creditScore = creditScore
        self.validFor = validFor
        self.baseType = baseType
        self.schemaLocation = schemaLocation
        self.type = type
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The date and time at which the profile was created.
        public let creditProfileDate = Attribute("creditProfileDate", \CreditProfile.creditProfileDate, .mandatory)
        /// The credit risk rating of the customer, an integer.
        public let creditRiskRating = Attribute("creditRiskRating", \CreditProfile.creditRiskRating, type: .integer)
        /// The credit score of the customer, an integer.
        public let creditScore = Attribute("creditScore", \CreditProfile.creditScore, type: .integer)
        /// The period during which the profile is valid.
        public let validFor = Attribute("validFor", \CreditProfile.validFor, .mandatory)
        /// The name of the type that this object's type extends.
        public let baseType = Attribute("@baseType", \CreditProfile.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \CreditProfile.schemaLocation, type: .uri)
        /// The name of this object's type, if it extends this type.
        public let type = Attribute("@type", \CreditProfile.type)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<CreditProfile>(Attributes())
}
