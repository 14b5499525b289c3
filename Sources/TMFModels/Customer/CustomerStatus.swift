/// Where a customer stands; the definitions name no values.
public struct CustomerStatus: OpenValue, Sendable, Hashable {
    /// The text.
    public let rawValue: String

    /// Creates a value from its text.
    ///
    /// - Parameter rawValue: The text.
    public init(rawValue: String) { self.rawValue = rawValue }

}
