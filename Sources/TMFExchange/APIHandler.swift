/// A function that answers requests: a service, a client that sends them to a server, or a stand-in for either in a test.
///
/// It throws where there is no response at all, such as for lack of a connection.
///
/// ```swift
/// let handler: APIHandler = { await service.respond(to: $0) }
/// ```
public typealias APIHandler = @Sendable (_ request: APIRequest) async throws -> APIResponse
