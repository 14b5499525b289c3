public import TMFEvents
public import TMFExchange
import TMFJSON
import TMFQuery
public import TMFStore

/// The APIs as a function from requests to responses, to embed in any server.
///
/// ```swift
/// let service = APIService(store: InMemoryStore())
/// let response = await service.respond(to: APIRequest(.get, "/tmf-api/customerManagement/v4/customer?limit=20"))
/// ```
///
/// A service consists of parts that can be replaced: the store, the types of resources, the access policy, the
/// reference policy, the middleware and the observer. All persistent state is in the store, so any number of services
/// may share one.
///
/// A request passes the observer, the limit of concurrent requests, the middleware from the outermost to the innermost,
/// the router, the access policy, and finally the operation.
public struct APIService: Sendable {
    /// The types of resources that are served.
    public let resources: [ResourceDefinition]
    /// The configuration of the behavior that the APIs leave open.
    public var configuration: ServiceConfiguration { parts.configuration }
    /// The clock, the identifiers and the public URL that the service uses.
    public var environment: ServiceEnvironment { parts.environment }

    let parts: ServiceParts
    let access: any AccessPolicy
    let middleware: [ServiceMiddleware]
    private let observer: ServiceObserver?
    let router: Router
    private let gate: RequestGate
    /// The limit of requests that wait for events.
    private let waits: RequestGate
    private let received: ReceivedBytes

    /// Creates a service.
    ///
    /// - Parameters:
    ///   - store: The store that holds the resources.
    ///   - hub: The hub with which listeners register for events, or `nil` for none. It has the same store. Each base
    ///     path of resources with events then has a path `hub`, and every change has an `EventNote`.
    ///   - resources: The types of resources that are served. If two have the same path, the first one counts.
    ///   - configuration: The configuration of the behavior that the APIs leave open.
    ///   - environment: The clock, the identifiers and the public URL that the service uses.
    ///   - access: The policy that decides which client can do what with which resources.
    ///   - references: The policy for references to other resources, or `nil` to accept them all.
    ///   - middleware: The steps around every request, the outermost first.
    ///   - observer: The function that receives the summary of every request.
    public init(
        store: any ResourceStore,
        hub: EventHub? = nil,
        resources: [ResourceDefinition] = .standard,
        configuration: ServiceConfiguration = ServiceConfiguration(),
        environment: ServiceEnvironment = .live,
        access: any AccessPolicy = .open,
        references: ReferencePolicy? = nil,
        middleware: [ServiceMiddleware] = [],
        observer: ServiceObserver? = nil
    ) {
        self.resources = resources
        self.access = access
        parts = ServiceParts(
            store: store, hub: hub, references: references, configuration: configuration, environment: environment)
        self.middleware = middleware
        self.observer = observer
        router = Router(resources, hub: hub, servesEvents: configuration.servesEvents)
        gate = RequestGate(limit: configuration.limits.requestsInFlight)
        waits = RequestGate(limit: configuration.limits.waitingRequests)
        received = ReceivedBytes(limit: configuration.limits.receivedBytes)
    }

    /// Responds to a request whose body is complete.
    ///
    /// Servers use ``respond(to:body:)``, which limits how much of the bodies that are still arriving is held in
    /// memory.
    ///
    /// Every request gets a response. A failure is reported by a status of 400 or above and a body of type `APIError`.
    /// The response to an unexpected error, such as a failing store, does not reveal the text of the error; the client
    /// and the observer receive the same identifier of the error.
    ///
    /// - Parameter request: The request.
    /// - Returns: The response.
    public func respond(to request: APIRequest) async -> APIResponse {
        guard let observer else { return await admitted(request, record: nil) }
        let record = RequestRecord()
        let start = environment.monotonicTime()
        let response = await admitted(request, record: record)
        observer(record.summary(of: request, response, duration: environment.monotonicTime() - start))
        return response
    }

    /// Responds to a request whose body is still to be received.
    ///
    /// The request counts toward ``ServiceLimits/requestsInFlight`` before any of the body is read. Reading stops
    ///
    /// - immediately, if `Content-Length` is not a number (400) or announces more than ``ServiceLimits/body`` allows
    ///   (413);
    /// - when more than the limit arrives (413);
    /// - when the bodies of all requests together would exceed ``ServiceLimits/receivedBytes`` (503);
    /// - when a part arrives later than ``ServiceLimits/bodyTimeout`` allows (408).
    ///
    /// The response then has `Connection: close`, because a server would take the rest of the body for the next
    /// request.
    ///
    /// ```swift
    /// let response = await service.respond(to: head, body: buffers.map(\.readableBytesView))
    /// ```
    ///
    /// Every request gets a response, as with ``respond(to:)``. A body that ends with an error gets a response of 400.
    ///
    /// - Parameters:
    ///   - request: The request. Its own body is ignored.
    ///   - body: The parts of the body in order, such as `[UInt8]`, `Data` or views of buffers. The service requests a
    ///     part only when it is ready to read it.
    /// - Returns: The response.
    public func respond<Body: AsyncSequence>(
        to request: APIRequest, body: Body
    ) async -> APIResponse where Body.Element: Collection<UInt8> {
        var request = request
        request.body = []
        guard let observer else { return await admitted(&request, body: body, record: nil) }
        let record = RequestRecord()
        let start = environment.monotonicTime()
        let response = await admitted(&request, body: body, record: record)
        observer(record.summary(of: request, response, duration: environment.monotonicTime() - start))
        return response
    }

    private func admitted(_ request: APIRequest, record: RequestRecord?) async -> APIResponse {
        guard gate.enter() else { return withoutBodyForHead(Self.busy.response, request) }
        defer { gate.leave() }
        return withoutBodyForHead(await passed(request, through: middleware[...], record: record), request)
    }

    private func admitted<Body: AsyncSequence>(
        _ request: inout APIRequest, body: Body, record: RequestRecord?
    ) async -> APIResponse where Body.Element: Collection<UInt8> {
        guard gate.enter() else { return unread(Self.busy, request) }
        defer { gate.leave() }
        do throws(ServiceError) {
            var reader = try BodyReader(
                request, limits: configuration.limits, received: received, time: environment.monotonicTime)
            defer { reader.giveBack() }
            do throws(ServiceError) {
                try await reader.read(body, record)
            } catch {
                request.body = reader.body
                throw error
            }
            request.body = reader.body
            return withoutBodyForHead(await passed(request, through: middleware[...], record: record), request)
        } catch {
            return unread(error, request)
        }
    }

    private func passed(
        _ request: APIRequest, through steps: ArraySlice<ServiceMiddleware>, record: RequestRecord?
    ) async -> APIResponse {
        do {
            guard let step = steps.first else { return try await answer(request, record) }
            return try await ForeignError.wrap {
                try await step(request) { await passed($0, through: steps.dropFirst(), record: record) }
            }
        } catch {
            return refusal(error, record)
        }
    }

    private func answer(_ request: APIRequest, _ record: RequestRecord?) async throws -> APIResponse {
        guard request.target.utf8.count <= configuration.limits.targetLength else {
            throw ServiceError(
                .targetTooLong, "Path and query can have at most \(configuration.limits.targetLength) bytes.")
        }
        switch try router.destination(of: request) {
        case .resources(let route): return try await answer(request, route, record)
        case .hub(let route): return try await answer(request, route, record)
        case .events(let events): return try await answer(request, events, record)
        }
    }

    private func answer(_ request: APIRequest, _ route: Route, _ record: RequestRecord?) async throws -> APIResponse {
        let operation = try route.operation(of: request.method)
        record?.note { [resource = route.resource.definition.name, id = route.id] notes in
            notes.operation = operation
            notes.resource = resource
            notes.id = id
        }
        var context = RequestContext(service: parts, request: request, route: route, record: record)
        let decision = try await ForeignError.wrap {
            try await access.decision(on: request, operation, of: route.resource.definition)
        }
        switch decision {
        case .allowed: break
        case .restricted(let rows, let mask): context.restrict(to: rows, mask)
        case .refused(let error): throw error
        }
        // The successful responses to DELETE and OPTIONS have no body that a client could refuse.
        if operation != .delete, operation != .describe { try request.checkAccept() }
        return try await context.carryOut(operation)
    }

    private func answer(
        _ request: APIRequest, _ route: HubRoute, _ record: RequestRecord?
    ) async throws -> APIResponse {
        let operation = try route.operation(of: request.method)
        record?.note { [id = route.id] notes in
            notes.operation = operation
            notes.resource = ServedHub.name
            notes.id = id
        }
        let context = HubContext(service: parts, access: access, request: request, route: route, record: record)
        return try await context.carryOut(operation)
    }

    private func answer(
        _ request: APIRequest, _ events: ServedEvents, _ record: RequestRecord?
    ) async throws -> APIResponse {
        let operation = try ServedEvents.operation(of: request.method)
        record?.note { notes in
            notes.operation = operation
            notes.resource = ServedEvents.name
        }
        guard operation == .list else { return APIResponse(status: 204, headers: ServedEvents.capabilities) }
        let scope = try await access.eventScope(for: request, of: events.resources)
        let context = EventContext(
            service: parts, request: request, events: events, scope: scope, waits: waits, record: record)
        return try await context.list()
    }

    // MARK: - Refusals

    private static let busy = ServiceError(
        .unavailable, "Too many concurrent requests. Try again later.", headers: ServiceError.retry)

    /// Returns the response to a request whose body was not read completely.
    private func unread(_ error: ServiceError, _ request: APIRequest) -> APIResponse {
        var response = error.response
        if request.announcesBody { response.headers[.connection] = "close" }
        return withoutBodyForHead(response, request)
    }

    private func refusal(_ error: any Error, _ record: RequestRecord?) -> APIResponse {
        let failure: ServiceError
        switch error {
        case let error as ServiceError:
            failure = error
        case let error as StoreError:
            failure = Self.failure(of: error)
        default:
            failure = ServiceError(.internalError)
        }
        // A deliberate refusal, such as 503, is complete as it is.
        let isMeant = error is ServiceError && failure.code != .internalError
        guard failure.code.status >= 500, !isMeant else { return failure.response }
        let errorID = environment.makeIdentifier()
        record?.note { [description = String(describing: error)] notes in
            notes.errorID = errorID
            notes.internalError = description
        }
        return failure.response(errorID: errorID)
    }

    private static func failure(of error: StoreError) -> ServiceError {
        switch error.code {
        case .duplicateID, .revisionMismatch:
            ServiceError(.conflict, "Other requests changed the resource at the same time. Read it again and retry.")
        case .notFound: ServiceError(.notFound, "The resource does not exist.")
        case .outOfScope: ServiceError(.accessDenied, "You do not have access to the resource as changed.")
        case .cursorExpired: ServiceError(.gone, "The cursor has expired. Request the first page again.")
        case .full, .locked, .unavailable: ServiceError(.unavailable, headers: ServiceError.retry)
        case .changedID, .changesExpired, .corrupted, .invalidNote, .notAnObject: ServiceError(.internalError)
        }
    }

    /// Returns the response to HEAD, which has the length of the body of GET in place of the body.
    private func withoutBodyForHead(_ response: APIResponse, _ request: APIRequest) -> APIResponse {
        guard request.method == .head else { return response }
        var response = response
        // A list counts its length without creating its text.
        let isCounted = response.body.isEmpty && response.headers[.contentLength] != nil
        if response.status != 304, !isCounted { response.headers[.contentLength] = String(response.body.count) }
        response.body = []
        return response
    }
}
