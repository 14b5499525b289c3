public import TMFModels
public import TMFQuery

/// An error that describes why a hub cannot do what was asked of it.
@nonexhaustive
public enum HubError: Error, Sendable, Hashable {
    /// The subscription or one of its parts is not allowed.
    case notAllowed([Finding])
    /// The query of the subscription is refused.
    case query(QueryError)
    /// There are too many subscriptions, in all or of the same owner.
    case tooManySubscriptions(limit: Int)
    /// The subscription or the refused event does not exist.
    case notFound
    /// The store no longer keeps the events that are to be repeated.
    case expired
    /// Others kept changing the same subscription at the same time.
    case conflict
    /// Another hub has taken over the delivery of the events of this store.
    case replaced
}

extension HubError: CustomStringConvertible {
    /// A sentence that describes the problem.
    public var description: String {
        switch self {
        case .notAllowed(let findings): findings.map { "\($0.pointer): \($0.message)" }.joined(separator: "; ")
        case .query(let error): "query: \(error)"
        case .tooManySubscriptions(let limit): "there can be at most \(limit) subscriptions"
        case .notFound: "the subscription does not exist"
        case .expired: "the store no longer keeps these events"
        case .conflict: "the subscription is being changed by others; try again"
        case .replaced: "another hub has taken over the delivery of events"
        }
    }
}
