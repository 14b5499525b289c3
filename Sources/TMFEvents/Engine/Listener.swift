import TMFModels
import TMFStore

/// A listener as the delivery engine sees it: its subscription, its progress, and the events that wait for it.
struct Listener: Sendable {
    /// An event that waits for the listener, or is on its way to it.
    struct Entry: Sendable {
        enum Status: Sendable, Hashable {
            case waiting
            case sent
            case settled
        }

        let event: PublishedEvent
        let number: UInt64?
        let share: QueuedBytes.Key
        var status = Status.waiting
        /// The number of attempts that the listener refused.
        var refusals = 0
        /// The time before which the event is not sent again.
        var notBefore = Duration.zero
    }

    /// A place for a delivery, of which there is a limited number.
    enum Place: Hashable {
        /// A delivery to a host and port.
        case host(String)
        /// A delivery to a listener that is unavailable.
        case probe
        /// A delivery to a listener that has not responded lately.
        case room
    }

    /// The number of the registration, which no other listener has.
    let registration: UInt64
    /// A Boolean value that indicates whether the listener is registered; the place of one that was removed is free.
    var isRegistered = true
    var subscription: Subscription
    var state: SubscriptionState
    /// The revision of the stored state, or `nil` if there is none.
    var revision: UInt64?
    /// The place of the audience that the listener belongs to.
    var audience: Int
    /// The host and port of the listener.
    var host: String

    var entries: [Entry] = []
    /// The position up to which all wanted events are settled or in the queue, if the listener is not live.
    var queuedThrough: EventCursor
    /// A Boolean value that indicates whether the listener gets events directly from the feed.
    var isLive = false
    var isReading = false
    /// The position after which earlier events are being read.
    var readsAfter: EventCursor?
    /// A Boolean value that indicates whether the next events are read only when no others wait: they are more than there
    /// is room for, or the store no longer keeps them.
    var waitsForEmptyQueue = false
    var isReady = false
    /// The place that the listener waits for until another delivery ends.
    var waitsFor: Place?
    /// The place that became free for the listener, which is ready to use it.
    var offer: Place?
    var flights = 0
    /// The number of deliveries of events that have been removed from the queue since they started.
    var formerFlights = 0
    /// Increases whenever all events are removed from the queue.
    var generation = 0
    /// The number of deliveries at the same time that the listener has shown to bear.
    var concurrency = 1
    var retryAt = Duration.zero
    /// The time up to which unavailability has been counted.
    var countedUntil = Duration.zero
    /// The start of the failure, before which attempts do not count as further failures.
    var failingSince = Duration.zero
    var refusedInSuccession = 0
    /// The time until which the listener counts as one that responds, because it has responded before.
    var provenUntil = Duration.zero
    /// The time before which the rate of the listener allows no delivery.
    var rateFrees = Duration.zero
    var toRedeliver: [ResourceKey] = []
    /// A Boolean value that indicates whether the owner goes on although events were lost.
    var acceptsLoss = false

    /// A Boolean value that indicates whether events may be sent.
    var isOpen: Bool { isRegistered && state.status != .disabled && !subscription.isPaused }

    /// Returns whether the listener needs earlier events from the store.
    func wantsEvents(_ policy: DeliveryPolicy, at now: Duration) -> Bool {
        guard isOpen, !isLive else { return false }
        if state.status == .failing { return entries.isEmpty && retryAt <= now }
        return entries.count <= (waitsForEmptyQueue ? 0 : policy.queuedEvents / 4)
    }

    /// The number of the last event in the queue or, if there is none, of the last settled one.
    var lastNumber: UInt64 {
        for entry in entries.reversed() { if let number = entry.number { return number } }
        return state.number
    }

    /// Removes all events that are settled and follow no other, and moves the position after them.
    ///
    /// - Parameter count: The number of events.
    mutating func advance(past count: Int) {
        guard count > 0 else { return }
        for index in 0..<count { if let number = entries[index].number { state.number = number } }
        state.cursor = entries[count - 1].event.cursor
        entries.removeFirst(count)
        if let replayEnd = state.replayEnd, state.cursor >= replayEnd { state.replayEnd = nil }
    }

    /// The maximum number of deliveries at the same time.
    var allowedFlights: Int {
        guard state.status == .active, subscription.options.order == .resource else { return 1 }
        return max(1, min(concurrency, subscription.options.concurrency))
    }

    /// Returns the position up to which everything is settled.
    func position(tail: UInt64) -> EventCursor {
        guard entries.isEmpty else { return state.cursor }
        return max(state.cursor, isLive ? EventCursor(after: tail) : queuedThrough)
    }

    /// The index of the next event that may be sent, or the time at which there is one.
    func next(at now: Duration) -> (index: Int?, wake: Duration?) {
        guard subscription.options.order == .resource else {
            guard let index = entries.firstIndex(where: { $0.status != .settled }), entries[index].status == .waiting
            else { return (nil, nil) }
            let time = entries[index].notBefore
            return time <= now ? (index, nil) : (nil, time)
        }
        var earlier: Set<ResourceKey> = []
        var wake: Duration?
        for (index, entry) in entries.enumerated() where entry.status != .settled {
            guard earlier.insert(entry.event.key).inserted, entry.status == .waiting else { continue }
            if entry.notBefore <= now { return (index, nil) }
            wake = min(wake ?? entry.notBefore, entry.notBefore)
        }
        return (nil, wake)
    }
}
