public import TMFJSON

/// A property of a customer that no attribute is made for.
public struct Characteristic: Model, Sendable, Hashable {
    /// The name of the property.
    public var name: String?
    /// The type of the value, such as `integer`.
    public var valueType: String?
    /// The value, which may be any JSON.
    public var value: JSONValue?
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
        /// The type that the type of this object extends.
        public let baseType = Attribute("@baseType", \Characteristic.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \Characteristic.schemaLocation, type: .uri)
        /// The type of this object, where it is one that extends this.
        public let type = Attribute("@type", \Characteristic.type)
    }

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<Characteristic>(Attributes())
}
