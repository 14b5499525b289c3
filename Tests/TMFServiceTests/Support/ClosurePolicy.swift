import TMForum

/// An access policy that is a closure.
struct ClosurePolicy: AccessPolicy {
    let decide: @Sendable (APIRequest, ServiceOperation, ResourceDefinition) async throws -> AccessDecision

    func decision(
        on request: APIRequest, _ operation: ServiceOperation, of resource: ResourceDefinition
    ) async throws -> AccessDecision { try await decide(request, operation, resource) }

    /// Everybody sees what they own; who has no name sees everything.
    static let owned = ClosurePolicy { request, _, _ in
        guard let identity = request.identity else { return .allowed }
        return .restricted(to: .equals("owner", .text(identity)))
    }
}
