import TMForum

// The Swift examples of the guide `Service`, block by block; a test looks for each block here. The services that its
// exchanges go to are made of them.

/// The services that the page asks.
enum ServiceGuide {
    /// Returns the services by their names in the page, all of them on one store and with one clock.
    static func services(_ observer: @escaping ServiceObserver) throws -> [String: APIService] {
        let store = InMemoryStore()
        let environment = ServiceEnvironment.fixed(try Timestamp("2026-11-21T09:00:00Z"))
        func service(
            _ resources: [ResourceDefinition] = .standard,
            _ configuration: ServiceConfiguration = ServiceConfiguration(),
            access: any AccessPolicy = .open, references: ReferencePolicy? = nil, middleware: [ServiceMiddleware] = []
        ) -> APIService {
            APIService(
                store: store, resources: resources, configuration: configuration, environment: environment,
                access: access, references: references, middleware: middleware, observer: observer)
        }
        return [
            "": service(),
            "careful": service(.standard, careful()),
            "workflow": service(workflow()),
            "bulk": service(bulk()),
            "chosen": service(.standard, chosen()),
            "references": service(references: references(in: store)),
            "specification": service(.standard, ServiceConfiguration(profile: .specification)),
            "bounded": service(.standard, ServiceConfiguration(pageBeyondEnd: .refused)),
            "parties": service(access: .parties(challenge: "Bearer")),
            "agents": service(access: Agents()),
            "maintenance": service(middleware: [maintenance]),
            "individuals": service(individuals()),
        ]
    }
}

// MARK: - Composing

func smallest() async -> APIResponse {
    let service = APIService(store: InMemoryStore())
    let response = await service.respond(to: APIRequest(.get, "/tmf-api/customerManagement/v4/customer?limit=20"))
    return response
}

func elsewhere(_ store: some ResourceStore) -> APIService {
    let service = APIService(
        store: store,
        resources: [
            ResourceDefinition(.customerV4.at("/crm/v4")), ResourceDefinition(.partyInteractionV4.at("/contacts/v4")),
        ])
    return service
}

func configured(_ store: some ResourceStore) -> APIService {
    var configuration = ServiceConfiguration(requiresIfMatch: true)
    configuration.limits.maximumPageSize = 500
    let service = APIService(store: store, configuration: configuration)
    return service
}

func described(_ service: APIService) -> [UInt8] {
    let document = service.openAPI(title: "Customers", version: "1.0.0")
    let text = document.serialized(options: .prettyPrinted)
    return text
}

func addressed(_ store: some ResourceStore) -> APIService {
    var environment = ServiceEnvironment(publicURL: "https://api.example.com")
    environment.makeIdentifier = { "B-" + String(UInt64.random(in: 0 ... .max), radix: 36) }
    let service = APIService(store: store, environment: environment)
    return service
}

func guarded(_ store: some ResourceStore, _ known: Set<String>) -> APIService {
    let service = APIService(
        store: store,
        access: .parties(challenge: "Bearer"),
        references: ReferencePolicy(.warn) { reference in known.contains(reference.id ?? "") })
    return service
}

let maintenance: ServiceMiddleware = { request, next in
    guard [.get, .head, .options].contains(request.method) else {
        throw ServiceError(.unavailable, "Reading only until 6:00.", headers: [.retryAfter: "3600"])
    }
    return await next(request)
}

func observed(_ store: some ResourceStore) -> APIService {
    let service = APIService(
        store: store,
        middleware: [maintenance],
        observer: { event in print(event.method, event.operation ?? .describe, event.status, event.duration) })
    return service
}

// MARK: - Rules

func careful() -> ServiceConfiguration {
    let careful = ServiceConfiguration(requiresIfMatch: true)
    return careful
}

func workflow() -> [ResourceDefinition] {
    var interactions = ResourceDefinition(.partyInteractionV4)
    interactions.transitions = StatusTransitions(
        ["open": ["inProgress", "closed"], "inProgress": ["closed"]],
        initial: ["open"])
    return [interactions]
}

func chosen() -> ServiceConfiguration {
    let chosen = ServiceConfiguration(clientIdentifiers: .accepted)
    return chosen
}

func references(in store: some ResourceStore) -> ReferencePolicy {
    let references = ReferencePolicy(.strict) { reference in
        guard reference.referredType == "Customer", let id = reference.id else { return true }
        return try await store.resource(for: ResourceKey("customer", id)) != nil
    }
    return references
}

func bulk() -> [ResourceDefinition] {
    var interactions = ResourceDefinition(.partyInteractionV4)
    interactions.operations.insert(.bulk)
    return [interactions]
}

// MARK: - Access

struct Agents: AccessPolicy {
    func decision(
        on request: APIRequest, _ operation: ServiceOperation, of resource: ResourceDefinition
    ) -> AccessDecision {
        guard request.identity != nil else { return .unauthenticated(challenge: "Bearer") }
        return operation == .delete ? .forbidden("Agents delete nothing.") : .allowed
    }
}

struct TenantRows: AccessPolicy {
    let tenantOfUser: [String: String]

    func decision(
        on request: APIRequest, _ operation: ServiceOperation, of resource: ResourceDefinition
    ) -> AccessDecision {
        guard let user = request.identity, let tenant = tenantOfUser[user] else { return .forbidden() }
        return .restricted(to: .equals("tenant", .text(tenant)))
    }
}

struct Tenants: Sendable {
    let services: [String: APIService]

    func respond(to request: APIRequest, of tenant: String) async -> APIResponse {
        guard let service = services[tenant] else { return ServiceError(.forbiddenRequester).response }
        return await service.respond(to: request)
    }
}

func masked() throws -> PartyAccess {
    let mask = AttributeMask([try JSONPath("$.creditProfile", dialect: .tmf630)])
    let access = PartyAccess(mask: mask, challenge: "Bearer")
    return access
}

// MARK: - A type of resource

struct Individual: Model {
    var id: String?
    var href: String?
    var givenName: String?
    var familyName: String?
    var status: String?
    var type: String?
    var additionalMembers = JSONObject()

    struct Attributes: Sendable {
        let id = Attribute("id", \Individual.id, .setByServer)
        let href = Attribute("href", \Individual.href, .setByServer)
        let givenName = Attribute("givenName", \Individual.givenName, .mandatory)
        let familyName = Attribute("familyName", \Individual.familyName, .mandatory)
        let status = Attribute("status", \Individual.status)
        let type = Attribute("@type", \Individual.type)
    }
    static let attributes = AttributeSet<Individual>(Attributes())
}

func individuals() -> [ResourceDefinition] {
    let individual = ResourceDescription(
        Individual.self, api: "TMF632", version: "4.0.0", basePath: "/tmf-api/party/v4",
        defaults: ["status": "initialized"], owners: ["id"], lookups: ["familyName"],
        sample: ["givenName": "Ann", "familyName": "Miller"])
    let individuals = ResourceDefinition(
        individual,
        transitions: StatusTransitions(["initialized": ["validated", "deceased"], "validated": ["deceased"]]))
    let resources = .standard + [individuals]
    return resources
}
