/// What was measured of the hub, held against its target.
struct HubFigure: Codable {
    /// What was measured.
    let work: HubWork
    /// The median of the rounds.
    let value: Double

    /// Whether the target is reached; `nil` where there is none.
    var isMet: Bool? {
        work.target.map { work.isBetterIfSmaller ? value <= $0 : value >= $0 }
    }
}

/// What is measured of the hub.
enum HubWork: String, CaseIterable, Codable {
    /// The rate of POST with a hub and 1,000 subscriptions that does not run, over the rate without a hub.
    case posts = "POST with 1,000 subscriptions: ratio"
    /// Events a second to one listener, one after the other, from the feed of a store in memory, built and signed.
    case oneListener = "one listener, in order: events/s"
    /// Deliveries a second to 100 listeners.
    case manyListeners = "100 listeners: deliveries/s"
    /// Events a second to one listener whose events are in the files of a store.
    case backlog = "backlog in files: events/s"
    /// The growth of the memory of the process meanwhile, in MiB.
    case backlogMemory = "backlog in files: growth of memory, MiB"
    /// The time from a commit to the arrival at ten listeners, at the 99th percentile, in milliseconds.
    case latency = "10 listeners, 100 commits/s: p99, ms"
    /// The same beside 1,000 listeners that are unavailable, over the former.
    case besideDead = "beside 1,000 dead listeners: p99, ratio"

    /// The value to reach; `nil` where the figure is for information.
    var target: Double? {
        switch self {
        case .oneListener, .manyListeners, .latency: nil
        case .posts: 0.95
        case .backlog: 20_000
        case .backlogMemory: 64
        case .besideDead: 2
        }
    }

    /// Whether a smaller value is better.
    var isBetterIfSmaller: Bool {
        switch self {
        case .posts, .oneListener, .manyListeners, .backlog: false
        case .backlogMemory, .latency, .besideDead: true
        }
    }
}
