public import TMFJSON

/// Content that belongs to a resource, such as a recording or a picture.
public struct Attachment: Model, Sendable, Hashable {
    /// The identifier of the attachment.
    public var id: String?
    /// The address of the attachment.
    public var href: String?
    /// The kind of the attachment, such as `video` or `transcript`.
    public var attachmentType: String?
    /// The content, encoded in Base64.
    public var content: String?
    /// A description of the attachment.
    public var description: String?
    /// The media type of the content, such as `audio/wav`.
    public var mimeType: String?
    /// The name of the attachment.
    public var name: String?
    /// The URL of the content.
    public var url: String?
    /// The size of the content.
    public var size: Quantity?
    /// The period during which the attachment is valid.
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
        attachmentType: String? = nil,
        content: String? = nil,
        description: String? = nil,
        mimeType: String? = nil,
        name: String? = nil,
        url: String? = nil,
        size: Quantity? = nil,
        validFor: TimePeriod? = nil,
        baseType: String? = nil,
        schemaLocation: String? = nil,
        type: String? = nil
    ) {
        self.id = id
        self.href = href
        self.attachmentType = attachmentType
        self.content = content
        self.description = description
        self.mimeType = mimeType
        self.name = name
        self.url = url
        self.size = size
        self.validFor = validFor
        self.baseType = baseType
        self.schemaLocation = schemaLocation
        self.type = type
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The identifier of the attachment.
        public let id = Attribute("id", \Attachment.id)
        /// The address of the attachment.
        public let href = Attribute("href", \Attachment.href)
        /// The kind of the attachment, such as `video` or `transcript`.
        public let attachmentType = Attribute("attachmentType", \Attachment.attachmentType)
        /// The content, encoded in Base64.
        public let content = Attribute("content", \Attachment.content)
        /// A description of the attachment.
        public let description = Attribute("description", \Attachment.description)
        /// The media type of the content, such as `audio/wav`.
        public let mimeType = Attribute("mimeType", \Attachment.mimeType)
        /// The name of the attachment.
        public let name = Attribute("name", \Attachment.name)
        /// The URL of the content.
        public let url = Attribute("url", \Attachment.url)
        /// The size of the content.
        public let size = Attribute("size", \Attachment.size)
        /// The period during which the attachment is valid.
        public let validFor = Attribute("validFor", \Attachment.validFor)
        /// The name of the type that this object's type extends.
        public let baseType = Attribute("@baseType", \Attachment.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \Attachment.schemaLocation, type: .uri)
        /// The name of this object's type, if it extends this type.
        public let type = Attribute("@type", \Attachment.type)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<Attachment>(Attributes())
}
