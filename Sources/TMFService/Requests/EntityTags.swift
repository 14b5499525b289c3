import TMFExchange

/// The tags of a precondition (RFC 9110 section 13.1), or any tag at all.
struct EntityTags {
    private var tags: [(tag: Substring, isWeak: Bool)] = []
    private var isAny = false

    /// The tag of a revision, which is a strong one: a resource has the same bytes as long as it has the same revision.
    static func tag(_ revision: UInt64) -> String { "\"\(revision)\"" }

    /// Reads the tags of a header field.
    ///
    /// - Returns: The tags, or `nil` if the request has no such field.
    /// - Throws: ``ServiceError`` with 400 if the field has another form.
    init?(_ name: APIHeaders.Name, of request: APIRequest) throws(ServiceError) {
        guard let value = request.headers[name] else { return nil }
        let text = value.trimmed
        if text == "*" {
            isAny = true
            return
        }
        var rest = text
        while !rest.isEmpty {
            // Elements without a tag count for nothing (RFC 9110 section 5.6.1.2).
            if rest.first == "," {
                rest = rest.dropFirst().trimmed
                continue
            }
            let isWeak = rest.hasPrefix("W/")
            if isWeak { rest = rest.dropFirst(2) }
            guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else {
                throw ServiceError(
                    .invalidHeaderValue, "\(name) must be * or tags in quotation marks with commas between.")
            }
            tags.append((rest[...end], isWeak))
            rest = rest[rest.index(after: end)...].trimmed
            guard rest.isEmpty || rest.first == "," else {
                throw ServiceError(.invalidHeaderValue, "\(name) must have a comma between its tags.")
            }
        }
        guard !tags.isEmpty else { throw ServiceError(.invalidHeaderValue, "\(name) must name a tag.") }
    }

    /// Whether the tag of a revision is among them, by the strong or the weak comparison (RFC 9110 section 8.8.3.2).
    func contain(_ revision: UInt64, weakly: Bool = false) -> Bool {
        if isAny { return true }
        let own = Self.tag(revision)
        return tags.contains { $0.tag == own && (weakly || !$0.isWeak) }
    }
}

/// What a client asks of the state of a resource before anything is done with it (RFC 9110 section 13).
struct Preconditions {
    private let ifMatch: EntityTags?
    private let ifNoneMatch: EntityTags?

    /// Whether the resource must be looked at before it is written to.
    var isEmpty: Bool { ifMatch == nil && ifNoneMatch == nil }
    /// Whether the client says which state it means.
    var namesState: Bool { ifMatch != nil }

    /// - Throws: ``ServiceError`` with 400 if a header field has another form.
    init(_ request: APIRequest) throws(ServiceError) {
        ifMatch = try EntityTags(.ifMatch, of: request)
        ifNoneMatch = try EntityTags(.ifNoneMatch, of: request)
    }

    /// Returns whether the client has the resource as it is already.
    ///
    /// - Throws: ``ServiceError`` with 412 if the resource is not the one that the client means.
    func isUnchanged(_ revision: UInt64, isReading: Bool) throws(ServiceError) -> Bool {
        if let ifMatch, !ifMatch.contain(revision) {
            throw ServiceError(
                .preconditionFailed, "The resource has changed; its tag is now \(EntityTags.tag(revision)).",
                headers: [.eTag: EntityTags.tag(revision)])
        }
        guard let ifNoneMatch, ifNoneMatch.contain(revision, weakly: true) else { return false }
        guard !isReading else { return true }
        throw ServiceError(
            .preconditionFailed, "The resource has the tag \(EntityTags.tag(revision)).",
            headers: [.eTag: EntityTags.tag(revision)])
    }
}
