public import TMFJSON

/// The body that both APIs answer with when a request fails; the definitions call it `Error`.
///
/// ``APIResponseError`` is the Swift error of such a response.
public struct APIError: Model, Sendable, Hashable {
    /// What went wrong, as a code that programs can tell apart.
    public var code: String?
    /// What went wrong, in words that may be shown to a user.
    public var reason: String?
    /// More detail, and what can be done about it.
    public var message: String?
    /// The status code of HTTP as text.
    public var status: String?
    /// The address of a page about the error.
    public var referenceError: String?
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
        code: String? = nil,
        reason: String? = nil,
        message: String? = nil,
        status: String? = nil,
        referenceError: String? = nil,
        baseType: String? = nil,
        schemaLocation: String? = nil,
        type: String? = nil
    ) {
        self.code = code
        self.reason = reason
        self.message = message
        self.status = status
        self.referenceError = referenceError
        self.baseType = baseType
        self.schemaLocation = schemaLocation
        self.type = type
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// What went wrong, as a code that programs can tell apart.
        public let code = Attribute("code", \APIError.code, .mandatory)
        /// What went wrong, in words that may be shown to a user.
        public let reason = Attribute("reason", \APIError.reason, .mandatory)
        /// More detail, and what can be done about it.
        public let message = Attribute("message", \APIError.message)
        /// The status code of HTTP as text.
        public let status = Attribute("status", \APIError.status)
        /// The address of a page about the error.
        public let referenceError = Attribute("referenceError", \APIError.referenceError, type: .uri)
        /// The type that the type of this object extends.
        public let baseType = Attribute("@baseType", \APIError.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \APIError.schemaLocation, type: .uri)
        /// The type of this object, where it is one that extends this.
        public let type = Attribute("@type", \APIError.type)
    }

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<APIError>(Attributes())

    /// The name of the type in the API definitions.
    public static var typeName: String { "Error" }
}
