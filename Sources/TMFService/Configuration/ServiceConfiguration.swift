public import TMFModels

/// The configuration of the behavior that the APIs leave open.
public struct ServiceConfiguration: Sendable, Hashable {
    /// The rule for identifiers that clients choose for new resources.
    @nonexhaustive
    public enum ClientIdentifiers: Sendable, Hashable {
        /// The service refuses a body with an identifier, because the definitions of version 4 do not include one.
        case refused
        /// The service accepts an identifier and creates one if there is none.
        ///
        /// An identifier that is already in use is a conflict (409).
        case accepted
        /// The service refuses a body without an identifier.
        ///
        /// An identifier that is already in use is a conflict (409).
        case required
    }

    /// The response to a request for a page that starts after the last resource.
    @nonexhaustive
    public enum PageBeyondEnd: Sendable, Hashable {
        /// An empty list.
        case empty
        /// An error (416) with the number of resources.
        case refused
    }

    /// The profile that determines which attributes are mandatory.
    public var profile: ValidationProfile
    /// The handling of attributes in bodies that a model does not know; a client can request refusal with
    /// `Prefer: handling=strict`.
    public var unknownAttributes: ValidationOptions.UnknownAttributes
    /// A Boolean value that indicates whether queries with attributes that the model does not have are refused, unless
    /// the client states a preference.
    ///
    /// Otherwise such attributes match nothing, and a `Warning` field of the response names them. A client states its
    /// preference with `Prefer: handling=strict` or `handling=lenient` (RFC 7240).
    public var handlesQueriesStrictly: Bool
    /// The names of query parameters to ignore, such as the `apikey` of a gateway or the `_` of a browser's cache.
    public var ignoredParameters: Set<String>
    /// The rule for identifiers that clients choose for new resources.
    public var clientIdentifiers: ClientIdentifiers
    /// A Boolean value that indicates whether PATCH and DELETE require `If-Match` (RFC 6585 section 3).
    public var requiresIfMatch: Bool
    /// The response to a request for a page that starts after the last resource.
    public var pageBeyondEnd: PageBeyondEnd
    /// The time for which the response to a request with an `Idempotency-Key` is kept.
    public var idempotencyLifetime: Duration
    /// A Boolean value that indicates whether clients can read events with GET, at the path `event` next to the
    /// resources.
    ///
    /// Every change then has an `EventNote`. A client reads the events of the resources that it may both list and
    /// subscribe to, as it sees them. They tell it of past and deleted states as well, as far as the feed of the store
    /// reaches.
    public var servesEvents: Bool
    /// The limits of the service.
    public var limits: ServiceLimits

    /// Creates a configuration.
    ///
    /// - Parameters:
    ///   - profile: The profile that determines which attributes are mandatory.
    ///   - unknownAttributes: The handling of attributes that a model does not know.
    ///   - handlesQueriesStrictly: Whether queries with attributes that the model does not have are refused.
    ///   - ignoredParameters: The names of query parameters to ignore.
    ///   - clientIdentifiers: The rule for identifiers that clients choose for new resources.
    ///   - requiresIfMatch: Whether PATCH and DELETE require `If-Match`.
    ///   - pageBeyondEnd: The response to a request for a page that starts after the last resource.
    ///   - idempotencyLifetime: The time for which the response to a request with an `Idempotency-Key` is kept.
    ///   - servesEvents: Whether clients can read events with GET.
    ///   - limits: The limits of the service.
    public init(
        profile: ValidationProfile = .certification,
        unknownAttributes: ValidationOptions.UnknownAttributes = .kept,
        handlesQueriesStrictly: Bool = false,
        ignoredParameters: Set<String> = [],
        clientIdentifiers: ClientIdentifiers = .refused,
        requiresIfMatch: Bool = false,
        pageBeyondEnd: PageBeyondEnd = .empty,
        idempotencyLifetime: Duration = .seconds(24 * 60 * 60),
        servesEvents: Bool = false,
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
        self.servesEvents = servesEvents
        self.limits = limits
    }
}
