import TMFExchange

extension APIResponse {
    /// The content type of every response of the service that has a body.
    static let contentType = "application/json;charset=utf-8"
}
