/// The tags that a precondition names: some, or any at all (RFC 9110 section 13.1).
public enum EntityTags: Sendable, Hashable {
    /// Any tag, `*`.
    case any
    /// One of these.
    case of([EntityTag])

    /// Reads the tags of a header field, or returns `nil` if there is no such field.
    ///
    /// - Parameters:
    ///   - name: The name of the field, such as ``APIHeaders/Name/ifMatch``.
    ///   - headers: The header fields.
    /// - Throws: ``HeaderValueError`` if its value is neither `*` nor a list of tags.
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
            // Elements without a tag count for nothing (RFC 9110 section 5.6.1.2).
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
        guard !tags.isEmpty else { throw HeaderValueError(name, "name a tag") }
        self = .of(tags)
    }

    private static func malformed(_ name: APIHeaders.Name) -> HeaderValueError {
        HeaderValueError(name, "be * or tags in quotation marks with commas between")
    }

    /// Returns whether a tag is among them.
    ///
    /// - Parameters:
    ///   - tag: The tag.
    ///   - weakly: Whether weak tags match too; see ``EntityTag/matches(_:weakly:)``.
    /// - Returns: Whether one of the tags matches.
    public func contain(_ tag: EntityTag, weakly: Bool = false) -> Bool {
        switch self {
        case .any: true
        case .of(let tags): tags.contains { $0.matches(tag, weakly: weakly) }
        }
    }
}
