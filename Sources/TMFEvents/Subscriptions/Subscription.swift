public import TMFModels
package import TMFStore

/// The registration of a listener, as the hub keeps it.
///
/// It is a document in the same store as the resources, so a registration is a commit of the same feed: everything after
/// it is delivered, and nothing before it.
public struct Subscription: Sendable, Hashable {
    /// The collection that holds subscriptions.
    package static let collection: CollectionName = ".subscription"

    /// The identifier of the subscription.
    public let id: String
    /// The address of the listener.
    public var callback: CallbackURL
    /// The events that the listener wants.
    public var query: EventQuery
    /// The way in which the listener receives its events.
    public var options: DeliveryOptions
    /// The resources whose events the listener receives, and the attributes that it may see.
    public var scope: EventScope
    /// The identity of the client that registered the listener, or `nil` if it was not authenticated.
    public var owner: String?
    /// The base path of the API at which the listener was registered.
    public var basePath: String
    /// The time of the registration.
    public var created: Timestamp
    /// The position after which events are delivered, or `nil` if the subscription is not stored yet.
    public internal(set) var start: EventCursor?
    /// The number of times that the secret of the listener was replaced.
    public var epoch: UInt64
    /// The time at which the secret was last replaced, or `nil` if it is the first one.
    public var rotated: Timestamp?
    /// A Boolean value that indicates whether the owner has paused the delivery.
    public var isPaused: Bool
    /// The number of times that the owner asked the hub to go on with a listener that is failing or disabled.
    public var wakeUps: UInt64
    /// The last repetition of events that the owner asked for.
    public var replay: Replay?

    /// A repetition of events.
    public struct Replay: Sendable, Hashable {
        /// The number of the repetition, which increases by one.
        public var number: UInt64
        /// The position after which events are delivered again.
        public var cursor: EventCursor

        /// Creates a repetition.
        ///
        /// - Parameters:
        ///   - number: The number of the repetition.
        ///   - cursor: The position after which events are delivered again.
        public init(number: UInt64, cursor: EventCursor) { (self.number, self.cursor) = (number, cursor) }
    }

    /// Creates a subscription.
    ///
    /// - Parameters:
    ///   - id: The identifier.
    ///   - callback: The address of the listener.
    ///   - query: The events that the listener wants.
    ///   - options: The way in which the listener receives its events.
    ///   - scope: The resources whose events the listener receives.
    ///   - owner: The identity of the client that registers the listener.
    ///   - basePath: The base path of the API.
    ///   - created: The time of the registration.
    public init(
        id: String, callback: CallbackURL, query: EventQuery, options: DeliveryOptions = DeliveryOptions(),
        scope: EventScope = .everything, owner: String? = nil, basePath: String = "", created: Timestamp
    ) {
        self.id = id
        self.callback = callback
        self.query = query
        self.options = options
        self.scope = scope
        self.owner = owner
        self.basePath = basePath
        self.created = created
        epoch = 0
        isPaused = false
        wakeUps = 0
    }

    package var key: ResourceKey { ResourceKey(Self.collection, id) }
}
