public import TMFModels
public import TMFStore

/// The two APIs as a function from requests to responses, to embed in any server.
///
/// ```swift
/// let service = TMFService(store: InMemoryStore())
/// let response = await service.respond(to: APIRequest(.get, "/tmf-api/customerManagement/v4/customer?limit=20"))
/// ```
///
/// A service is a value without state of its own: everything lives in the store, so any number of services may share one.
public struct TMFService: Sendable {
    /// How the service behaves.
    public let configuration: ServiceConfiguration
    /// What the service takes from the world around it.
    public let environment: ServiceEnvironment

    let store: any ResourceStore
    let router: Router

    /// Creates a service.
    ///
    /// - Parameters:
    ///   - store: Where the resources are kept.
    ///   - configuration: How the service behaves.
    ///   - environment: What the service takes from the world around it.
    public init(
        store: any ResourceStore,
        configuration: ServiceConfiguration = ServiceConfiguration(),
        environment: ServiceEnvironment = .live
    ) {
        self.store = store
        self.configuration = configuration
        self.environment = environment
        router = Router([
            .partyInteraction(basePath: configuration.partyInteractionBasePath),
            .customer(basePath: configuration.customerBasePath),
        ])
    }

    /// Answers a request.
    ///
    /// Every request gets an answer: what goes wrong is told by a status of 400 or above and a body of the form of
    /// `APIError`. An error that the service does not expect, such as a failing store, gives 500 without its details.
    ///
    /// - Parameter request: The request.
    /// - Returns: The response.
    public func respond(to request: APIRequest) async -> APIResponse {
        do {
            return try await answer(to: request)
        } catch let failure as ServiceFailure {
            return failure.response
        } catch {
            return ServiceFailure(.internalError, message: nil).response
        }
    }

    private func answer(to request: APIRequest) async throws -> APIResponse {
        let route = try router.route(request)
        // The answer to a successful DELETE has no body that a client could refuse.
        if request.method != .delete { try ContentNegotiation.checkAccept(of: request) }
        switch route {
        case .list(let resource): return try await list(resource, request)
        case .create(let resource): return try await create(resource, request)
        case .read(let resource, let id): return try await read(resource, id, request)
        case .patch(let resource, let id): return try await patch(resource, id, request)
        case .delete(let resource, let id): return try await delete(resource, id)
        }
    }
}
