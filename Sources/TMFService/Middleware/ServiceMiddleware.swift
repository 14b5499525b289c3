public import TMFExchange

/// A step around every request: it may change the request, the response, or answer itself.
///
/// ```swift
/// let poweredBy: ServiceMiddleware = { request, next in
///     var response = await next(request)
///     response.headers["Server"] = "CRM"
///     return response
/// }
/// ```
///
/// A ``ServiceError`` that it throws is answered as such, any other error with 500 and without its text.
public typealias ServiceMiddleware =
    @Sendable (_ request: APIRequest, _ next: @Sendable (APIRequest) async -> APIResponse) async throws -> APIResponse
