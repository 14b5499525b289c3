/// The conditions on the state of a resource under which a request is carried out (RFC 9110 section 13).
public struct Preconditions: Sendable, Hashable {
    /// The result of evaluating preconditions (RFC 9110 section 13.2.2).
    public enum Outcome: Sendable, Hashable {
        /// The request is carried out.
        case met
        /// The client already has the current state of the resource, and the response is 304.
        case notModified
        /// The condition in the given header field is not met, and the response is 412.
        case failed(APIHeaders.Name)
    }

    /// The tags from `If-Match`, one of which the resource must have.
    public var ifMatch: EntityTags?
    /// The tags from `If-None-Match`, none of which the resource may have.
    public var ifNoneMatch: EntityTags?

    /// Parses the preconditions of a request.
    ///
    /// - Parameter headers: The header fields of the request.
    /// - Throws: ``HeaderValueError`` if one of the fields is neither `*` nor a list of tags.
    public init(_ headers: APIHeaders) throws(HeaderValueError) {
        ifMatch = try EntityTags(.ifMatch, of: headers)
        ifNoneMatch = try EntityTags(.ifNoneMatch, of: headers)
    }

    /// A Boolean value that indicates whether the request has no preconditions.
    public var isEmpty: Bool { ifMatch == nil && ifNoneMatch == nil }

    /// Returns the result of evaluating the preconditions for an existing resource.
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
