public import TMFJSON
public import TMFQuery

/// The most that a service does for one request, and for how many at a time.
public struct ServiceLimits: Sendable, Hashable {
    /// The limits used where none are given.
    public static let `default` = ServiceLimits()

    /// The most that a body may ask for; a longer one is answered with 413, anything else beyond with 400.
    public var body: JSONLimits
    /// The number of bytes of path and query; a longer target is answered with 414.
    public var targetLength: Int
    /// The most that a query may ask for; a query beyond is answered with 400.
    ///
    /// The work of conditions and orders on the resources of a list is the store's, and so is its limit; see
    /// `StoreOptions.queryLimits`. The limit of nodes here is that of `fields`, of masks and of row filters.
    public var query: QueryLimits
    /// The number of resources of a list for which the client sets no limit; the first page is answered with 200 all the same.
    public var defaultPageSize: Int
    /// The number of resources of a list, whatever the client asks for.
    public var maximumPageSize: Int
    /// The number of bytes of a list, which ends early where it would become longer; it has one resource at least.
    public var pageBytes: Int
    /// The most that a JSON Patch may ask for; in bulk its resources share the nodes in equal parts.
    public var patch: JSONPatch.Limits
    /// The number of bytes of a resource, which patches can make larger than any body; beyond it, a patch is answered with 413.
    public var resourceSize: Int
    /// The number of references of one resource that a ``ReferencePolicy`` is asked about; more are answered with 400.
    public var references: Int
    /// The number of requests at a time; further ones are answered with 503.
    public var requestsInFlight: Int
    /// The number of bytes of the bodies that are held at a time, by all requests together; a request that would need more
    /// is answered with 503.
    ///
    /// It counts for ``APIService/respond(to:body:)``, from the first part of a body until its request is answered.
    public var receivedBytes: Int
    /// How long a body may take to arrive; a later part is answered with 408.
    ///
    /// It counts for ``APIService/respond(to:body:)``, which looks at the clock with every part.
    public var bodyTimeout: Duration

    /// Creates limits.
    ///
    /// - Parameters:
    ///   - body: The most that a body may ask for: 4 MiB and a depth of 128 where nothing else is given.
    ///   - targetLength: The number of bytes of path and query.
    ///   - query: The most that a query may ask for.
    ///   - defaultPageSize: The number of resources of a list for which the client sets no limit.
    ///   - maximumPageSize: The number of resources of a list, whatever the client asks for.
    ///   - pageBytes: The number of bytes of a list: 8 MiB where nothing else is given.
    ///   - patch: The most that a JSON Patch may ask for.
    ///   - resourceSize: The number of bytes of a resource: 16 MiB where nothing else is given.
    ///   - references: The number of references of one resource that a policy is asked about.
    ///   - requestsInFlight: The number of requests at a time.
    ///   - receivedBytes: The number of bytes of the bodies that are held at a time: 256 MiB where nothing else is given.
    ///   - bodyTimeout: How long a body may take to arrive.
    public init(
        body: JSONLimits = JSONLimits(depth: 128, bytes: 4 << 20),
        targetLength: Int = 16_384,
        query: QueryLimits = .default,
        defaultPageSize: Int = 10_000,
        maximumPageSize: Int = 10_000,
        pageBytes: Int = 8 << 20,
        patch: JSONPatch.Limits = .default,
        resourceSize: Int = 16 << 20,
        references: Int = 1_000,
        requestsInFlight: Int = 10_000,
        receivedBytes: Int = 256 << 20,
        bodyTimeout: Duration = .seconds(60)
    ) {
        self.body = body
        self.targetLength = targetLength
        self.query = query
        self.defaultPageSize = defaultPageSize
        self.maximumPageSize = maximumPageSize
        self.pageBytes = pageBytes
        self.patch = patch
        self.resourceSize = resourceSize
        self.references = references
        self.requestsInFlight = requestsInFlight
        self.receivedBytes = receivedBytes
        self.bodyTimeout = bodyTimeout
    }
}
