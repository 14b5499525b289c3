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
    /// Who makes the request, as the server found out that passes it on; `nil` if it did not.
    ///
    /// Nothing that comes over the wire sets it: a server sets it when it has authenticated the client.
    public var identity: String?

    /// Creates a request.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - target: The path and the query, percent-encoded and otherwise untouched.
    ///   - headers: The header fields.
    ///   - body: The body.
    ///   - identity: Who makes the request, if the server has found out.
    public init(
        _ method: APIMethod, _ target: String, headers: APIHeaders = [:], body: [UInt8] = [], identity: String? = nil
    ) {
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.identity = identity
    }

    /// The target up to the first question mark, percent-encoded.
    public var path: String { String(target[..<(mark ?? target.endIndex)]) }

    /// The target behind the first question mark, percent-encoded, or `nil` if there is none.
    public var query: String? {
        guard let mark else { return nil }
        return String(target[target.utf8.index(after: mark)...])
    }

    private var mark: String.Index? { target.utf8.firstIndex(of: UInt8(ascii: "?")) }
}
