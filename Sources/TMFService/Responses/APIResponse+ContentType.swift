import TMFExchange

extension APIResponse {
    /// The type of every response of the service with a body.
    static let contentType = "application/json;charset=utf-8"
}
