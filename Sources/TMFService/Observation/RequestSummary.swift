public import TMFExchange
public import TMFModels
public import TMFStore

/// A summary of a request and its outcome, for logs and metrics.
public struct RequestSummary: Sendable, Hashable {
    /// The method.
    public var method: APIMethod
    /// The request target, as the client wrote it; it may hold personal data.
    public var target: String
    /// The operation of the request, or `nil` if the request was refused before the operation was known.
    public var operation: ServiceOperation?
    /// The name of the type of resource, or `nil` if it was refused before that was known.
    public var resource: String?
    /// The identifier of the resource, if it is about one.
    public var id: String?
    /// The status of the answer.
    public var status: Int
    /// How long the answer took.
    public var duration: Duration
    /// The number of bytes of the request's body.
    public var requestSize: Int
    /// The number of bytes of the answer's body.
    public var responseSize: Int
    /// The number of resources that match, on whatever page, if a list was asked for.
    public var total: Int?
    /// How the store was to find the resources of a list, if it can tell.
    public var plan: QueryPlan?
    /// The warnings about a body that was accepted, such as a reference that leads nowhere.
    public var warnings: [Finding]
    /// The names of the events that the change gives rise to.
    public var events: [String]
    /// The identifier of an internal error that the client received in place of a description.
    public var errorID: String?
    /// The error in words that must not leave the service.
    public var internalError: String?

    /// Creates a summary; see the properties for what each is.
    public init(
        method: APIMethod, target: String, operation: ServiceOperation? = nil, resource: String? = nil,
        id: String? = nil, status: Int, duration: Duration = .zero, requestSize: Int = 0, responseSize: Int = 0,
        total: Int? = nil, plan: QueryPlan? = nil, warnings: [Finding] = [], events: [String] = [],
        errorID: String? = nil, internalError: String? = nil
    ) {
        self.method = method
        self.target = target
        self.operation = operation
        self.resource = resource
        self.id = id
        self.status = status
        self.duration = duration
        self.requestSize = requestSize
        self.responseSize = responseSize
        self.total = total
        self.plan = plan
        self.warnings = warnings
        self.events = events
        self.errorID = errorID
        self.internalError = internalError
    }
}

/// Takes the summary of every request; it runs before the answer goes out, so it should be quick.
public typealias ServiceObserver = @Sendable (RequestSummary) -> Void
