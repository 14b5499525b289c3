import TMFEvents
import TMFModels
import TMFStore

/// The checks of states and progress.
extension Simulation {
    // MARK: - Subscriptions

    /// Adds a listener to what the model knows of a hub.
    func add(
        _ registration: SimulatedStore.Registration, _ stored: SubscriptionState?, to hub: SimulatedHub
    ) throws {
        let id = registration.subscription.id
        guard let listener = Int(id.dropFirst()) else { throw Violation("error", "\(id) is no identifier") }
        let state = stored ?? SubscriptionState(after: registration.start)
        let ledger = Ledger(registration, listener: listener, state: state, now: now)
        // A hub that takes over knows no more than was written.
        ledger.lastSign = running - state.unavailability
        ledger.retryBy = now + policy.restartSpread
        ledger.begin(
            with: store.events(after: state.cursor, through: hub.engine.tail, for: registration.interest))
        if stored == nil { ledger.unsavedSince = now }
        hub.ledgers.append(ledger)
        try followRequests(ledger, hub)
    }

    func remove(_ id: String, from hub: SimulatedHub) { hub.ledgers.removeAll { $0.id == id } }

    /// Takes a new or changed registration from the feed.
    func take(_ registration: SimulatedStore.Registration, in hub: SimulatedHub) throws {
        let subscription = registration.subscription
        guard let ledger = hub.ledger(subscription.id) else { return try add(registration, nil, to: hub) }
        if ledger.interest != registration.interest {
            guard let state = hub.engine.state(of: ledger.id) else {
                throw Violation("I-2", "the hub does not know \(ledger.id)")
            }
            try checkPosition(state, ledger)
            ledger.interest = registration.interest
            ledger.begin(
                with: store.events(after: state.cursor, through: hub.engine.tail, for: registration.interest))
            ledger.state.cursor = state.cursor
        }
        if ledger.subscription.options.rate != subscription.options.rate { ledger.sends = [] }
        ledger.subscription = subscription
        try followRequests(ledger, hub)
    }

    /// Checks that the hub has followed the requests of an owner for a repetition, or to go on.
    private func followRequests(_ ledger: Ledger, _ hub: SimulatedHub) throws {
        let subscription = ledger.subscription
        let former = ledger.state
        guard let state = hub.engine.state(of: ledger.id) else {
            throw Violation("I-2", "the hub does not know \(ledger.id)")
        }
        var isWoken = subscription.wakeUps > former.wakeUps
        if let replay = subscription.replay, replay.number > former.replay {
            isWoken = true
            let earliestEnd = max(former.cursor, former.replayEnd ?? former.cursor)
            if let end = state.replayEnd {
                let isKnown = former.replayEnd.map { end <= $0 } ?? false
                guard end >= earliestEnd, replay.cursor < end,
                    isKnown || ledger.head.map({ end < $0.cursor }) ?? true
                else { throw Violation("I-5", "the repetition for \(ledger.id) ends at \(end)") }
            } else if replay.cursor < earliestEnd {
                throw Violation("I-5", "the repetition for \(ledger.id) has no end")
            }
            guard state.replay == replay.number, state.cursor == replay.cursor || replay.cursor <= state.cursor
            else { throw Violation("I-5", "the repetition for \(ledger.id) does not begin") }
            ledger.replayEnd = state.replayEnd
            ledger.begin(
                with: store.events(after: replay.cursor, through: hub.engine.tail, for: ledger.interest))
            ledger.state.cursor = replay.cursor
        }
        guard isWoken else { return }
        guard state.status != .disabled else { throw Violation("I-8", "\(ledger.id) does not go on as asked") }
        ledger.retryAt = .zero
        if former.status == .disabled {
            if former.reason == .fellBehind { ledger.acceptsLoss = true }
            (ledger.failures, ledger.unavailability, ledger.refusedInSuccession) = (0, .zero, 0)
            ledger.lastSign = running
        }
        (ledger.state.status, ledger.state.reason) = (state.status, state.reason)
        (ledger.state.wakeUps, ledger.state.replay) = (state.wakeUps, state.replay)
        ledger.state.replayEnd = state.replayEnd
        ledger.unsavedSince = ledger.unsavedSince ?? now
        ledger.idleSince = nil
    }

    // MARK: - Progress

    /// Checks the states of all listeners of a hub, and its limits.
    func audit(_ hub: SimulatedHub) throws {
        let engine = hub.engine
        hub.wake = engine.nextWake.map { $0 + hub.start }
        for ledger in hub.ledgers {
            guard let state = engine.state(of: ledger.id) else {
                throw Violation("I-2", "the hub does not know \(ledger.id)")
            }
            try checkStatus(state, ledger, hub)
            try checkPosition(state, ledger)
            ledger.state = state
            if let since = ledger.unsavedSince, hub.write == nil, since + policy.checkpointInterval < now {
                throw Violation("I-4", "the progress of \(ledger.id) is not written for too long")
            }
            try checkWaiting(ledger, hub)
        }
        hub.behind = nil
        guard engine.queuedBytes <= policy.queuedBytes + store.largest * hub.ledgers.count else {
            throw Violation("I-6", "\(engine.queuedBytes) bytes wait in memory")
        }
        guard hub.expectedSetAside == 0 else { throw Violation("I-10", "an event is not set aside") }
    }

    private func checkStatus(_ state: SubscriptionState, _ ledger: Ledger, _ hub: SimulatedHub) throws {
        let end = EventCursor(after: store.keptAfter)
        if state.status == ledger.state.status, state.reason == ledger.state.reason {
            guard hub.behind === ledger, ledger.acceptsLoss, state.cursor >= end else { return }
        } else {
            guard state.status == .disabled, state.reason == .fellBehind, hub.behind === ledger else {
                throw Violation(
                    "I-13", "\(ledger.id) was \(ledger.state.status) and is \(state.status) without a cause")
            }
            coverage.note("state: disabled (fellBehind)")
        }
        guard ledger.lose(through: end) else {
            throw Violation("I-1", "events for \(ledger.id) are lost that have been sent")
        }
        guard state.hasMissedEvents else {
            throw Violation("I-1", "\(ledger.id) is not told that it missed events")
        }
    }

    /// Checks that a position is after everything that is settled, and before everything that is not.
    private func checkPosition(_ state: SubscriptionState, _ ledger: Ledger) throws {
        guard state.cursor >= ledger.state.cursor, ledger.settledThrough.map({ state.cursor >= $0 }) ?? true else {
            throw Violation("I-5", "the position of \(ledger.id) goes back to \(state.cursor)")
        }
        if let head = ledger.head, head.cursor <= state.cursor {
            throw Violation("I-5", "the position of \(ledger.id), \(state.cursor), is after event \(head.cursor)")
        }
        guard state.number == ledger.number else {
            throw Violation("R-7", "\(ledger.id) has got \(ledger.number) events, but \(state.number) are counted")
        }
    }

    /// Checks that a listener that can take an event gets one within a time that does not depend on others.
    private func checkWaiting(_ ledger: Ledger, _ hub: SimulatedHub) throws {
        let isNextDue = ledger.place < ledger.wanted.count && ledger.wanted[ledger.place].notBefore <= now
        let hasWork = isNextDue || !ledger.retries.isEmpty
        guard ledger.isOpen, !hub.isStopping, ledger.flights == 0, hasWork else {
            ledger.idleSince = nil
            return
        }
        let since = ledger.idleSince ?? (ledger.state.status == .failing ? max(now, ledger.retryBy) : now)
        ledger.idleSince = since
        guard now <= since + .seconds(600) else {
            throw Violation("I-8", "\(ledger.id) has waited for an event since \(since)")
        }
    }

    /// Checks that nothing is left to do when nothing will happen.
    func checkRest() throws {
        for hub in hubs where !hub.isStopping {
            for ledger in hub.ledgers where ledger.isOpen {
                guard ledger.delivered.isEmpty else {
                    throw Violation("I-10", "a refused event of \(ledger.id) is never removed after its delivery")
                }
                guard ledger.head == nil, ledger.retries.isEmpty else {
                    let next = ledger.retries.first?.id ?? ledger.head.map { "event \($0.cursor)" } ?? ""
                    throw Violation("I-8", "\(ledger.id) waits for \(next), which is never sent")
                }
            }
        }
    }

    // MARK: - Checkpoints

    /// Checks what a hub wants to write.
    func check(_ write: inout SimulatedHub.Write, _ hub: SimulatedHub) throws {
        for (id, state, _) in write.checkpoint.states {
            guard let ledger = hub.ledger(id), let shown = hub.engine.state(of: id) else {
                throw Violation("I-2", "the state of \(id) is written, which is not registered")
            }
            // The position of a listener that gets everything is that of the feed.
            guard state == shown else { throw Violation("I-5", "the written state of \(id) is not the one it has") }
            ledger.unsavedSince = nil
        }
        for draft in write.checkpoint.deadLetters {
            guard let ledger = hub.ledger(draft.subscription.id),
                ledger.setAside.removeValue(forKey: draft.event.cursor) != nil
            else { throw Violation("I-10", "a refused event is kept that was not set aside") }
            guard draft.attempts == policy.refusalPauses.count + 1 else {
                throw Violation("I-10", "a refused event is kept after \(draft.attempts) attempts")
            }
            write.setAside.append((ledger, draft.event.cursor))
        }
        for key in write.checkpoint.delivered {
            guard let ledger = hub.ledgers.first(where: { $0.delivered.contains(key) }) else {
                // The listener was removed in the meantime.
                guard store.letter(key) == nil || hub.toForget.contains(where: { key.id.hasPrefix($0 + "/") }) else {
                    throw Violation("I-10", "\(key.id) is removed, but was not delivered")
                }
                continue
            }
            ledger.delivered.removeAll { $0 == key }
            write.delivered.append((ledger, key))
        }
        for ledger in hub.ledgers where !ledger.setAside.isEmpty || !ledger.delivered.isEmpty {
            throw Violation("I-10", "the refused events of \(ledger.id) are not written with its position")
        }
    }

    /// Notes that progress could not be written.
    func giveBack(_ write: SimulatedHub.Write, _ hub: SimulatedHub) {
        for (ledger, cursor) in write.setAside { ledger.setAside[cursor] = 0 }
        for (ledger, key) in write.delivered where !ledger.delivered.contains(key) { ledger.delivered.append(key) }
        for (id, _, _) in write.checkpoint.states { hub.ledger(id)?.unsavedSince = now }
        // The next checkpoint waits as long as any.
        for ledger in hub.ledgers where ledger.unsavedSince != nil { ledger.unsavedSince = now }
    }

    /// Keeps a refused event in the store.
    func keep(_ draft: DeliveryEngine.DeadLetterDraft, _ hub: SimulatedHub) throws {
        let id = draft.subscription.id
        let key = ResourceKey(DeadLetter.collection, "\(id)/\(draft.event.cursor)")
        guard let listener = Int(id.dropFirst()), let place = store.registration(id) else { return }
        let scope = store.registrations[place].interest.scope
        let events = store.log[Int(draft.event.cursor.commit) - 1].events
        guard let event = (events[scope] + events.joined()).first(where: { $0.cursor == draft.event.cursor }) else {
            throw Violation("I-10", "a refused event is kept that does not exist")
        }
        let options = draft.subscription.options
        var body = draft.event.serialized(
            EventShape(payload: options.payload, includesPreviousValues: options.includesPreviousValues))
        if mistake == .lettersWithoutBody { body = [] }
        let hash = Self.hash(body)
        guard listeners[listener].bodies.values.contains(hash) else {
            throw Violation("I-10", "a refused event is kept in another form than it was sent")
        }
        let retries = store.letter(key).map { store.letters.remove(at: $0).letter.retries } ?? 0
        store.letters.append(
            (key, SimulatedStore.Letter(subscription: id, event: event, body: hash, retries: retries)))
        coverage.note("dead letter: kept")
    }

    func observe(_ event: HubEvent, _ hub: SimulatedHub) throws {
        guard event.kind == .setAside else { return }
        guard hub.expectedSetAside > 0 else { throw Violation("I-10", "an event is set aside too early") }
        hub.expectedSetAside -= 1
    }
}
