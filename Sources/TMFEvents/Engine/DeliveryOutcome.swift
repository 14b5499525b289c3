/// The meaning of the response to a delivery, or of its absence.
@nonexhaustive
public enum DeliveryOutcome: Sendable, Hashable {
    /// The listener took the event.
    case acknowledged
    /// The listener could not take any event. It gets the same one again after a pause, which is at least the given one.
    case unavailable(atLeast: Duration = .zero)
    /// The listener does not want this event. It gets the event a few more times, and then the next one.
    case refused
    /// The listener does not want any event anymore.
    case gone
    /// The address of the listener is not permitted, and nothing was sent.
    case notPermitted

    /// Creates the outcome of a delivery from the status of the response.
    ///
    /// - Parameters:
    ///   - status: The status code.
    ///   - retryAfter: The pause that the response asks for, or `nil` if it asks for none.
    public init(status: Int, retryAfter: Duration? = nil) {
        switch status {
        case 200...299: self = .acknowledged
        case 410: self = .gone
        case 429, 503: self = .unavailable(atLeast: max(retryAfter ?? .zero, .seconds(10)))
        // These concern every event: the listener is not set up as its owner meant it.
        case 401, 403, 404, 405, 407, 408, 425: self = .unavailable()
        case 400...499: self = .refused
        default: self = .unavailable()
        }
    }
}
