public import TMFJSON

/// What is known of the credit of a customer.
public struct CreditProfile: Model, Sendable, Hashable {
    /// When the profile was made.
    public var creditProfileDate: Timestamp?
    /// The risk that the customer is rated at, a whole number.
    public var creditRiskRating: JSONNumber?
    /// The score that the customer is given, a whole number.
    public var creditScore: JSONNumber?
    /// The period during which the profile holds.
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
        /// When the profile was made.
        public let creditProfileDate = Attribute("creditProfileDate", \CreditProfile.creditProfileDate, .mandatory)
        /// The risk that the customer is rated at, a whole number.
        public let creditRiskRating = Attribute("creditRiskRating", \CreditProfile.creditRiskRating, type: .integer)
        /// The score that the customer is given, a whole number.
        public let creditScore = Attribute("creditScore", \CreditProfile.creditScore, type: .integer)
        /// The period during which the profile holds.
        public let validFor = Attribute("validFor", \CreditProfile.validFor, .mandatory)
        /// The type that the type of this object extends.
        public let baseType = Attribute("@baseType", \CreditProfile.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \CreditProfile.schemaLocation, type: .uri)
        /// The type of this object, where it is one that extends this.
        public let type = Attribute("@type", \CreditProfile.type)
    }

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<CreditProfile>(Attributes())
}
