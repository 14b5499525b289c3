public import TMFJSON

/// An attachment, either by value or by reference.
public struct AttachmentRefOrValue: Model, Sendable, Hashable {
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
        type: String? = nil,
        referredType: String? = nil
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
        self.referredType = referredType
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The identifier of the attachment.
        public let id = Attribute("id", \AttachmentRefOrValue.id)
        /// The address of the attachment.
        public let href = Attribute("href", \AttachmentRefOrValue.href)
        /// The kind of the attachment, such as `video` or `transcript`.
        public let attachmentType = Attribute("attachmentType", \AttachmentRefOrValue.attachmentType)
        /// The content, encoded in Base64.
        public let content = Attribute("content", \AttachmentRefOrValue.content)
        /// A description of the attachment.
        public let description = Attribute("description", \AttachmentRefOrValue.description)
        /// The media type of the content, such as `audio/wav`.
        public let mimeType = Attribute("mimeType", \AttachmentRefOrValue.mimeType)
        /// The name of the attachment.
        public let name = Attribute("name", \AttachmentRefOrValue.name)
        /// The URL of the content.
        public let url = Attribute("url", \AttachmentRefOrValue.url)
        /// The size of the content.
        public let size = Attribute("size", \AttachmentRefOrValue.size)
        /// The period during which the attachment is valid.
        public let validFor = Attribute("validFor", \AttachmentRefOrValue.validFor)
        /// The name of the type that this object's type extends.
        public let baseType = Attribute("@baseType", \AttachmentRefOrValue.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \AttachmentRefOrValue.schemaLocation, type: .uri)
        /// The name of this object's type, if it extends this type.
        public let type = Attribute("@type", \AttachmentRefOrValue.type)
        /// The name of the referenced entity's type, such as `Individual`.
        public let referredType = Attribute("@referredType", \AttachmentRefOrValue.referredType)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<AttachmentRefOrValue>(Attributes())
}
