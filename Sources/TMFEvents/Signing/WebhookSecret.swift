/// A secret that the sender and the receiver of events share, for signatures of the version `v1` of Standard Webhooks.
///
/// Its text is `whsec_` and the Base64 encoding of 24 to 64 bytes. Only ``text`` returns it: descriptions and debugger
/// output do not show the secret.
public struct WebhookSecret: Sendable, Hashable {
    private static let prefix = "whsec_"
    private static let sizes = 24...64

    private let secret: SecretBytes

    /// The bytes of the secret, the key of its signatures.
    var bytes: [UInt8] { secret.bytes }

    /// Creates a secret from its text.
    ///
    /// - Parameter text: `whsec_`, which may be missing, and the Base64 encoding (RFC 4648 section 4) of 24 to 64
    ///   bytes.
    /// - Throws: ``WebhookError`` with ``WebhookError/Code/invalidSecret`` for any other text.
    public init(_ text: String) throws(WebhookError) {
        let digits = text.hasPrefix(Self.prefix) ? text.dropFirst(Self.prefix.count) : text[...]
        guard let bytes = Base64.decoded(digits), Self.sizes.contains(bytes.count) else {
            throw WebhookError(.invalidSecret)
        }
        self.init(SecretBytes(bytes))
    }

    /// Creates a secret from 24 to 64 bytes.
    init(_ secret: SecretBytes) { self.secret = secret }

    /// Returns a random secret of 32 bytes.
    ///
    /// - Returns: The secret.
    public static func random() -> WebhookSecret { WebhookSecret(.random(count: 32)) }

    /// The text of the secret, to be shown to the other party only.
    public var text: String { Self.prefix + Base64.encoded(bytes) }
}

extension WebhookSecret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The name of the type, without the secret.
    public var description: String { "WebhookSecret(hidden)" }

    /// The name of the type, without the secret.
    public var debugDescription: String { description }

    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
