/// The party that started an interaction.
public struct InteractionDirection: OpenValue, Sendable, Hashable {
    /// The text of the value.
    public let rawValue: String

    /// Creates a value from its text.
    ///
    /// - Parameter rawValue: The text of the value.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The party contacted the enterprise.
    public static let inbound = Self(rawValue: "inbound")
    /// The enterprise contacted the party.
    public static let outbound = Self(rawValue: "outbound")

    /// The values that the definitions name.
    public static let knownValues: [Self] = [.inbound, .outbound]
}
