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
    /// The most that a query may ask for, or a condition of an access policy; a query beyond is answered with 400.
    public var query: QueryLimits
    /// The number of resources of a list for which the client sets no limit; the first page is answered with 200 all the same.
    public var defaultPageSize: Int
    /// The number of resources of a list, whatever the client asks for.
    public var maximumPageSize: Int
    /// The most that a JSON Patch may ask for, of one resource or in bulk.
    public var patch: JSONPatch.Limits
    /// The number of requests at a time; further ones are answered with 503.
    public var requestsInFlight: Int

    /// Creates limits.
    ///
    /// - Parameters:
    ///   - body: The most that a body may ask for: 4 MiB and a depth of 128 where nothing else is given.
    ///   - targetLength: The number of bytes of path and query.
    ///   - query: The most that a query may ask for.
    ///   - defaultPageSize: The number of resources of a list for which the client sets no limit.
    ///   - maximumPageSize: The number of resources of a list, whatever the client asks for.
    ///   - patch: The most that a JSON Patch may ask for.
    ///   - requestsInFlight: The number of requests at a time.
    public init(
        body: JSONLimits = JSONLimits(depth: 128, bytes: 4 << 20),
        targetLength: Int = 16_384,
        query: QueryLimits = .default,
        defaultPageSize: Int = 10_000,
        maximumPageSize: Int = 10_000,
        patch: JSONPatch.Limits = .default,
        requestsInFlight: Int = 10_000
    ) {
        self.body = body
        self.targetLength = targetLength
        self.query = query
        self.defaultPageSize = defaultPageSize
        self.maximumPageSize = maximumPageSize
        self.patch = patch
        self.requestsInFlight = requestsInFlight
    }
}
