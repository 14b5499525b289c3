/// The status of an interaction, which the API definitions call `PartyInteractionStatusExampleType`.
public struct PartyInteractionStatus: OpenValue, Sendable, Hashable {
    /// The text of the value.
    public let rawValue: String

    /// Creates a value from its text.
    ///
    /// - Parameter rawValue: The text of the value.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The interaction has yet to be handled.
    public static let open = Self(rawValue: "open")
    /// The interaction is being handled.
    public static let inProgress = Self(rawValue: "inProgress")
    /// The interaction is complete.
    public static let completed = Self(rawValue: "completed")

    /// The values that the definitions name.
    public static let knownValues: [Self] = [.open, .inProgress, .completed]
}
