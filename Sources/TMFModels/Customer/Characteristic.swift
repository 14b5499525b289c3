public import TMFJSON

/// A property of a customer that has no attribute of its own.
public struct Characteristic: Model, Sendable, Hashable {
    /// The name of the property.
    public var name: String?
    /// The type of the value, such as `integer`.
    public var valueType: String?
    /// The value, which may be any JSON.
    public var value: JSONValue?
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
        name: String? = nil,
        valueType: String? = nil,
        value: JSONValue? = nil,
        baseType: String? = nil,
        schemaLocation: String? = nil,
        type: String? = nil
    ) {
        self.name = name
        self.valueType = valueType
        self.value = value
        self.baseType = baseType
        self.schemaLocation = schemaLocation
        self.type = type
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The name of the property.
        public let name = Attribute("name", \Characteristic.name, .mandatory)
        /// The type of the value, such as `integer`.
        public let valueType = Attribute("valueType", \Characteristic.valueType)
        /// The value, which may be any JSON.
        public let value = Attribute("value", \Characteristic.value, .mandatory)
        /// The name of the type that this object's type extends.
        public let baseType = Attribute("@baseType", \Characteristic.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \Characteristic.schemaLocation, type: .uri)
        /// The name of this object's type, if it extends this type.
        public let type = Attribute("@type", \Characteristic.type)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<Characteristic>(Attributes())
}
