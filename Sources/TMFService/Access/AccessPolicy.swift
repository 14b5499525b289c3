public import TMFExchange

/// A policy that decides which client can do what with which resources.
///
/// The service asks the policy once for every request with a path and a method that it supports, before it looks at the
/// header fields and the body.
///
/// Events are the exception. When a client registers a listener with the hub or changes the subscription, the policy is
/// asked about ``ServiceOperation/subscribe`` and ``ServiceOperation/list`` for every type of resource of the API. The
/// subscription gets the events of the types with which both are allowed: those of the resources that satisfy both
/// conditions, without the attributes that either mask hides. If there is no such type, the first refusal is the
/// response. A client always has access to its own subscriptions: those that its identity has registered. Clients without
/// an identity share the subscriptions without an owner.
public protocol AccessPolicy: Sendable {
    /// Decides on a request.
    ///
    /// - Parameters:
    ///   - request: The request. Its `identity` is the client, if the server has authenticated it.
    ///   - operation: The operation of the request.
    ///   - resource: The type of the requested resource.
    /// - Returns: The decision.
    /// - Throws: ``ServiceError`` to respond with it. Any other error results in a response of 500.
    func decision(
        on request: APIRequest, _ operation: ServiceOperation, of resource: ResourceDefinition
    ) async throws -> AccessDecision
}

/// A policy that allows every client everything.
public struct OpenAccess: SubscriberPolicy {
    /// Creates the policy.
    public init() {}

    /// Allows everything.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - operation: The operation of the request.
    ///   - resource: The type of the requested resource.
    /// - Returns: ``AccessDecision/allowed``.
    public func decision(
        on request: APIRequest, _ operation: ServiceOperation, of resource: ResourceDefinition
    ) -> AccessDecision { .allowed }
}

extension AccessPolicy where Self == OpenAccess {
    /// A policy that allows every client everything.
    public static var open: OpenAccess { OpenAccess() }
}
