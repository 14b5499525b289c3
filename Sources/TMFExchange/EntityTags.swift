/// The entity tags in a precondition: either a list of tags, or any tag at all (RFC 9110 section 13.1).
public enum EntityTags: Sendable, Hashable {
    /// Any tag, written `*`.
    case any
    /// One of the given tags.
    case of([EntityTag])

    /// Parses the tags of a header field, or returns `nil` if the field is absent.
    ///
    /// - Parameters:
    ///   - name: The name of the field, such as ``APIHeaders/Name/ifMatch``.
    ///   - headers: The header fields.
    /// - Throws: ``HeaderValueError`` if the field's value is neither `*` nor a list of tags.
    public init?(_ name: APIHeaders.Name, of headers: APIHeaders) throws(HeaderValueError) {
        guard let value = headers[name] else { return nil }
        var reader = FieldReader(value)
        reader.skipBlanks()
        if reader.take("*") {
            reader.skipBlanks()
            guard reader.isAtEnd else { throw Self.malformed(name) }
            self = .any
            return
        }
        var tags: [EntityTag] = []
        while !reader.isAtEnd {
            // Empty list elements are ignored (RFC 9110 section 5.6.1.2).
            if !reader.take(",") {
                guard let tag = EntityTag(&reader) else { throw Self.malformed(name) }
                tags.append(tag)
                reader.skipBlanks()
                guard reader.isAtEnd || reader.take(",") else {
                    throw HeaderValueError(name, "have a comma between its tags")
                }
            }
            reader.skipBlanks()
        }
        guard !tags.isEmpty else { throw HeaderValueError(name, "contain at least one tag") }
        self = .of(tags)
    }

    private static func malformed(_ name: APIHeaders.Name) -> HeaderValueError {
        HeaderValueError(name, "be * or a comma-separated list of quoted tags")
    }

    /// Returns whether a tag matches one of these tags.
    ///
    /// - Parameters:
    ///   - tag: The tag.
    ///   - weakly: Whether to use weak comparison; see ``EntityTag/matches(_:weakly:)``.
    /// - Returns: `true` if one of the tags matches.
    public func contain(_ tag: EntityTag, weakly: Bool = false) -> Bool {
        switch self {
        case .any: true
        case .of(let tags): tags.contains { $0.matches(tag, weakly: weakly) }
        }
    }
}
