import TMFExchange
public import TMFQuery

/// The decision of an access policy about a request.
@nonexhaustive
public enum AccessDecision: Sendable, Hashable {
    /// The operation is allowed with all resources.
    case allowed
    /// The operation is allowed with the resources that satisfy a condition, as if there were no others, and without
    /// the attributes that a mask hides, as if they did not exist.
    case restricted(to: Filter, hiding: AttributeMask = .none)
    /// The operation is not allowed.
    case refused(ServiceError)

    /// Refuses a client that is not authenticated (401).
    ///
    /// - Parameters:
    ///   - challenge: How the client can authenticate itself: the value of `WWW-Authenticate` (RFC 9110 section
    ///     11.6.1), such as `Bearer`.
    ///   - code: The problem with the credentials.
    ///   - message: An additional explanation for the client.
    /// - Returns: The refusal.
    public static func unauthenticated(
        challenge: String, _ code: ServiceError.Code = .missingCredentials,
        _ message: String = "Authentication is required."
    ) -> AccessDecision {
        .refused(ServiceError(code, message, headers: [.wwwAuthenticate: challenge]))
    }

    /// Refuses a client that is not allowed to do this (403).
    ///
    /// - Parameter message: The explanation for the client.
    /// - Returns: The refusal.
    public static func forbidden(_ message: String = "You do not have permission for this operation.") -> AccessDecision
    {
        .refused(ServiceError(.accessDenied, message))
    }
}
