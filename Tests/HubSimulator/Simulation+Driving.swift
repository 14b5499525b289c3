import TMFEvents
import TMFModels
import TMFStore
import _TMFTestSupport

/// The driver of the engine, whose work takes virtual time and fails now and then.
extension Simulation {
    var wallTime: Timestamp {
        Timestamp(secondsSince1970: 1_700_000_000 + (now + wallOffset).components.seconds)
    }

    /// The hub that took over last, or `nil` if it has ended.
    var hub: SimulatedHub? { hubs.last.flatMap { $0.number == hubCount ? $0 : nil } }

    func tellTime(_ hub: SimulatedHub) {
        hub.engine.advance(to: engineTime(hub), wallTime: wallTime)
    }

    private func engineTime(_ hub: SimulatedHub) -> Duration {
        let jump = mistake == .unavailabilityByWallClock ? max(wallOffset, .zero) : .zero
        return now - hub.start + jump
    }

    // MARK: - Starting and ending

    /// Starts a hub, which takes over from any other.
    func open() throws {
        hubCount += 1
        let number = hubCount
        store.commit { $0.owner = number }
        store.lease = store.head
        if mistake == .leaseIgnored { for hub in hubs { hub.lease = store.lease } }
        let engine = DeliveryEngine(
            policy: mistake?.policy(policy) ?? policy, rules: interests.rules, tail: store.head, wallTime: wallTime,
            random: SplitMix64(seed: random.next()))
        let hub = SimulatedHub(number: number, engine: engine, start: now, lease: store.lease)
        tellTime(hub)
        trace("hub \(number) starts at \(store.head)")
        coverage.note("step: a hub starts")
        for registration in store.registrations {
            let subscription = registration.subscription
            let stored = store.states[subscription.id]
            var start = registration.start
            if mistake == .startAtRestart, stored == nil { start = EventCursor(after: store.head) }
            hub.engine.take(
                mistake?.subscription(subscription) ?? subscription, startingAfter: start,
                stored: stored.map { (mistake?.stored($0.state, &mistakes) ?? $0.state, $0.revision) })
            try add(registration, stored?.state, to: hub)
        }
        for (key, letter) in store.letters where letter.retries > 0 {
            hub.engine.redeliver(key, to: letter.subscription)
            hub.ledger(letter.subscription)?.retries.append(key)
        }
        let known = Set(store.registrations.map(\.subscription.id))
        hub.toForget = store.states.keys.filter { !known.contains($0) }.sorted()
        hubs.append(hub)
        try flush(hub)
    }

    /// Ends a hub at once; nothing that it knew is left.
    func kill(_ hub: SimulatedHub) {
        trace("hub \(hub.number) ends")
        hub.isAlive = false
        hubs.removeAll { $0 === hub }
    }

    /// Stops a hub in order: attempts under way end, and the progress is written.
    func stop(_ hub: SimulatedHub) throws {
        trace("hub \(hub.number) stops")
        coverage.note("step: an orderly stop")
        if mistake != .stopIgnored { hub.engine.stop() }
        hub.isStopping = true
        tellTime(hub)
        try flush(hub)
        let end = now + policy.timeout + .seconds(30)
        while !(hub.flights.isEmpty && hub.write == nil && hub.engine.isIdle) {
            if mistake == .sentAgainAfterStop, hub.flights.isEmpty { break }
            guard let next = nextTime, next <= end else {
                throw Violation("I-15", "hub \(hub.number) does not stop: \(hub.flights.count) attempts under way")
            }
            try processNext()
            // Another hub may have taken over.
            guard hub.isAlive else { return }
        }
        for ledger in hub.ledgers {
            guard ledger.unsavedSince == nil, ledger.setAside.isEmpty, ledger.delivered.isEmpty else {
                throw Violation("I-4", "after an orderly stop, the progress of \(ledger.id) is not written")
            }
            guard let stored = store.states[ledger.id]?.state, stored.number == ledger.number,
                stored.cursor >= ledger.settledThrough ?? stored.cursor
            else { throw Violation("I-4", "after an orderly stop, events are sent to \(ledger.id) again") }
        }
        kill(hub)
    }

    // MARK: - Time

    /// Goes to the next moment at which something happens, and lets it happen.
    ///
    /// - Returns: `false` if nothing will happen.
    @discardableResult
    func processNext() throws -> Bool {
        var next = agenda.first
        var waking: SimulatedHub?
        for hub in hubs where mistake != .wakesLost || !mistakes.once(in: 3) {
            guard let wake = hub.wake.map({ max($0, now) }), next.map({ wake < $0 }) ?? true
            else { continue }
            (next, waking) = (wake, hub)
        }
        guard let next else {
            try checkRest()
            return false
        }
        advance(to: next)
        guard let hub = waking else {
            guard let (_, item) = agenda.popFirst() else { return false }
            try process(item)
            return true
        }
        tellTime(hub)
        try flush(hub)
        if let wake = hub.wake, wake <= now, mistake != .unavailabilityByWallClock {
            throw Violation("I-15", "the hub is woken without end")
        }
        return true
    }

    func advance(to time: Duration) {
        let time = max(time, now)
        if !hubs.isEmpty { running += time - now }
        now = time
    }

    private func process(_ item: Item) throws {
        switch item {
        case .answer(let hub, let attempt): if hub.isAlive { try answer(attempt, hub) }
        case .read(let hub, let id, let sequence, let count):
            if hub.isAlive { try answerRead(id, after: sequence, count: count, hub) }
        case .written(let hub): if hub.isAlive { try finishWrite(hub) }
        case .feed(let hub): if hub.isAlive { try takeFeed(hub) }
        case .start: if hub == nil { try open() }
        }
    }

    // MARK: - Inputs

    /// Tells a hub later that the store has commits.
    func scheduleFeed() {
        for hub in hubs where !hub.isFeedDue {
            hub.isFeedDue = true
            let lag = isHealing || !random.once(in: 4) ? 0 : random.below(2_000)
            agenda.add(.feed(hub), at: now + .milliseconds(lag))
        }
    }

    private func takeFeed(_ hub: SimulatedHub) throws {
        hub.isFeedDue = false
        guard !hub.isStopping else { return }
        tellTime(hub)
        guard hub.engine.tail >= store.keptAfter else {
            // The hub was too slow for the feed, and starts again.
            coverage.note("step: the feed is lost")
            kill(hub)
            return try open()
        }
        while hub.engine.tail < store.head {
            let entry = store.log[Int(hub.engine.tail)]
            if let owner = entry.owner, owner != hub.number, mistake != .leaseIgnored {
                coverage.note("step: a hub is replaced")
                return kill(hub)
            }
            try take(entry, hub)
            if !random.once(in: 3) { try flush(hub) }
        }
        try flush(hub)
    }

    private func take(_ entry: SimulatedStore.Entry, _ hub: SimulatedHub) throws {
        let sequence = entry.commit.sequence
        for ledger in hub.ledgers {
            for event in entry.events[ledger.interest.scope] where ledger.interest.wants(event) {
                ledger.wanted.append(Ledger.Wanted(event: event))
            }
        }
        var subscriptions: [(Subscription, EventCursor)] = []
        var start = sequence
        if mistake == .startTooEarly { start = sequence - 1 }
        if mistake == .startTooLate { start = sequence + 1 }
        if let registration = entry.registration {
            let subscription = registration.subscription
            subscriptions.append((mistake?.subscription(subscription) ?? subscription, EventCursor(after: start)))
        }
        var removed = entry.removed.map { [$0] } ?? []
        if mistake == .removalLost { removed = [] }
        if mistake?.loses(entry, &mistakes) != true {
            hub.engine.take(
                mistake?.commit(entry.commit) ?? entry.commit, subscriptions: subscriptions, removed: removed)
        } else {
            hub.engine.take(StoreCommit(sequence: sequence, changes: []))
        }
        if let id = entry.removed { remove(id, from: hub) }
        if let registration = entry.registration { try take(registration, in: hub) }
        if let key = entry.retry {
            let id = store.letter(key).map { store.letters[$0].letter.subscription }
            if let ledger = id.flatMap(hub.ledger) {
                trace("\(key.id) is to be sent again")
                if mistake != .retryLost { hub.engine.redeliver(key, to: ledger.id) }
                if !ledger.retries.contains(key), !ledger.delivered.contains(key), !isUnderWay(key, hub) {
                    ledger.retries.append(key)
                }
            }
        }
    }

    private func isUnderWay(_ letter: ResourceKey, _ hub: SimulatedHub) -> Bool {
        hub.flights.values.contains { flight in
            if case .letter(letter) = flight.cargo { true } else { false }
        }
    }

    private func answer(_ attempt: UInt64, _ hub: SimulatedHub) throws {
        guard let flight = hub.flights.removeValue(forKey: attempt) else { return }
        tellTime(hub)
        if mistake == .outcomesLost, mistakes.once(in: 10) { return }
        let verdict = flight.plan.verdict
        trace("attempt \(attempt) to \(flight.ledger.id): \(verdict)")
        hub.engine.take(mistake?.outcome(flight.plan.outcome, flight.plan) ?? flight.plan.outcome, of: attempt)
        try take(verdict, flight, hub)
        try flush(hub)
    }

    private func answerRead(_ id: String, after sequence: UInt64, count: Int, _ hub: SimulatedHub) throws {
        tellTime(hub)
        if mistake == .readAnswersLost, mistakes.once(in: 4) { return }
        var sequence = sequence
        if mistake == .readsFromTooLate { sequence += 1 }
        if mistake == .expiryHidden { sequence = max(sequence, store.keptAfter) }
        if sequence < store.keptAfter {
            trace("the events of \(id) after \(sequence) are no longer kept")
            hub.behind = hub.ledger(id)
            hub.engine.take(nil, for: id, keptAfter: store.keptAfter)
        } else {
            let isFailure = !isHealing && random.once(in: 20)
            let end = min(Int(store.head), Int(sequence) + count)
            let entries =
                isFailure || sequence >= hub.engine.tail || Int(sequence) >= end
                ? [] : store.log[Int(sequence)..<end]
            if !isFailure, let ledger = hub.ledger(id) {
                ledger.reads = (sequence, ledger.reads.sequence == sequence ? ledger.reads.count + 1 : 1)
                guard ledger.reads.count < 10 else {
                    throw Violation("I-8", "the same commits are read for \(id) again and again")
                }
            }
            trace("\(entries.count) commits after \(sequence) are read for \(id)")
            hub.engine.take(entries.map { mistake?.commit($0.commit) ?? $0.commit }, for: id)
        }
        try flush(hub)
    }
}
