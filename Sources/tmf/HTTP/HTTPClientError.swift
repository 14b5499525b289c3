/// The reason why a request has no response.
struct HTTPClientError: Error, Hashable, CustomStringConvertible {
    /// The kind of an error.
    enum Code: String, Sendable, Hashable {
        /// The request cannot be sent unchanged, so it was not sent.
        case notSendable
        /// There is no connection.
        case noConnection
        /// There is no secure connection, because the server is not the one that was asked for, or does not use TLS.
        case insecureConnection
        /// The connection ended before the response did, or the response is not HTTP.
        case connectionLost
        /// The response took too long.
        case timeout
        /// The body is longer than the limit.
        case tooLong
        /// The response has an encoding that was not requested, or takes too much memory.
        case unusable
        /// The task that waited for the response was cancelled.
        case cancelled
    }

    /// The kind of the error.
    var code: Code
    /// A description of the problem in one sentence.
    var description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    static func timeout(_ timeout: Duration) -> Self { Self(.timeout, "no complete response within \(timeout)") }
    static let cancelled = Self(.cancelled, "the request was cancelled")
}
