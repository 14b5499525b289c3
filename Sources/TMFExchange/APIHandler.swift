/// A function that answers requests: a service, a client that sends them to a server, or a stand-in for either in a
/// test.
///
/// It throws an error if it cannot obtain a response, for example because there is no connection.
///
/// ```swift
/// let handler: APIHandler = { await service.respond(to: $0) }
/// ```
public typealias APIHandler = @Sendable (_ request: APIRequest) async throws -> APIResponse
