public import TMFExchange

/// A request to a listener, usually with an event.
public struct EventMessage: Sendable, Hashable {
    /// The method.
    public var method: APIMethod
    /// The URL to send to.
    public var url: CallbackURL
    /// The header fields, without those by which the sender frames a message, such as `Host` and `Content-Length`.
    public var headers: APIHeaders
    /// The body, which is empty if the message has none.
    public var body: [UInt8]
    /// The time for a connection.
    public var connectTimeout: Duration
    /// The time for everything, from the look-up of the name to the last byte of the answer.
    public var timeout: Duration
    /// The maximum number of bytes of the body of the answer.
    public var answerLimit: Int

    /// Creates a message.
    ///
    /// - Parameters:
    ///   - method: The method.
    ///   - url: The URL to send to.
    ///   - headers: The header fields, without those by which the sender frames a message.
    ///   - body: The body.
    ///   - connectTimeout: The time for a connection.
    ///   - timeout: The time for everything.
    ///   - answerLimit: The maximum number of bytes of the body of the answer.
    public init(
        _ method: APIMethod = .post, to url: CallbackURL, headers: APIHeaders = [:], body: [UInt8] = [],
        connectTimeout: Duration = .seconds(5), timeout: Duration = .seconds(15), answerLimit: Int = 64 << 10
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.connectTimeout = connectTimeout
        self.timeout = timeout
        self.answerLimit = answerLimit
    }
}
