public import TMFModels

/// How a service behaves where the APIs leave a choice.
public struct ServiceConfiguration: Sendable, Hashable {
    /// Whether a client may choose the identifier of what it creates.
    @nonexhaustive
    public enum ClientIdentifiers: Sendable, Hashable {
        /// A body with an identifier is refused, as the definitions of v4 have none in it.
        case refused
        /// An identifier is taken if there is one, and made if not; one that is taken already is a conflict (409).
        case accepted
        /// A body without an identifier is refused; one that is taken already is a conflict (409).
        case required
    }

    /// The answer to a request for a page that starts after the last resource.
    @nonexhaustive
    public enum PageBeyondEnd: Sendable, Hashable {
        /// An empty list.
        case empty
        /// An error (416) that tells how many resources there are.
        case refused
    }

    /// Whose word counts on what is mandatory.
    public var profile: ValidationProfile
    /// Whether attributes that a model does not know are kept or refused, in bodies; a client can ask for refusal with
    /// `Prefer: handling=strict`.
    public var unknownAttributes: ValidationOptions.UnknownAttributes
    /// Whether queries that name attributes which the model does not have are refused where the client does not say; else such
    /// attributes match nothing, and a `Warning` field of the answer names them.
    ///
    /// A client says with `Prefer: handling=strict` or `lenient` (RFC 7240).
    public var handlesQueriesStrictly: Bool
    /// The names of query parameters that are passed over, such as `apikey` of a gateway or `_` of a browser's cache.
    public var ignoredParameters: Set<String>
    /// Whether a client may choose the identifier of what it creates.
    public var clientIdentifiers: ClientIdentifiers
    /// Whether PATCH and DELETE need `If-Match` (RFC 6585 section 3).
    public var requiresIfMatch: Bool
    /// The answer to a request for a page that starts after the last resource.
    public var pageBeyondEnd: PageBeyondEnd
    /// How long the answer to a request with an `Idempotency-Key` is kept.
    public var idempotencyLifetime: Duration
    /// The most that the service does for a request.
    public var limits: ServiceLimits

    /// Creates a configuration.
    ///
    /// - Parameters:
    ///   - profile: Whose word counts on what is mandatory.
    ///   - unknownAttributes: Whether attributes that a model does not know are kept or refused.
    ///   - handlesQueriesStrictly: Whether queries must name attributes that the model has.
    ///   - ignoredParameters: The names of query parameters that are passed over.
    ///   - clientIdentifiers: Whether a client may choose the identifier of what it creates.
    ///   - requiresIfMatch: Whether PATCH and DELETE need `If-Match`.
    ///   - pageBeyondEnd: The answer to a request for a page that starts after the last resource.
    ///   - idempotencyLifetime: How long the answer to a request with an `Idempotency-Key` is kept.
    ///   - limits: The most that the service does for a request.
    public init(
        profile: ValidationProfile = .certification,
        unknownAttributes: ValidationOptions.UnknownAttributes = .kept,
        handlesQueriesStrictly: Bool = false,
        ignoredParameters: Set<String> = [],
        clientIdentifiers: ClientIdentifiers = .refused,
        requiresIfMatch: Bool = false,
        pageBeyondEnd: PageBeyondEnd = .empty,
        idempotencyLifetime: Duration = .seconds(24 * 60 * 60),
        limits: ServiceLimits = .default
    ) {
        self.profile = profile
        self.unknownAttributes = unknownAttributes
        self.handlesQueriesStrictly = handlesQueriesStrictly
        self.ignoredParameters = ignoredParameters
        self.clientIdentifiers = clientIdentifiers
        self.requiresIfMatch = requiresIfMatch
        self.pageBeyondEnd = pageBeyondEnd
        self.idempotencyLifetime = idempotencyLifetime
        self.limits = limits
    }
}
