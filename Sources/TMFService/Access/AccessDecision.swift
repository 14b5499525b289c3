import TMFExchange
public import TMFQuery

/// The decision of a policy about a request.
@nonexhaustive
public enum AccessDecision: Sendable, Hashable {
    /// It may be done, with all resources.
    case allowed
    /// It may be done with the resources that satisfy a condition, as if there were no others, and without the attributes
    /// that a mask hides, as if they were not there.
    case restricted(to: Filter, hiding: AttributeMask = .none)
    /// It may not be done.
    case refused(ServiceError)

    /// The refusal of a client that has not said who it is (401).
    ///
    /// - Parameters:
    ///   - challenge: How it can say so, the value of `WWW-Authenticate` (RFC 9110 section 11.6.1), such as `Bearer`.
    ///   - code: The problem with the credentials.
    ///   - message: An additional explanation for the client.
    /// - Returns: The refusal.
    public static func unauthenticated(
        challenge: String, _ code: ServiceError.Code = .missingCredentials,
        _ message: String = "Authentication is required."
    ) -> AccessDecision {
        .refused(ServiceError(code, message, headers: [.wwwAuthenticate: challenge]))
    }

    /// The refusal of a client that may not do this (403).
    ///
    /// - Parameter message: The explanation for the client.
    /// - Returns: The refusal.
    public static func forbidden(_ message: String = "You do not have permission for this operation.") -> AccessDecision
    {
        .refused(ServiceError(.accessDenied, message))
    }
}
