public import TMFJSON

/// A reference to an attachment that is kept elsewhere.
public struct AttachmentRef: Model, Sendable, Hashable {
    /// The identifier of the attachment.
    public var id: String?
    /// The address of the attachment.
    public var href: String?
    /// What the attachment shows or says.
    public var description: String?
    /// The name of the attachment.
    public var name: String?
    /// Where the content can be fetched.
    public var url: String?
    /// The type that the type of this object extends.
    public var baseType: String?
    /// The URI of a schema that describes this object.
    public var schemaLocation: String?
    /// The type of this object, where it is one that extends this.
    public var type: String?
    /// The type of what is referred to, such as `Individual`.
    public var referredType: String?
    /// The members that no attribute holds.
    public var additionalMembers = JSONObject()

    /// Creates a value without any attribute.
    public init() {}

    /// Creates a value from its attributes; see the properties for what each is.
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
        /// What the attachment shows or says.
        public let description = Attribute("description", \AttachmentRef.description)
        /// The name of the attachment.
        public let name = Attribute("name", \AttachmentRef.name)
        /// Where the content can be fetched.
        public let url = Attribute("url", \AttachmentRef.url)
        /// The type that the type of this object extends.
        public let baseType = Attribute("@baseType", \AttachmentRef.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \AttachmentRef.schemaLocation, type: .uri)
        /// The type of this object, where it is one that extends this.
        public let type = Attribute("@type", \AttachmentRef.type)
        /// The type of what is referred to, such as `Individual`.
        public let referredType = Attribute("@referredType", \AttachmentRef.referredType)
    }

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<AttachmentRef>(Attributes())
}
