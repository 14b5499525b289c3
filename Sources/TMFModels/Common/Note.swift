public import TMFJSON

/// A remark on a resource.
public struct Note: Model, Sendable, Hashable {
    /// The identifier of the note within its resource.
    public var id: String?
    /// Who wrote the note.
    public var author: String?
    /// When the note was written.
    public var date: Timestamp?
    /// What the note says.
    public var text: String?
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
        /// Who wrote the note.
        public let author = Attribute("author", \Note.author)
        /// When the note was written.
        public let date = Attribute("date", \Note.date)
        /// What the note says.
        public let text = Attribute("text", \Note.text)
        /// The type that the type of this object extends.
        public let baseType = Attribute("@baseType", \Note.baseType)
        /// The URI of a schema that describes this object.
        public let schemaLocation = Attribute("@schemaLocation", \Note.schemaLocation, type: .uri)
        /// The type of this object, where it is one that extends this.
        public let type = Attribute("@type", \Note.type)
    }

    /// The attributes, ready for looking them up.
    public static let attributes = AttributeSet<Note>(Attributes())
}
