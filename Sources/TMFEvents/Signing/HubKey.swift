/// A key from which a hub derives the secrets of its subscriptions, so that none of them has to be kept.
///
/// Its text is the Base64 encoding of at least 32 bytes. Only ``text`` returns it: descriptions and debugger output do
/// not show the key. A command such as `openssl rand -base64 32` makes one:
///
/// ```swift
/// let key = try HubKey(secretOfTheOperator)
/// ```
public struct HubKey: Sendable, Hashable {
    private static let size = 32

    private let key: SecretBytes

    /// Creates a key from its text.
    ///
    /// - Parameter text: The Base64 encoding (RFC 4648 section 4) of at least 32 bytes.
    /// - Throws: ``WebhookError`` with ``WebhookError/Code/invalidKey`` for any other text.
    public init(_ text: String) throws(WebhookError) {
        guard let bytes = Base64.decoded(text), bytes.count >= Self.size else { throw WebhookError(.invalidKey) }
        key = SecretBytes(bytes)
    }

    private init(_ key: SecretBytes) { self.key = key }

    /// Returns a random key of 32 bytes.
    ///
    /// - Returns: The key.
    public static func random() -> HubKey { HubKey(.random(count: size)) }

    /// The text of the key, to be kept by the operator only.
    public var text: String { Base64.encoded(key.bytes) }

    /// Returns the secret of a subscription.
    ///
    /// The secret is HMAC-SHA256 with this key over the text `tmf-hub-secret`, a zero byte, the identifier, a zero byte
    /// and the decimal digits of the epoch.
    ///
    /// - Parameters:
    ///   - subscription: The identifier of the subscription.
    ///   - epoch: The number of times that the secret of the subscription was replaced.
    /// - Returns: The secret, which is 32 bytes long.
    public func secret(for subscription: String, epoch: UInt64) -> WebhookSecret {
        var code = HMAC(key: key.bytes)
        code.update("tmf-hub-secret\0\(subscription)\0\(epoch)")
        return WebhookSecret(SecretBytes(code.finalized()))
    }
}

extension HubKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The name of the type, without the key.
    public var description: String { "HubKey(hidden)" }

    /// The name of the type, without the key.
    public var debugDescription: String { description }

    /// A mirror without children.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
