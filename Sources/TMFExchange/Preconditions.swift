/// What a client asks of the state of a resource before anything is done with it (RFC 9110 section 13).
public struct Preconditions: Sendable, Hashable {
    /// What comes of preconditions (RFC 9110 section 13.2.2).
    public enum Outcome: Sendable, Hashable {
        /// The request is carried out.
        case met
        /// The client has the resource as it is already, and is answered with 304.
        case notModified
        /// The condition in the header field is not met, and the request is answered with 412.
        case failed(APIHeaders.Name)
    }

    /// The tags of which the resource must have one, from `If-Match`.
    public var ifMatch: EntityTags?
    /// The tags of which the resource must have none, from `If-None-Match`.
    public var ifNoneMatch: EntityTags?

    /// Reads the preconditions of a request.
    ///
    /// - Parameter headers: The header fields of the request.
    /// - Throws: ``HeaderValueError`` if one of the fields is neither `*` nor a list of tags.
    public init(_ headers: APIHeaders) throws(HeaderValueError) {
        ifMatch = try EntityTags(.ifMatch, of: headers)
        ifNoneMatch = try EntityTags(.ifNoneMatch, of: headers)
    }

    /// A Boolean value that indicates whether the client asks for nothing.
    public var isEmpty: Bool { ifMatch == nil && ifNoneMatch == nil }

    /// Returns what comes of the preconditions for a resource that exists.
    ///
    /// - Parameters:
    ///   - tag: The tag of the resource.
    ///   - isReading: Whether the method is GET or HEAD.
    /// - Returns: The outcome.
    public func outcome(for tag: EntityTag, isReading: Bool) -> Outcome {
        if let ifMatch, !ifMatch.contain(tag) { return .failed(.ifMatch) }
        guard let ifNoneMatch, ifNoneMatch.contain(tag, weakly: true) else { return .met }
        return isReading ? .notModified : .failed(.ifNoneMatch)
    }
}
