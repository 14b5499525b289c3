public import TMFJSON
public import TMFQuery

/// The limits of a service for each request and for concurrent requests.
public struct ServiceLimits: Sendable, Hashable {
    /// The default limits.
    public static let `default` = ServiceLimits()

    /// The limits of a body.
    ///
    /// The response to a longer body is 413; a body that exceeds another limit gets 400.
    public var body: JSONLimits
    /// The maximum number of bytes in path and query.
    ///
    /// The response to a longer target is 414.
    public var targetLength: Int
    /// The limits of a query.
    ///
    /// The response to a query that exceeds them is 400.
    ///
    /// The store limits the work of filtering and sorting the resources of a list; see `StoreOptions.queryLimits`. The
    /// limit of nodes here applies to `fields`, to masks and to row filters.
    public var query: QueryLimits
    /// The number of resources in a list if the client sets no limit.
    ///
    /// The response with the first page is still 200.
    public var defaultPageSize: Int
    /// The maximum number of resources in a list, regardless of the client's limit.
    public var maximumPageSize: Int
    /// The maximum number of bytes in a list.
    ///
    /// A list that would be longer ends early, but has at least one resource.
    public var pageBytes: Int
    /// The limits of a JSON Patch.
    ///
    /// In a bulk request, its resources share the nodes in equal parts.
    public var patch: JSONPatch.Limits
    /// The maximum number of bytes in a resource, which patches can make larger than any body.
    ///
    /// The response to a patch that exceeds it is 413.
    public var resourceSize: Int
    /// The maximum number of references in one resource that a ``ReferencePolicy`` is asked about.
    ///
    /// The response to more is 400.
    public var references: Int
    /// The maximum number of concurrent requests.
    ///
    /// The response to further requests is 503.
    public var requestsInFlight: Int
    /// The maximum number of bytes that the bodies of all requests hold together.
    ///
    /// The response to a request that would exceed it is 503.
    ///
    /// It applies to ``APIService/respond(to:body:)``, from the first part of a body until the response to its request.
    public var receivedBytes: Int
    /// The maximum time for a body to arrive.
    ///
    /// The response to a later part is 408.
    ///
    /// It applies to ``APIService/respond(to:body:)``, which checks the clock with every part.
    public var bodyTimeout: Duration
    /// The maximum time that a request waits for events (`Prefer: wait`).
    public var longestWait: Duration
    /// The maximum number of concurrent requests that wait for events.
    ///
    /// Further requests get their response without waiting.
    public var waitingRequests: Int

    /// Creates limits.
    ///
    /// - Parameters:
    ///   - body: The limits of a body; by default, 4 MiB and a depth of 128.
    ///   - targetLength: The maximum number of bytes in path and query.
    ///   - query: The limits of a query.
    ///   - defaultPageSize: The number of resources in a list if the client sets no limit.
    ///   - maximumPageSize: The maximum number of resources in a list, regardless of the client's limit.
    ///   - pageBytes: The maximum number of bytes in a list; by default, 8 MiB.
    ///   - patch: The limits of a JSON Patch.
    ///   - resourceSize: The maximum number of bytes in a resource; by default, 16 MiB.
    ///   - references: The maximum number of references in one resource that a policy is asked about.
    ///   - requestsInFlight: The maximum number of concurrent requests.
    ///   - receivedBytes: The maximum number of bytes that the bodies of all requests hold together; by default, 256
    ///     MiB.
    ///   - bodyTimeout: The maximum time for a body to arrive.
    ///   - longestWait: The maximum time that a request waits for events.
    ///   - waitingRequests: The maximum number of concurrent requests that wait for events.
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
        bodyTimeout: Duration = .seconds(60),
        longestWait: Duration = .seconds(20),
        waitingRequests: Int = 1_000
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
        self.longestWait = longestWait
        self.waitingRequests = waitingRequests
    }
}
