import TMFStore

extension DeliveryEngine {
    /// Takes the outcome of an attempt.
    ///
    /// - Parameters:
    ///   - outcome: The outcome.
    ///   - id: The number of the attempt.
    package mutating func take(_ outcome: DeliveryOutcome, of id: UInt64) {
        guard let flight = flights.removeValue(forKey: id) else { return }
        end(flight)
        guard let listener = listeners[flight.slot], listener.subscription.id == flight.listener else {
            // The listener was removed in the meantime.
            return
        }
        listeners[flight.slot]?.flights -= 1
        if flight.generation != listener.generation { listeners[flight.slot]?.formerFlights -= 1 }
        var event = HubEvent(kind: .delivered, subscription: flight.listener)
        event.duration = now - flight.start
        switch flight.cargo {
        case .event(let cursor): take(outcome, of: cursor, flight, &event)
        case .deadLetter(let key): take(outcome, ofLetter: key, flight, &event)
        }
        if listeners[flight.slot]?.isOpen == false { leaveFeed(flight.slot) }
        resume(flight.slot)
    }

    private mutating func take(
        _ outcome: DeliveryOutcome, of cursor: EventCursor, _ flight: Flight, _ event: inout HubEvent
    ) {
        let slot = flight.slot
        // After another query or a repetition was asked for, the event is no longer in the queue, or is there again.
        let isCurrent = flight.generation == listeners[slot]?.generation
        let index =
            isCurrent
            ? listeners[slot]?.entries.firstIndex { $0.event.cursor == cursor && $0.status == .sent } : nil
        let entry = index.flatMap { listeners[slot]?.entries[$0] }
        event.eventID = entry?.event.id
        event.eventType = entry?.event.type
        event.attempts = (entry?.refusals ?? 0) + 1
        switch outcome {
        case .acknowledged:
            actions.append(.observe(event))
            succeed(slot)
            if let index { settle(index, of: slot) }
        case .unavailable(let pause):
            if let index { listeners[slot]?.entries[index].status = .waiting }
            actions.append(.observe(event.with(.unavailable)))
            fail(slot, flight, pause)
        case .gone:
            if let index { listeners[slot]?.entries[index].status = .waiting }
            setStatus(.disabled, .gone, of: slot)
        case .notPermitted:
            if let index { listeners[slot]?.entries[index].status = .waiting }
            setStatus(.disabled, .callbackNotAllowed, of: slot)
        case .refused:
            // The listener works, even if it does not want this event.
            recover(slot)
            guard let index, var entry else { return }
            entry.refusals += 1
            if entry.refusals <= policy.refusalPauses.count {
                entry.status = .waiting
                entry.notBefore = now + policy.refusalPauses[entry.refusals - 1]
                listeners[slot]?.entries[index] = entry
                wakes.insert(slot, at: entry.notBefore)
                actions.append(.observe(event.with(.refused)))
            } else {
                setAside(entry, index, of: slot, event)
            }
        }
    }

    private mutating func take(
        _ outcome: DeliveryOutcome, ofLetter key: ResourceKey, _ flight: Flight, _ event: inout HubEvent
    ) {
        // An event that was not answered is still wanted when the listener goes on.
        if outcome != .acknowledged, outcome != .refused { listeners[flight.slot]?.toRedeliver.insert(key, at: 0) }
        switch outcome {
        case .acknowledged:
            if !deliveredLetters.contains(key) { deliveredLetters.append(key) }
            succeed(flight.slot)
            scheduleCheckpoint()
        case .refused:
            recover(flight.slot)
            event = event.with(.refused)
        case .unavailable(let pause):
            event = event.with(.unavailable)
            fail(flight.slot, flight, pause)
        case .gone: setStatus(.disabled, .gone, of: flight.slot)
        case .notPermitted: setStatus(.disabled, .callbackNotAllowed, of: flight.slot)
        }
        actions.append(.observe(event))
    }

    // MARK: - The listener

    private mutating func succeed(_ slot: Int) {
        guard var listener = listeners[slot] else { return }
        listener.refusedInSuccession = 0
        listener.provenUntil = now + .seconds(60)
        listener.concurrency = min(listener.concurrency * 2, max(listener.subscription.options.concurrency, 1))
        listeners[slot] = listener
        recover(slot)
    }

    /// Goes on normally with a listener that has responded again.
    private mutating func recover(_ slot: Int) {
        guard let listener = listeners[slot] else { return }
        listeners[slot]?.state.failures = 0
        listeners[slot]?.state.unavailability = .zero
        if listener.state.status == .failing { setStatus(.active, of: slot) }
    }

    private mutating func fail(_ slot: Int, _ flight: Flight, _ pause: Duration) {
        guard var listener = listeners[slot], listener.state.status != .disabled else { return }
        let isFirst = listener.state.status == .active
        // Attempts that were under way when the first one failed are the same failure.
        guard isFirst || flight.start >= listener.failingSince else { return }
        if isFirst {
            listener.failingSince = now
            listener.countedUntil = now
        }
        listener.state.failures += 1
        listener.state.unavailability += now - listener.countedUntil
        listener.countedUntil = now
        let bound = backOff(listener.state.failures)
        let random = bound / 2 + bound / 2 * Double.random(in: 0...1, using: &random)
        listener.retryAt = now + max(random, min(pause, policy.longestRetryAfter))
        listeners[slot] = listener
        if listener.state.unavailability >= policy.unavailability, listener.state.failures >= 20 {
            setStatus(.disabled, .unreachable, of: slot)
            return
        }
        if isFirst { setStatus(.failing, of: slot) }
        // For a long pause, the event is read again instead of being kept in memory.
        leaveFeed(slot, keepsHead: listener.retryAt - now < .seconds(10))
        wakes.insert(slot, at: listener.retryAt)
    }

    private func backOff(_ failures: Int) -> Duration {
        var pause = policy.backOff.lowerBound
        for _ in 1..<max(failures, 1) where pause < policy.backOff.upperBound { pause = pause * 2 }
        return min(pause, policy.backOff.upperBound)
    }

    // MARK: - The event

    private mutating func settle(_ index: Int, of slot: Int) {
        guard var listener = listeners[slot] else { return }
        listeners[slot] = nil
        listener.entries[index].status = .settled
        let end = listener.entries.firstIndex { $0.status != .settled } ?? listener.entries.count
        for entry in listener.entries[..<end] {
            queued.remove(entry.share)
            listener.state.cursor = entry.event.cursor
            if let number = entry.number { listener.state.number = number }
        }
        listener.entries.removeFirst(end)
        if let replayEnd = listener.state.replayEnd, listener.state.cursor >= replayEnd {
            listener.state.replayEnd = nil
        }
        listeners[slot] = listener
        settledSinceCheckpoint += 1
        markDirty(slot, immediately: settledSinceCheckpoint >= policy.eventsPerCheckpoint)
    }

    private mutating func setAside(_ entry: Listener.Entry, _ index: Int, of slot: Int, _ event: HubEvent) {
        guard let listener = listeners[slot] else { return }
        let draft = DeadLetterDraft(subscription: listener.subscription, event: entry.event, attempts: entry.refusals)
        // A repetition may be refused before the first refusal was written.
        deadLetters.removeAll { $0.isSame(as: draft) }
        deadLetters.append(draft)
        listeners[slot]?.refusedInSuccession += 1
        actions.append(.observe(event.with(.setAside)))
        settle(index, of: slot)
        if listener.refusedInSuccession + 1 >= policy.refusedEvents {
            setStatus(.disabled, .tooManyRefused, of: slot)
        }
    }
}

extension HubEvent {
    fileprivate func with(_ kind: Kind) -> HubEvent {
        var event = HubEvent(kind: kind, subscription: subscription)
        event.eventID = eventID
        event.eventType = eventType
        event.attempts = attempts
        event.duration = duration
        return event
    }
}
