import TMFEvents
import TMFStore

/// What one hub must do for one listener, by the model.
final class Ledger {
    enum Settlement: Hashable {
        case open
        case acknowledged
        case setAside
        /// The store has forgotten the event before it was sent.
        case lost
    }

    struct Wanted {
        let event: ExpectedEvent
        var settlement = Settlement.open
        var isInFlight = false
        var refusals = 0
        var notBefore = Duration.zero
    }

    let listener: Int
    var subscription: Subscription
    var interest: Interest
    /// The state that the engine showed last.
    var state: SubscriptionState
    /// The wanted events after the position at which the hub began, or began again.
    var wanted: [Wanted] = []
    /// The place of the first event that is not settled.
    var place = 0
    /// The number of the last settled event.
    var number: UInt64
    /// The position after which events count for the first time.
    var replayEnd: EventCursor?
    /// Increases whenever the events after a position are delivered again, so that earlier attempts do not count.
    var generation = 0
    var flights = 0

    // What follows from failures.
    var retryAt = Duration.zero
    /// The time until which the next attempt may wait.
    var retryBy = Duration.zero
    var failures = 0
    var unavailability = Duration.zero
    var countedUntil: Duration
    /// The running time of hubs at which the listener last responded, or was asked to be tried again.
    var lastSign = Duration.zero
    var refusedInSuccession = 0

    // What is to be written.
    var setAside: [EventCursor: Int] = [:]
    var unsavedSince: Duration?
    var retries: [ResourceKey] = []
    var delivered: [ResourceKey] = []

    /// A Boolean value that indicates whether the owner goes on although events were lost, until a later one is sent.
    var acceptsLoss = false
    /// The position up to which events were lost, or `nil` if none were.
    private(set) var lostThrough: EventCursor?
    /// The time since which something could be sent that is not.
    var idleSince: Duration?
    var sends: [Duration] = []
    /// The commit after which events were read last, and how many times in succession.
    var reads: (sequence: UInt64, count: Int) = (0, 0)

    init(
        _ registration: SimulatedStore.Registration, listener: Int, state: SubscriptionState, now: Duration
    ) {
        self.listener = listener
        subscription = registration.subscription
        interest = registration.interest
        self.state = state
        number = state.number
        replayEnd = state.replayEnd
        (failures, unavailability) = (state.failures, state.unavailability)
        countedUntil = now
    }

    var id: String { subscription.id }
    var isOpen: Bool { state.status != .disabled && !subscription.isPaused }
    var isOrderedByListener: Bool { subscription.options.order == .listener }

    /// The first event that is not settled, or `nil` if there is none.
    var head: ExpectedEvent? { place < wanted.count ? wanted[place].event : nil }

    /// The position of the last event that is settled and follows no other, or `nil` before the first one.
    private(set) var settledThrough: EventCursor?

    func index(of cursor: EventCursor) -> Int? {
        var (low, high) = (0, wanted.count)
        while low < high {
            let middle = (low + high) / 2
            if wanted[middle].event.cursor < cursor { low = middle + 1 } else { high = middle }
        }
        return low < wanted.count && wanted[low].event.cursor == cursor ? low : nil
    }

    /// Begins again after a position.
    func begin(with events: [ExpectedEvent]) {
        wanted = events.map { Wanted(event: $0) }
        place = 0
        generation += 1
        settledThrough = nil
        lostThrough = nil
    }

    func settle(_ index: Int, _ settlement: Settlement) {
        wanted[index].settlement = settlement
        advance()
    }

    func advance() {
        while place < wanted.count, wanted[place].settlement != .open {
            if wanted[place].settlement != .lost {
                if !isReplay(wanted[place].event.cursor) { number += 1 }
                settledThrough = wanted[place].event.cursor
            }
            place += 1
        }
    }

    /// Notes that the store has forgotten the events up to a position before they were sent.
    ///
    /// - Returns: `false` if one of them has been sent and is not settled.
    func lose(through cursor: EventCursor) -> Bool {
        let hasSent = wanted[place...].contains { entry in
            entry.isInFlight || entry.refusals > 0 || entry.settlement == .acknowledged
        }
        guard !hasSent else { return false }
        for index in place..<wanted.count where wanted[index].event.cursor <= cursor {
            if wanted[index].settlement == .open { wanted[index].settlement = .lost }
        }
        lostThrough = cursor
        advance()
        return true
    }

    /// Notes that an event is sent.
    func start(_ cursor: EventCursor) { if lostThrough.map({ $0 < cursor }) ?? true { acceptsLoss = false } }

    func isReplay(_ cursor: EventCursor) -> Bool { replayEnd.map { cursor <= $0 } ?? false }

    /// The number that an event must have among all that the listener wants, or `nil` if it is delivered again.
    func number(of index: Int) -> UInt64? {
        guard !isReplay(wanted[index].event.cursor) else { return nil }
        var number = number
        for entry in wanted[place...index] where entry.settlement != .lost && !isReplay(entry.event.cursor) {
            number += 1
        }
        return number
    }
}
