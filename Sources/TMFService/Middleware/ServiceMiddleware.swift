public import TMFExchange

/// A step around every request that can change the request or the response, or respond on its own.
///
/// ```swift
/// let poweredBy: ServiceMiddleware = { request, next in
///     var response = await next(request)
///     response.headers["Server"] = "CRM"
///     return response
/// }
/// ```
///
/// If it throws a ``ServiceError``, that error is the response; any other error results in a response of 500 that does
/// not reveal its text.
public typealias ServiceMiddleware =
    @Sendable (_ request: APIRequest, _ next: @Sendable (APIRequest) async -> APIResponse) async throws -> APIResponse
