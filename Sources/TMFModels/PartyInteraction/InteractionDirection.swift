/// Who began an interaction.
public struct InteractionDirection: OpenValue, Sendable, Hashable {
    /// The text.
    public let rawValue: String

    /// Creates a value from its text.
    ///
    /// - Parameter rawValue: The text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The party came to the enterprise.
    public static let inbound = Self(rawValue: "inbound")
    /// The enterprise came to the party.
    public static let outbound = Self(rawValue: "outbound")

    /// The values that the definitions name.
    public static let knownValues: [Self] = [.inbound, .outbound]
}
