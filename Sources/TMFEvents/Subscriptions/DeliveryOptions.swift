public import TMFExchange

/// The way in which a listener receives its events.
public struct DeliveryOptions: Sendable, Hashable {
    /// The order in which a listener receives events.
    @nonexhaustive
    public enum Order: String, Sendable, Hashable, CaseIterable {
        /// All events of the listener, one after the other.
        case listener
        /// The events of each resource, one after the other; those of different resources at the same time.
        case resource
    }

    /// The address that events are sent to.
    @nonexhaustive
    public enum Target: String, Sendable, Hashable, CaseIterable {
        /// The callback, as TMF630 describes it.
        case callback
        /// The path of the event below the callback, such as `/customerCreateEvent`, for listeners that were generated
        /// from the definition of the API.
        case eventPath
    }

    /// The part of the resource that an event contains.
    public var payload: EventShape.Payload
    /// A Boolean value that indicates whether events about changed attributes contain their previous values.
    public var includesPreviousValues: Bool
    /// The format of events.
    public var format: EventShape.Format
    /// The order in which the listener receives events.
    public var order: Order
    /// The maximum number of deliveries at the same time, if the order is that of each resource.
    public var concurrency: Int
    /// The maximum number of deliveries per second, or `nil` for no limit.
    public var rate: Int?
    /// The address that events are sent to.
    public var target: Target
    /// The header fields that are sent with every event.
    public var headers: APIHeaders

    /// Creates options.
    ///
    /// - Parameters:
    ///   - payload: The part of the resource that an event contains.
    ///   - includesPreviousValues: Whether events about changed attributes contain their previous values.
    ///   - format: The format of events.
    ///   - order: The order in which the listener receives events.
    ///   - concurrency: The maximum number of deliveries at the same time.
    ///   - rate: The maximum number of deliveries per second.
    ///   - target: The address that events are sent to.
    ///   - headers: The header fields that are sent with every event.
    public init(
        payload: EventShape.Payload = .full, includesPreviousValues: Bool = false, format: EventShape.Format = .tmf,
        order: Order = .listener, concurrency: Int = 1, rate: Int? = nil, target: Target = .callback,
        headers: APIHeaders = [:]
    ) {
        self.payload = payload
        self.includesPreviousValues = includesPreviousValues
        self.format = format
        self.order = order
        self.concurrency = concurrency
        self.rate = rate
        self.target = target
        self.headers = headers
    }
}
