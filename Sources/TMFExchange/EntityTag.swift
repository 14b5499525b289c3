/// An entity tag, which identifies a state of a resource (RFC 9110 section 8.8.3).
public struct EntityTag: Sendable, Hashable {
    /// The tag in quotation marks, without the prefix of weak tags.
    private let quoted: String
    /// A Boolean value that indicates whether the tag is weak: states with the same weak tag are equivalent, but may
    /// differ in their bytes.
    public let isWeak: Bool

    /// Parses an `ETag` field, or returns `nil` if its value is not a quoted tag, optionally preceded by `W/`.
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

    /// Reads a tag, accepting any characters between its quotation marks.
    init?(_ reader: inout FieldReader) {
        isWeak = reader.take("W")
        guard !isWeak || reader.take("/"), reader.take("\""), let tag = reader.text(before: "\"") else { return nil }
        quoted = "\"\(tag)\""
    }

    /// Creates the tag of a revision.
    ///
    /// It is a strong tag, because a resource has the same bytes as long as it has the same revision.
    package init(revision: UInt64) {
        quoted = "\"\(revision)\""
        isWeak = false
    }

    /// The value of an `ETag` field.
    public var text: String { isWeak ? "W/" + quoted : quoted }

    /// Returns whether two tags identify the same state.
    ///
    /// - Parameters:
    ///   - other: The other tag.
    ///   - weakly: Whether to use weak comparison, which does not distinguish weak from strong tags (RFC 9110 section
    ///     8.8.3.2).
    /// - Returns: `true` if the tags match.
    public func matches(_ other: EntityTag, weakly: Bool = false) -> Bool {
        quoted == other.quoted && (weakly || !isWeak && !other.isWeak)
    }
}

extension EntityTag: CustomStringConvertible {
    /// The value of an `ETag` field.
    public var description: String { text }
}
