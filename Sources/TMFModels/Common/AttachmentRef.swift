public import TMFJSON

/// A reference to an attachment that is stored elsewhere.
public struct AttachmentRef: Model, Sendable, Hashable {
    /// The identifier of the attachment.
    public var id: String?
    /// The address of the attachment.
    public var href: String?
    /// A description of the attachment.
    public var description: String?
    /// The name of the attachment.
    public var name: String?
    /// The URL of the content.
    public var url: String?
    /// The name of the type that this object's type extends.
    public var baseType: String?
    /// The URI of a schema that describes this object.
    public var schemaLocation: String?
    /// The name of this object's type, if it extends this type.
    public var type: String?
    /// The name of the referenced entity's type, such as `Individual`.
    public var referredType: String?
    /// The members that are not stored in an attribute.
    public var additionalMembers = JSONObject()

    /// Creates a value without attributes.
    public init() {}

    /// Creates a value from its attributes, which the properties describe.
    public init(
        id: String? = nil,
        href: String? = nil,
        description: String? = nil,
        name: String? = nil,
        url: String? = nil,
        baseType: String? = nil,
        schemaLocation: String? = nil,
        type: String? = nil,
        referredType: String? = nil
    ) {
        self.id = id
        self.href = href
        self.description = description
        self.name = name
        self.url = url
        self.baseType = baseType
        self.schemaLocation = schemaLocation
        self.type = type
        self.referredType = referredType
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The identifier of the attachment.
        public let id = Attribute("id", \AttachmentRef.id, .mandatory)
        /// The address of the attachment.
        public let href = Attribute("href", \AttachmentRef.href)
        /// A description of the attachment.
        public let description = Attribute("description", \AttachmentRef.description)
        /// The name of the attachment.
        public let name = Attribute("name", \AttachmentRef.name)
        /// The URL of the content.
        public let url = Attribute("url", \AttachmentRef.url)
        /// The name of the type that this object's type extends.
        public let baseType = Attribute("@baseType", \AttachmentRef.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \AttachmentRef.schemaLocation, type: .uri)
        /// The name of this object's type, if it extends this type.
        public let type = Attribute("@type", \AttachmentRef.type)
        /// The name of the referenced entity's type, such as `Individual`.
        public let referredType = Attribute("@referredType", \AttachmentRef.referredType)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<AttachmentRef>(Attributes())
}
