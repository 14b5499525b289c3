/// What tells one event of the APIs from another: its name and what it carries.
///
/// The kinds are empty types; the events are named by aliases such as ``PartyInteractionCreateEvent``.
public protocol EventKind: Sendable, Hashable {
    /// What the event carries.
    associatedtype Payload: Model

    /// The name of the event.
    static var eventType: String { get }
}
