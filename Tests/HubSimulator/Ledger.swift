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
    var refusedInSuccession = 0

    // What is to be written.
    var setAside: [EventCursor: Int] = [:]
    var unsavedSince: Duration?
    var retries: [ResourceKey] = []
    var delivered: [ResourceKey] = []

    /// A Boolean value that indicates whether the owner goes on although events were lost, until a later one is sent.
    var acceptsLoss = false
    /// The commit after which the hub asked for events that the store has forgotten.
    var forgottenAfter: UInt64 = 0
    /// The commit after which events were first read since the owner went on.
    var firstRead: UInt64?
    /// The time at which the listener was removed.
    var removal: Duration?
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

    /// Notes that the store has forgotten the events between a commit and a position, and the hub goes on after it.
    func skip(after sequence: UInt64, through cursor: EventCursor) {
        for index in wanted.indices.dropFirst(place) {
            let entry = wanted[index]
            // What the hub has read before is still in the queue.
            guard entry.event.cursor.commit > sequence, entry.event.cursor <= cursor else { continue }
            if entry.settlement == .open, !entry.isInFlight, entry.refusals == 0 { wanted[index].settlement = .lost }
        }
        advance()
    }

    /// Notes that the store has forgotten the events up to a position, apart from those that are in the queue.
    func lose(through cursor: EventCursor) {
        let kept = wanted[place...].lastIndex { entry in
            switch entry.settlement {
            case .open: entry.isInFlight || entry.refusals > 0
            case .acknowledged, .setAside: true
            case .lost: false
            }
        }
        for index in (kept.map { $0 + 1 } ?? place)..<wanted.count where wanted[index].event.cursor <= cursor {
            if wanted[index].settlement == .open { wanted[index].settlement = .lost }
        }
        advance()
    }

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
