public import TMFJSON

/// What a client asks for when it registers a listener, together with what it may see.
public struct SubscriptionRequest: Sendable, Hashable {
    /// The address of the listener, as the client wrote it.
    public var callback: String
    /// The events that the listener wants, as the client wrote it; empty for all.
    public var query: String
    /// The way in which the listener receives its events, as the client wrote it, or `nil` for the usual way.
    public var delivery: JSONValue?
    /// The types of resources of the API at which the listener is registered, and what the client may see of them.
    public var scope: EventScope
    /// The identity of the client, or `nil` if it is not authenticated.
    public var owner: String?
    /// The base path of the API.
    public var basePath: String

    /// Creates a request.
    ///
    /// - Parameters:
    ///   - callback: The address of the listener.
    ///   - query: The events that the listener wants.
    ///   - delivery: The way in which the listener receives its events.
    ///   - scope: The types of resources of the API, and what the client may see of them.
    ///   - owner: The identity of the client.
    ///   - basePath: The base path of the API.
    public init(
        callback: String, query: String = "", delivery: JSONValue? = nil, scope: EventScope = .everything,
        owner: String? = nil, basePath: String = ""
    ) {
        self.callback = callback
        self.query = query
        self.delivery = delivery
        self.scope = scope
        self.owner = owner
        self.basePath = basePath
    }
}
