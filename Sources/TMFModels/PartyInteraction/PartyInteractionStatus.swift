/// Where an interaction stands; the definitions call the list `PartyInteractionStatusExampleType`.
public struct PartyInteractionStatus: OpenValue, Sendable, Hashable {
    /// The text.
    public let rawValue: String

    /// Creates a value from its text.
    ///
    /// - Parameter rawValue: The text.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// The interaction is to be dealt with.
    public static let open = Self(rawValue: "open")
    /// The interaction is being dealt with.
    public static let inProgress = Self(rawValue: "inProgress")
    /// The interaction is over.
    public static let completed = Self(rawValue: "completed")

    /// The values that the definitions name.
    public static let knownValues: [Self] = [.open, .inProgress, .completed]
}
