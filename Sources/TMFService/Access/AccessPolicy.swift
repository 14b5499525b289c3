public import TMFExchange

/// Decides who may do what with which resources.
///
/// It is asked once for every request that has a path and a method of the service, before its header fields and its body are
/// looked at.
public protocol AccessPolicy: Sendable {
    /// Decides on a request.
    ///
    /// - Parameters:
    ///   - request: The request; its `identity` says who makes it, if the server found out.
    ///   - operation: The operation of the request.
    ///   - resource: The type of resource that it is about.
    /// - Returns: The decision.
    /// - Throws: ``ServiceError`` to answer with it; any other error is answered with 500.
    func decision(
        on request: APIRequest, _ operation: ServiceOperation, of resource: ResourceDefinition
    ) async throws -> AccessDecision
}

/// Everybody may do everything.
public struct OpenAccess: AccessPolicy {
    /// Creates the policy.
    public init() {}

    /// Allows everything.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - operation: The operation of the request.
    ///   - resource: The type of resource that it is about.
    /// - Returns: ``AccessDecision/allowed``.
    public func decision(
        on request: APIRequest, _ operation: ServiceOperation, of resource: ResourceDefinition
    ) -> AccessDecision { .allowed }
}

extension AccessPolicy where Self == OpenAccess {
    /// Everybody may do everything.
    public static var open: OpenAccess { OpenAccess() }
}
