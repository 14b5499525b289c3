public import TMFExchange

extension APIRequest {
    /// Creates a request whose body is a model.
    ///
    /// ```swift
    /// let request = APIRequest(.post, Customer.resourceDescription.path, body: customer)
    /// ```
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - target: The path and the query, percent-encoded.
    ///   - headers: The header fields. `Content-Type` is added where it is absent: `application/merge-patch+json` for
    ///     PATCH, `application/json` for all other methods.
    ///   - body: The model.
    ///   - identity: The client that makes the request, if the server has authenticated it.
    public init(
        _ method: APIMethod, _ target: String, headers: APIHeaders = [:], body: some Model, identity: String? = nil
    ) {
        var headers = headers
        if headers[.contentType] == nil {
            headers[.contentType] = (method == .patch ? MediaType.mergePatch : .json).text
        }
        self.init(method, target, headers: headers, body: body.serialized(), identity: identity)
    }
}
