public import TMFExchange

extension APIService {
    /// Returns the part of a stream of server-sent events that follows a response, after at most 15 seconds.
    ///
    /// The response to a request for events that accepts `text/event-stream` contains the events that have happened. It
    /// is complete, and a client that reads it to its end asks for the next events soon. A server that can send a body
    /// in parts goes on with it instead:
    ///
    /// ```swift
    /// var part: APIResponse? = await service.respond(to: request)
    /// while let response = part {
    ///     try await write(response.body)
    ///     part = await service.continuation(of: response, to: request)
    /// }
    /// ```
    ///
    /// Every part is a request of its own: it passes the middleware and the access policy, so the stream ends when the
    /// client may no longer see the events. The client then connects again, and gets the reason.
    ///
    /// - Parameters:
    ///   - response: The response, or the part before.
    ///   - request: The request.
    /// - Returns: The next part, whose body is to be sent; or `nil` if the response is not part of a stream, the stream
    ///   ends, or the task was cancelled.
    public func continuation(of response: APIResponse, to request: APIRequest) async -> APIResponse? {
        guard response.isPartOfStream, request.method == .get, let cursor = response.headers[.eventCursor],
            !Task.isCancelled
        else { return nil }
        var request = request
        request.headers[.lastEventID] = cursor
        request.headers[.prefer] = "wait=15"
        let next = await respond(to: request)
        return next.isPartOfStream ? next : nil
    }
}

extension APIResponse {
    fileprivate var isPartOfStream: Bool {
        status == 200 && headers[.contentType].flatMap { MediaType($0) } == .eventStream
    }
}
