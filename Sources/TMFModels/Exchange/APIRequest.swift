/// A request to an API, free of any server or client framework.
public struct APIRequest: Sendable, Hashable {
    /// The method.
    public var method: APIMethod
    /// The request target as it stands in the request line: path and query, percent-encoded.
    public var target: String
    /// The header fields.
    public var headers: APIHeaders
    /// The body; empty if there is none.
    public var body: [UInt8]

    /// Creates a request.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - target: The path and the query, percent-encoded and otherwise untouched.
    ///   - headers: The header fields.
    ///   - body: The body.
    public init(_ method: APIMethod, _ target: String, headers: APIHeaders = [:], body: [UInt8] = []) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
    }

    /// The target up to the first question mark, percent-encoded.
    public var path: String { String(target.prefix { $0 != "?" }) }

    /// The target behind the first question mark, percent-encoded, or `nil` if there is none.
    public var query: String? {
        guard let mark = target.firstIndex(of: "?") else { return nil }
        return String(target[target.index(after: mark)...])
    }
}
