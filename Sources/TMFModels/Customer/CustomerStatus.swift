/// The status of a customer, for which the API definitions list no values.
public struct CustomerStatus: OpenValue, Sendable, Hashable {
    /// The text of the value.
    public let rawValue: String

    /// Creates a value from its text.
    ///
    /// - Parameter rawValue: The text of the value.
    public init(rawValue: String) { self.rawValue = rawValue }

}
