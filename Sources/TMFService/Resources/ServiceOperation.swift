/// An operation on a resource, on a collection, or on subscriptions of the hub.
///
/// Subscriptions are listed, read, changed and removed like resources; registering a listener is ``subscribe``.
@nonexhaustive
public enum ServiceOperation: String, Sendable, Hashable, CaseIterable {
    /// GET or HEAD on a collection.
    case list
    /// POST on a collection.
    case create
    /// PATCH on a collection, which changes several resources at once.
    case bulk
    /// GET or HEAD on a resource.
    case read
    /// PATCH on a resource.
    case patch
    /// DELETE on a resource.
    case delete
    /// OPTIONS on a collection or a resource.
    case describe
    /// POST on the hub, which registers a listener for the events of the types of resources of an API.
    case subscribe
}
