/// An error that a handler throws for an event that it can only handle later.
///
/// The sender gets 503 with `Retry-After`.
public struct EventPostponement: Error, Sendable, Hashable {
    /// The time after which the sender should try again.
    public var delay: Duration

    /// Creates an error.
    ///
    /// - Parameter delay: The time after which the sender should try again. The sender gets it rounded up to seconds.
    public init(by delay: Duration) { self.delay = delay }

    /// The delay in seconds, rounded up, as the value of `Retry-After`.
    var seconds: String {
        let (seconds, attoseconds) = delay.components
        return String(max(attoseconds > 0 && seconds < .max ? seconds + 1 : seconds, 0))
    }
}
