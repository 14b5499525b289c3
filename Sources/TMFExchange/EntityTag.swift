/// The tag of a state of a resource (RFC 9110 section 8.8.3).
public struct EntityTag: Sendable, Hashable {
    /// The tag in quotation marks, without the mark of weak ones.
    private let quoted: String
    /// A Boolean value that indicates whether states with the same tag are only as good as each other, and may differ in their
    /// bytes.
    public let isWeak: Bool

    /// Reads an `ETag` field, or returns `nil` if it is not a tag in quotation marks, with or without `W/` before it.
    ///
    /// - Parameter text: The value of the field.
    public init?(_ text: String) {
        var reader = FieldReader(text)
        reader.skipBlanks()
        guard let tag = Self(&reader) else { return nil }
        reader.skipBlanks()
        guard reader.isAtEnd else { return nil }
        self = tag
    }

    /// Takes a tag; what stands in its quotation marks is taken as it is.
    init?(_ reader: inout FieldReader) {
        isWeak = reader.take("W")
        guard !isWeak || reader.take("/"), reader.take("\""), let tag = reader.text(before: "\"") else { return nil }
        quoted = "\"\(tag)\""
    }

    /// Creates the tag of a revision.
    ///
    /// It is a strong one: a resource has the same bytes as long as it has the same revision.
    package init(revision: UInt64) {
        quoted = "\"\(revision)\""
        isWeak = false
    }

    /// The value of an `ETag` field.
    public var text: String { isWeak ? "W/" + quoted : quoted }

    /// Returns whether two tags are of the same state.
    ///
    /// - Parameters:
    ///   - other: The other tag.
    ///   - weakly: Whether the comparison is the weak one, for which a weak tag is as good as a strong one (RFC 9110 section
    ///     8.8.3.2).
    /// - Returns: Whether they match.
    public func matches(_ other: EntityTag, weakly: Bool = false) -> Bool {
        quoted == other.quoted && (weakly || !isWeak && !other.isWeak)
    }
}

extension EntityTag: CustomStringConvertible {
    /// The value of an `ETag` field.
    public var description: String { text }
}
