public import TMFExchange
public import TMFModels
public import TMFStore

/// A summary of a request and its outcome, for logs and metrics.
public struct RequestSummary: Sendable, Hashable {
    /// The method.
    public var method: APIMethod
    /// The request target as the client wrote it, which may contain personal data.
    public var target: String
    /// The operation of the request, or `nil` if the request was refused before the operation was known.
    public var operation: ServiceOperation?
    /// The name of the type of resource, or `nil` if the request was refused before the type was known.
    public var resource: String?
    /// The identifier of the resource, or `nil` if the request does not name one.
    public var id: String?
    /// The status of the response.
    public var status: Int
    /// The time between the request and the response.
    public var duration: Duration
    /// The number of bytes of the request's body.
    public var requestSize: Int
    /// The number of bytes of the response's body.
    public var responseSize: Int
    /// The total number of matching resources on all pages, if the request is for a list.
    public var total: Int?
    /// The plan by which the store finds the resources of a list, or `nil` if the store does not report one.
    public var plan: QueryPlan?
    /// The warnings about a body that was accepted, such as a reference to a resource that does not exist.
    public var warnings: [Finding]
    /// The names of the events that the change causes.
    public var events: [String]
    /// The identifier of an internal error, which the client received in place of a description.
    public var errorID: String?
    /// The description of an internal error, which must not leave the service.
    public var internalError: String?

    /// Creates a summary with the values of its properties.
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

/// A function that receives the summary of every request before the response is sent, and should be quick.
public typealias ServiceObserver = @Sendable (RequestSummary) -> Void
