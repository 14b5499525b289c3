public import TMFJSON

/// A note on a resource.
public struct Note: Model, Sendable, Hashable {
    /// The identifier of the note within its resource.
    public var id: String?
    /// The author of the note.
    public var author: String?
    /// The date and time at which the note was written.
    public var date: Timestamp?
    /// The text of the note.
    public var text: String?
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
        author: String? = nil,
        date: Timestamp? = nil,
        text: String? = nil,
        baseType: String? = nil,
        schemaLocation: String? = nil,
        type: String? = nil
    ) {
        self.id = id
        self.author = author
        self.date = date
        self.text = text
        self.baseType = baseType
        self.schemaLocation = schemaLocation
        self.type = type
    }

    /// The declarations of the attributes.
    public struct Attributes: Sendable {
        /// The identifier of the note within its resource.
        public let id = Attribute("id", \Note.id)
        /// The author of the note.
        public let author = Attribute("author", \Note.author)
        /// The date and time at which the note was written.
        public let date = Attribute("date", \Note.date)
        /// The text of the note.
        public let text = Attribute("text", \Note.text)
        /// The name of the type that this object's type extends.
        public let baseType = Attribute("@baseType", \Note.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \Note.schemaLocation, type: .uri)
        /// The name of this object's type, if it extends this type.
        public let type = Attribute("@type", \Note.type)
    }

    /// The attributes, for lookup by name.
    public static let attributes = AttributeSet<Note>(Attributes())
}
