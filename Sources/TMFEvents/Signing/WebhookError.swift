public import TMFExchange

/// An error that describes why a message cannot be signed, or why its signature is not accepted.
public struct WebhookError: Error, Sendable, Hashable {
    /// The kind of failure.
    @nonexhaustive
    public enum Code: Sendable, Hashable {
        /// The text is not that of a secret.
        case invalidSecret
        /// The text is not that of a hub key.
        case invalidKey
        /// The identifier of the message to sign is empty, or contains a dot or anything but visible ASCII.
        case invalidIdentifier
        /// A header field is missing or empty.
        case missingHeader
        /// A header field has a value that cannot be read.
        case malformedHeader
        /// The message was sent too long ago.
        case tooOld
        /// The message was sent too far in the future.
        case tooNew
        /// No signature was made with one of the secrets.
        case noMatch
    }

    /// The kind of failure.
    public let code: Code
    /// The header field that is missing or malformed, if one is.
    public let header: APIHeaders.Name?

    init(_ code: Code, header: APIHeaders.Name? = nil) {
        self.code = code
        self.header = header
    }
}

extension WebhookError: CustomStringConvertible {
    /// A description of the problem in one sentence, without any secret.
    public var description: String {
        let field = header.map { "the header field \($0)" } ?? "a header field"
        return switch code {
        case .invalidSecret: "a secret must be 'whsec_' and the Base64 encoding of 24 to 64 bytes"
        case .invalidKey: "a hub key must be the Base64 encoding of at least 32 bytes"
        case .invalidIdentifier: "the identifier of a message must consist of visible ASCII characters other than dots"
        case .missingHeader: "\(field) is missing"
        case .malformedHeader: "\(field) cannot be read"
        case .tooOld: "the message was sent too long ago"
        case .tooNew: "the message was sent too far in the future"
        case .noMatch: "no signature matches"
        }
    }
}
