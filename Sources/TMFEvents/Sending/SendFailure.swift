/// An error that describes why a message has no answer.
public struct SendFailure: Error, Sendable, Hashable {
    /// The kind of failure.
    @nonexhaustive
    public enum Code: Sendable, Hashable, CaseIterable {
        /// The name of the host has no address.
        case nameNotFound
        /// No address of the host is permitted, so nothing was sent.
        case notPermitted
        /// No connection can be made.
        case cannotConnect
        /// The TLS handshake fails; for example, the certificate is for another name.
        case insecureConnection
        /// The connection ends before the answer does, so the message may have arrived.
        case connectionLost
        /// The time for the connection or the answer is over, so the message may have arrived.
        case timeout
        /// The answer is not HTTP.
        case notHTTP
        /// The answer is longer than its limit.
        case answerTooLarge
        /// The sender cannot send this message as it is, so nothing was sent.
        case notSendable
        /// The task that sends the message was cancelled.
        case cancelled
    }

    /// The number of bytes of the longest reason.
    private static let longest = 200

    /// The kind of failure.
    public let code: Code
    /// A short explanation for the operator, or `nil`.
    ///
    /// It is a single line, at most 200 bytes long.
    public let reason: String?

    /// Creates a failure.
    ///
    /// - Parameters:
    ///   - code: The kind of failure.
    ///   - reason: A short explanation for the operator, which contains nothing of the message or the answer. Control
    ///     characters become spaces, and it is cut after 200 bytes.
    public init(_ code: Code, _ reason: String? = nil) {
        self.code = code
        self.reason = reason.map(Self.line)
    }

    private static func line(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        var length = 0
        for scalar in text.unicodeScalars {
            length += UTF8.width(scalar)
            guard length <= longest else { break }
            line.append(scalar.properties.generalCategory == .control ? " " : scalar)
        }
        return String(line)
    }
}

extension SendFailure: CustomStringConvertible {
    /// A description of the failure in one sentence.
    public var description: String { problem + (reason.map { ": \($0)" } ?? "") }

    private var problem: String {
        switch code {
        case .nameNotFound: "the name of the host has no address"
        case .notPermitted: "no address of the host is permitted"
        case .cannotConnect: "no connection can be made"
        case .insecureConnection: "no secure connection can be made"
        case .connectionLost: "the connection ended before the answer"
        case .timeout: "the answer took too long"
        case .notHTTP: "the answer is not HTTP"
        case .answerTooLarge: "the answer is too large"
        case .notSendable: "the message cannot be sent unchanged"
        case .cancelled: "the message was cancelled"
        }
    }
}
