/// A response of an API, independent of any server or client framework.
public struct APIResponse: Sendable, Hashable {
    /// The HTTP status code, such as 200.
    public var status: Int
    /// The header fields.
    public var headers: APIHeaders
    /// The body, which is empty if the response has none.
    public var body: [UInt8]

    /// Creates a response.
    ///
    /// - Parameters:
    ///   - status: The status code.
    ///   - headers: The header fields.
    ///   - body: The body.
    public init(status: Int, headers: APIHeaders = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }
}
