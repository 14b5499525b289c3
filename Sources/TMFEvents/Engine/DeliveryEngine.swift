package import TMFModels
package import TMFStore

/// The decisions about the delivery of events: which event goes to which listener, when, and what follows from the
/// response.
///
/// The engine waits for nothing and reads no clock. It takes what happened, and returns what is to be done.
package struct DeliveryEngine: Sendable {
    /// A delivery of one event.
    package final class Attempt: Sendable {
        /// What is delivered.
        package enum Content: Sendable {
            case event(PublishedEvent)
            /// An event that the listener refused earlier, by its key in the store.
            case deadLetter(ResourceKey)
        }

        /// The number of the attempt, which no other has.
        package let id: UInt64
        package let subscription: Subscription
        package let content: Content
        /// The number of the event among those that the listener wants, or `nil` if it is delivered again.
        package let number: UInt64?
        /// A Boolean value that indicates whether the owner asked for the event again.
        package let isReplay: Bool

        init(id: UInt64, subscription: Subscription, content: Content, number: UInt64?, isReplay: Bool) {
            (self.id, self.subscription, self.content) = (id, subscription, content)
            (self.number, self.isReplay) = (number, isReplay)
        }
    }

    /// A step for the driver of the engine.
    package enum Action: Sendable {
        case send(Attempt)
        /// Ends an attempt, whose outcome does not matter anymore.
        case cancel(UInt64)
        /// Reads commits after a number for a listener.
        case read(String, after: UInt64, count: Int)
        case write(Checkpoint)
        /// Removes everything that is kept for a subscription that no longer exists.
        case forget(String)
        case observe(HubEvent)
    }

    /// The progress that is to be written to the store in one commit.
    package struct Checkpoint: Sendable {
        /// The states, with the revisions of those that are replaced.
        package var states: [(id: String, state: SubscriptionState, revision: UInt64?)] = []
        package var deadLetters: [DeadLetterDraft] = []
        /// The refused events that have been delivered in the end.
        package var delivered: [ResourceKey] = []
    }

    /// An event that is to be kept because its listener refused it.
    package struct DeadLetterDraft: Sendable {
        package let subscription: Subscription
        package let event: PublishedEvent
        package let attempts: Int

        /// Returns whether a draft is about the same event for the same listener.
        func isSame(as other: DeadLetterDraft) -> Bool {
            event.cursor == other.event.cursor && subscription.id == other.subscription.id
        }
    }

    /// An attempt that is under way.
    struct Flight: Sendable {
        enum Cargo: Sendable {
            case event(EventCursor)
            case deadLetter(ResourceKey)
        }

        let slot: Int
        /// The number of the registration of the listener.
        let registration: UInt64
        let host: String
        let cargo: Cargo
        let start: Duration
        let isProbe: Bool
        /// The generation of the queue of the listener.
        let generation: Int
    }

    let policy: DeliveryPolicy
    let rules: EventRules
    /// The time since the start of the hub.
    var now = Duration.zero
    /// The time of day.
    var wallTime: Timestamp
    var random: any RandomNumberGenerator & Sendable

    /// The number of the last commit that was taken from the feed.
    package var tail: UInt64
    /// The listeners, each at its slot, which another one may take later.
    ///
    /// They are changed in place: a change would copy all events that wait as long as there is another copy.
    var listeners: [Listener] = []
    var registrations: UInt64 = 0
    var slots: [String: Int] = [:]
    var freeSlots: [Int] = []
    var audiences: [Audience] = []

    var flights: [UInt64: Flight] = [:]
    var nextAttempt: UInt64 = 1
    var probes = 0
    var flightsPerHost: [String: Int] = [:]
    /// The listeners that may have something to send, in the order in which they became ready.
    var ready: [Int] = []
    /// The listeners that wait until a delivery ends, each at most once.
    var waiting: [Listener.Place: [Int]] = [:]
    var wakes = WakeQueue<Int>()
    /// The listeners whose earlier events are to be read.
    var toRead: [Int] = []
    var readers = 0
    /// The bytes of the events that wait, of which those of one commit count once for all listeners that see the same.
    var queued = QueuedBytes()

    var dirty: Set<Int> = []
    var deadLetters: [DeadLetterDraft] = []
    var deliveredLetters: [ResourceKey] = []
    var settledSinceCheckpoint = 0
    var checkpointDue: Duration?
    /// The states in the checkpoint that is being written.
    var writing: [Int]?
    var lastBookmark: UInt64
    var isStopping = false
    var actions: [Action] = []

    /// Creates an engine.
    ///
    /// - Parameters:
    ///   - policy: The pace and the limits of the delivery.
    ///   - rules: The rules for events.
    ///   - tail: The number of the last commit.
    ///   - wallTime: The time of day.
    ///   - random: The source of random pauses.
    package init(
        policy: DeliveryPolicy, rules: EventRules, tail: UInt64, wallTime: Timestamp,
        random: any RandomNumberGenerator & Sendable
    ) {
        (self.policy, self.rules, self.tail, self.wallTime) = (policy, rules, tail, wallTime)
        self.random = random
        lastBookmark = tail
    }

    /// The time at which the engine must be told the time, or `nil` if it waits for nothing.
    package var nextWake: Duration? {
        guard let due = writing == nil ? checkpointDue : nil else { return wakes.first }
        return min(due, wakes.first ?? due)
    }

    /// Returns what is to be done after the inputs so far.
    package mutating func takeActions() -> [Action] {
        start()
        read()
        checkpointIfDue()
        defer { actions.removeAll() }
        return actions
    }

    // MARK: - Time

    /// Takes the time.
    package mutating func advance(to now: Duration, wallTime: Timestamp) {
        self.now = max(self.now, now)
        self.wallTime = wallTime
        while let slot = wakes.popDue(at: self.now) { makeReady(slot) }
    }

    /// Starts nothing anymore.
    package mutating func stop() {
        isStopping = true
        bookmark()
        if checkpointDue != nil { checkpointDue = now }
    }

    /// Writes the positions of listeners that had no events for a while, so that a restart need not read that far back.
    mutating func bookmark() {
        lastBookmark = tail
        for slot in listeners.indices {
            guard listeners[slot].isRegistered, listeners[slot].position(tail: tail) > listeners[slot].state.cursor
            else { continue }
            markDirty(slot)
        }
    }

    /// A Boolean value that indicates whether everything that was started has ended and has been written.
    package var isIdle: Bool {
        flights.isEmpty && writing == nil && dirty.isEmpty && deadLetters.isEmpty && deliveredLetters.isEmpty
    }

    /// The number of bytes of the events that wait in memory.
    package var queuedBytes: Int { queued.total }

    /// Returns the progress of a listener, or `nil` if there is none with the identifier.
    package func state(of id: String) -> SubscriptionState? {
        guard let slot = slots[id] else { return nil }
        var state = listeners[slot].state
        state.cursor = listeners[slot].position(tail: tail)
        return state
    }

    // MARK: - Listeners

    mutating func makeReady(_ slot: Int) {
        guard listeners[slot].isRegistered, !listeners[slot].isReady else { return }
        listeners[slot].isReady = true
        ready.append(slot)
    }

    mutating func wantRead(_ slot: Int) {
        guard !listeners[slot].isReading, listeners[slot].wantsEvents(policy, at: now) else { return }
        listeners[slot].isReading = true
        toRead.append(slot)
    }

    mutating func markDirty(_ slot: Int, immediately: Bool = false) {
        dirty.insert(slot)
        scheduleCheckpoint(immediately: immediately)
    }

    mutating func scheduleCheckpoint(immediately: Bool = false) {
        let due = immediately || isStopping ? now : now + policy.checkpointInterval
        checkpointDue = min(checkpointDue ?? due, due)
    }
}

/// The bytes of events that wait in memory.
struct QueuedBytes: Sendable {
    /// The events of one commit that share their documents.
    struct Key: Hashable, Sendable {
        /// The place of the audience or, for events that were read for one listener, the complement of its slot.
        let owner: Int
        let commit: UInt64
    }

    private var shares: [Key: (count: Int, bytes: Int)] = [:]
    private(set) var total = 0

    /// Returns the number of bytes that another event would add.
    func growth(_ key: Key, _ bytes: Int) -> Int { shares[key] == nil ? bytes : 0 }

    mutating func add(_ key: Key, _ bytes: Int) {
        if let share = shares[key] {
            shares[key] = (share.count + 1, share.bytes)
        } else {
            shares[key] = (1, bytes)
            total += bytes
        }
    }

    mutating func remove(_ key: Key) {
        guard let share = shares[key] else { return }
        if share.count > 1 {
            shares[key] = (share.count - 1, share.bytes)
        } else {
            shares[key] = nil
            total -= share.bytes
        }
    }
}
