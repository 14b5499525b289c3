import TMFJSON

/// The links of a `Link` field (RFC 8288 section 3).
///
/// ```swift
/// let links = LinkHeader(response.headers[.link] ?? "")
/// let next = links["next"]
/// ```
public struct LinkHeader: Sendable, Hashable {
    /// A link to another resource.
    public struct Link: Sendable, Hashable {
        /// The address of the target, absolute or relative, in visible ASCII.
        public let target: String
        /// The lowercase relations of the target to the linking resource, such as `next`; at least one.
        public let relations: [String]

        /// Creates a link, or returns `nil` if the relation is empty (RFC 8288 section 3.3).
        ///
        /// - Parameters:
        ///   - target: The address. Characters that would end a link are percent-encoded.
        ///   - relation: The relation of the target to the linking resource, in any case. Several relations are
        ///     separated by blanks.
        public init?(to target: String, as relation: String) {
            let relations = relation.lowercased().split { $0.isWhitespace }.map(String.init)
            guard !relations.isEmpty else { return nil }
            self.init(target: PercentEncoding.linkable(target), relations: relations)
        }

        private init(target: String, relations: [String]) {
            self.target = target
            self.relations = relations
        }

        /// Creates a link from parts that are already in the right form.
        package init(linkable target: String, relation: String) { self.init(target: target, relations: [relation]) }

        /// Reads a link from its `<` to the comma before the next link.
        init?(_ reader: inout FieldReader) {
            guard reader.take("<"), let target = reader.text(before: ">") else { return nil }
            let parameters = reader.parameters()
            // A link of another resource does not belong to this one (RFC 8288 section 3.2); of two `rel` parameters
            // the first counts.
            guard !parameters.contains(where: { $0.name == "anchor" }),
                let relation = parameters.first(where: { $0.name == "rel" })?.value
            else { return nil }
            self.init(to: String(target), as: relation)
        }
    }

    /// The links in order.
    public var links: [Link]

    /// Creates a field from links.
    ///
    /// - Parameter links: The links in order.
    public init(_ links: [Link]) { self.links = links }

    /// Parses the value of a field.
    ///
    /// Malformed links are skipped, and so are links that have no relation or belong to another resource by an
    /// `anchor`.
    ///
    /// - Parameter value: The value of the field.
    public init(_ value: String) {
        links = []
        var reader = FieldReader(value)
        while !reader.isAtEnd {
            reader.skipBlanks()
            if let link = Link(&reader) { links.append(link) }
            reader.skipElement()
        }
    }

    /// The target of the first link with a relation, or `nil` if no link has the relation.
    ///
    /// - Parameter relation: The relation, in any case.
    public subscript(relation: String) -> String? {
        let relation = relation.lowercased()
        return links.first { $0.relations.contains(relation) }?.target
    }

    /// The value of the field: the links, separated by commas.
    public var text: String {
        var text = ""
        for link in links {
            if !text.isEmpty { text += ", " }
            text += "<"
            text += link.target
            text += ">; rel=\""
            for (position, relation) in link.relations.enumerated() {
                if position > 0 { text += " " }
                text += Self.escaped(relation)
            }
            text += "\""
        }
        return text
    }

    /// Returns a text as it appears in quotation marks (RFC 9110 section 5.6.4).
    private static func escaped(_ text: String) -> String {
        let marks: Set<Character> = ["\"", "\\"]
        guard text.contains(where: marks.contains) else { return text }
        return String(text.flatMap { marks.contains($0) ? ["\\", $0] : [$0] })
    }
}

extension LinkHeader: CustomStringConvertible {
    /// The value of the field: the links, separated by commas.
    public var description: String { text }
}
