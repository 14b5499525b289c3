/// The reason why a request has no response.
struct HTTPClientError: Error, Hashable, CustomStringConvertible {
    /// What kind of reason it is.
    enum Code: String, Sendable, Hashable {
        /// The request cannot be sent as it is, so that it was not sent.
        case notSendable
        /// There is no connection, or it ended before the response did.
        case noConnection
        /// The response took too long.
        case timeout
        /// The body is longer than is read.
        case tooLong
        /// The response is in a form that was not asked for, or takes more than it may.
        case unusable
        /// The task that waited for the response was cancelled.
        case cancelled
    }

    /// What kind of reason it is.
    var code: Code
    /// The problem in one sentence.
    var description: String

    init(_ code: Code, _ description: String) {
        self.code = code
        self.description = description
    }

    static func timeout(_ timeout: Duration) -> Self { Self(.timeout, "no complete response within \(timeout)") }
    static let cancelled = Self(.cancelled, "the request was cancelled")
}
