public import TMFJSON

/// The body that both APIs answer with when a request fails; the definitions call it `Error`.
///
/// ``APIResponseError`` is the Swift error of such a response.
public struct APIError: Model, Sendable, Hashable {
    /// A code that identifies the error to programs.
    public var code: String?
    /// An explanation of the error that can be shown to a user.
    public var reason: String?
    /// More details about the error, and possible remedies.
    public var message: String?
    /// The HTTP status code as text.
    public var status: String?
    /// The address of a page that describes the error.
    public var referenceError: String?
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
        /// A code that identifies the error to programs.
        public let code = Attribute("code", \APIError.code, .mandatory)
        /// An explanation of the error that can be shown to a user.
        public let reason = Attribute("reason", \APIError.reason, .mandatory)
        /// More details about the error, and possible remedies.
        public let message = Attribute("message", \APIError.message)
        /// The HTTP status code as text.
        public let status = Attribute("status", \APIError.status)
        /// The address of a page that describes the error.
        public let referenceError = Attribute("referenceError", \APIError.referenceError, type: .uri)
        /// The name of the type that this object's type extends.
        public let baseType = Attribute("@baseType", \APIError.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \APIError.schemaLocation, type: .uri)
        /// The name of this object's type, if it extends this type.
        public let type = Attribute("@type", \APIError.type)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<APIError>(Attributes())

    /// The name of the type in the API definitions.
    public static var typeName: String { "Error" }
}
