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
        let slot = flight.slot
        // The listener may have been removed in the meantime.
        guard listeners[slot].isRegistered, listeners[slot].registration == flight.registration else { return }
        listeners[slot].flights -= 1
        if flight.generation != listeners[slot].generation { listeners[slot].formerFlights -= 1 }
        var event = HubEvent(kind: .delivered, subscription: listeners[slot].subscription.id)
        event.duration = now - flight.start
        switch flight.cargo {
        case .event(let cursor): take(outcome, of: cursor, flight, &event)
        case .deadLetter(let key): take(outcome, ofLetter: key, flight, &event)
        }
        if !listeners[slot].isOpen { leaveFeed(slot) }
        resume(slot)
    }

    private mutating func take(
        _ outcome: DeliveryOutcome, of cursor: EventCursor, _ flight: Flight, _ event: inout HubEvent
    ) {
        let slot = flight.slot
        // After another query or a repetition was asked for, the event is no longer in the queue, or is there again.
        let isCurrent = flight.generation == listeners[slot].generation
        let index =
            isCurrent ? listeners[slot].entries.firstIndex { $0.status == .sent && $0.event.cursor == cursor } : nil
        event.attempts = 1
        if let index {
            let entry = listeners[slot].entries[index]
            (event.eventID, event.eventType) = (entry.event.id, entry.event.type)
            event.attempts += entry.refusals
        }
        switch outcome {
        case .acknowledged:
            actions.append(.observe(event))
            succeed(slot)
            if let index { settle(index, of: slot) }
        case .unavailable(let pause):
            if let index { listeners[slot].entries[index].status = .waiting }
            actions.append(.observe(event.with(.unavailable)))
            fail(slot, flight, pause)
        case .gone:
            if let index { listeners[slot].entries[index].status = .waiting }
            setStatus(.disabled, .gone, of: slot)
        case .notPermitted:
            if let index { listeners[slot].entries[index].status = .waiting }
            setStatus(.disabled, .callbackNotAllowed, of: slot)
        case .refused:
            // The listener works, even if it does not want this event.
            recover(slot)
            guard let index else { return }
            listeners[slot].entries[index].refusals += 1
            let refusals = listeners[slot].entries[index].refusals
            guard refusals <= policy.refusalPauses.count else { return setAside(index, of: slot, event) }
            let time = now + policy.refusalPauses[refusals - 1]
            listeners[slot].entries[index].status = .waiting
            listeners[slot].entries[index].notBefore = time
            wakes.insert(slot, at: time)
            actions.append(.observe(event.with(.refused)))
        }
    }

    private mutating func take(
        _ outcome: DeliveryOutcome, ofLetter key: ResourceKey, _ flight: Flight, _ event: inout HubEvent
    ) {
        // An event that was not answered is still wanted when the listener goes on.
        if outcome != .acknowledged, outcome != .refused { listeners[flight.slot].toRedeliver.insert(key, at: 0) }
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
        let bound = max(listeners[slot].subscription.options.concurrency, 1)
        listeners[slot].refusedInSuccession = 0
        listeners[slot].provenUntil = now + .seconds(60)
        listeners[slot].concurrency = min(listeners[slot].concurrency * 2, bound)
        recover(slot)
    }

    /// Goes on normally with a listener that has responded again.
    private mutating func recover(_ slot: Int) {
        listeners[slot].state.failures = 0
        listeners[slot].state.unavailability = .zero
        if listeners[slot].state.status == .failing { setStatus(.active, of: slot) }
    }

    private mutating func fail(_ slot: Int, _ flight: Flight, _ pause: Duration) {
        guard listeners[slot].state.status != .disabled else { return }
        let isFirst = listeners[slot].state.status == .active
        // Attempts that were under way when the first one failed are the same failure.
        guard isFirst || flight.start >= listeners[slot].failingSince else { return }
        if isFirst {
            listeners[slot].failingSince = now
            listeners[slot].countedUntil = now
        }
        listeners[slot].state.failures += 1
        listeners[slot].state.unavailability += now - listeners[slot].countedUntil
        listeners[slot].countedUntil = now
        let bound = backOff(listeners[slot].state.failures)
        let random = bound / 2 + bound / 2 * Double.random(in: 0...1, using: &random)
        let wait = max(random, min(pause, policy.longestRetryAfter))
        listeners[slot].retryAt = now + wait
        if listeners[slot].state.unavailability >= policy.unavailability, listeners[slot].state.failures >= 20 {
            setStatus(.disabled, .unreachable, of: slot)
            return
        }
        if isFirst { setStatus(.failing, of: slot) }
        // For a long pause, the event is read again instead of being kept in memory.
        leaveFeed(slot, keepsHead: wait < .seconds(10))
        wakes.insert(slot, at: now + wait)
    }

    private func backOff(_ failures: Int) -> Duration {
        var pause = policy.backOff.lowerBound
        for _ in 1..<max(failures, 1) where pause < policy.backOff.upperBound { pause = pause * 2 }
        return min(pause, policy.backOff.upperBound)
    }

    // MARK: - The event

    private mutating func settle(_ index: Int, of slot: Int) {
        listeners[slot].entries[index].status = .settled
        var end = 0
        while end < listeners[slot].entries.count, listeners[slot].entries[end].status == .settled {
            queued.remove(listeners[slot].entries[end].share)
            end += 1
        }
        listeners[slot].advance(past: end)
        settledSinceCheckpoint += 1
        markDirty(slot, immediately: settledSinceCheckpoint >= policy.eventsPerCheckpoint)
    }

    private mutating func setAside(_ index: Int, of slot: Int, _ event: HubEvent) {
        let entry = listeners[slot].entries[index]
        let draft = DeadLetterDraft(
            subscription: listeners[slot].subscription, event: entry.event, attempts: entry.refusals)
        // A repetition may be refused before the first refusal was written.
        deadLetters.removeAll { $0.isSame(as: draft) }
        deadLetters.append(draft)
        listeners[slot].refusedInSuccession += 1
        actions.append(.observe(event.with(.setAside)))
        settle(index, of: slot)
        if listeners[slot].refusedInSuccession >= policy.refusedEvents {
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
