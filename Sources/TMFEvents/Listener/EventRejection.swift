/// An error that a handler throws for an event that it will never be able to handle.
///
/// The sender gets 422. A hub such as that of this library tries a few more times, puts the event aside, and goes on
/// with the next one.
public struct EventRejection: Error, Sendable, Hashable, CustomStringConvertible {
    /// The reason, which the sender gets.
    public var reason: String

    /// Creates an error.
    ///
    /// - Parameter reason: The reason, which the sender gets.
    public init(_ reason: String) { self.reason = reason }

    /// The reason.
    public var description: String { reason }
}
