/// A request to an API, independent of any server or client framework.
public struct APIRequest: Sendable, Hashable {
    /// The method.
    public var method: APIMethod
    /// The request target as it appears in the request line: path and query, percent-encoded.
    public var target: String
    /// The header fields.
    public var headers: APIHeaders
    /// The body, which is empty if the request has none.
    public var body: [UInt8]
    /// The authenticated identity of the client, or `nil` if the client is not authenticated.
    ///
    /// No part of the received message sets it: the server sets it after authenticating the client.
    public var identity: String?

    /// Creates a request.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - target: The path and the query, percent-encoded and otherwise unchanged.
    ///   - headers: The header fields.
    ///   - body: The body.
    ///   - identity: The authenticated identity of the client, if any.
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

    /// The target after the first question mark, percent-encoded, or `nil` if there is no question mark.
    public var query: String? {
        guard let mark else { return nil }
        return String(target[target.utf8.index(after: mark)...])
    }

    private var mark: String.Index? { target.utf8.firstIndex(of: UInt8(ascii: "?")) }
}
