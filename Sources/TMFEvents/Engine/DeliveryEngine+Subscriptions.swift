import TMFModels
package import TMFStore

extension DeliveryEngine {
    /// Adds a listener, or takes its changed subscription.
    ///
    /// - Parameters:
    ///   - subscription: The subscription.
    ///   - start: The position after which events are delivered if there is no state.
    ///   - stored: The stored state with its revision, or `nil` if there is none.
    package mutating func take(
        _ subscription: Subscription, startingAfter start: EventCursor,
        stored: (state: SubscriptionState, revision: UInt64)? = nil
    ) {
        if let slot = slots[subscription.id] { return change(slot, to: subscription) }
        let state = stored?.state ?? SubscriptionState(after: start)
        let slot = freeSlots.popLast() ?? listeners.count
        registrations += 1
        var listener = Listener(
            registration: registrations, subscription: subscription, state: state, revision: stored?.revision,
            audience: audience(for: subscription, slot), host: subscription.callback.authority,
            queuedThrough: state.cursor)
        listener.countedUntil = now
        listener.failingSince = now
        if state.status == .failing {
            // Listeners that were unavailable are not all tried in the same moment.
            listener.retryAt = now + policy.restartSpread * Double.random(in: 0...1, using: &random)
        }
        listener.isLive = listener.isOpen && state.cursor >= EventCursor(after: tail)
        slots[subscription.id] = slot
        if slot < listeners.count { listeners[slot] = listener } else { listeners.append(listener) }
        if stored == nil { markDirty(slot) }
        follow(slot)
        resume(slot)
    }

    /// Removes a listener, to which nothing is sent from now on.
    mutating func remove(_ id: String) {
        guard let slot = slots.removeValue(forKey: id) else { return }
        passOnOffer(of: slot)
        clearQueue(of: slot)
        audiences[listeners[slot].audience].remove(slot)
        let registration = listeners[slot].registration
        for (attempt, flight) in flights where flight.registration == registration {
            actions.append(.cancel(attempt))
        }
        listeners[slot].isRegistered = false
        listeners[slot].waitsFor = nil
        listeners[slot].toRedeliver = []
        dirty.remove(slot)
        deadLetters.removeAll { $0.subscription.id == id }
        freeSlots.append(slot)
        actions.append(.forget(id))
    }

    /// Delivers a refused event again, before further events of the listener.
    package mutating func redeliver(_ key: ResourceKey, to id: String) {
        guard let slot = slots[id], !listeners[slot].toRedeliver.contains(key), !deliveredLetters.contains(key)
        else { return }
        let isUnderWay = flights.values.contains { flight in
            if case .deadLetter(key) = flight.cargo { true } else { false }
        }
        guard !isUnderWay else { return }
        listeners[slot].toRedeliver.append(key)
        resume(slot)
    }

    private mutating func change(_ slot: Int, to subscription: Subscription) {
        let former = listeners[slot].subscription
        listeners[slot].subscription = subscription
        listeners[slot].host = subscription.callback.authority
        if former.scope != subscription.scope || former.query != subscription.query {
            // The events after the position are read again, as the listener wants them now.
            let position = listeners[slot].position(tail: tail)
            clearQueue(of: slot)
            listeners[slot].state.cursor = position
            listeners[slot].queuedThrough = position
            audiences[listeners[slot].audience].remove(slot)
            listeners[slot].audience = audience(for: subscription, slot)
        }
        if subscription.isPaused, !former.isPaused { leaveFeed(slot) }
        follow(slot)
        resume(slot)
    }

    /// Follows the requests of the owner that have not been followed yet.
    private mutating func follow(_ slot: Int) {
        let subscription = listeners[slot].subscription
        if let replay = subscription.replay, replay.number > listeners[slot].state.replay {
            let position = listeners[slot].position(tail: tail)
            clearQueue(of: slot)
            listeners[slot].state.replay = replay.number
            let end = max(position, listeners[slot].state.replayEnd ?? position)
            listeners[slot].state.replayEnd = replay.cursor < end ? end : nil
            listeners[slot].state.cursor = replay.cursor
            listeners[slot].queuedThrough = replay.cursor
            wake(slot)
        }
        if subscription.wakeUps > listeners[slot].state.wakeUps {
            listeners[slot].state.wakeUps = subscription.wakeUps
            wake(slot)
        }
        if subscription.scope.isEmpty { setStatus(.disabled, .accessRevoked, of: slot) }
    }

    /// Goes on with a listener that is failing or disabled.
    private mutating func wake(_ slot: Int) {
        listeners[slot].retryAt = now
        if listeners[slot].state.status == .disabled {
            if listeners[slot].state.reason == .fellBehind { listeners[slot].acceptsLoss = true }
            listeners[slot].state.failures = 0
            listeners[slot].state.unavailability = .zero
            listeners[slot].refusedInSuccession = 0
            setStatus(.active, of: slot)
        }
        markDirty(slot, immediately: true)
    }

    /// Starts what a listener can do after a change.
    mutating func resume(_ slot: Int) {
        guard listeners[slot].isOpen else { return }
        if listeners[slot].state.status == .failing, listeners[slot].retryAt > now {
            wakes.insert(slot, at: listeners[slot].retryAt)
        }
        makeReady(slot)
        wantRead(slot)
    }

    private mutating func audience(for subscription: Subscription, _ slot: Int) -> Int {
        let place =
            audiences.firstIndex { $0.scope == subscription.scope }
            ?? {
                audiences.append(Audience(subscription.scope, rules))
                return audiences.count - 1
            }()
        audiences[place].insert(slot, subscription.query)
        return place
    }

    // MARK: - Status

    mutating func setStatus(
        _ status: SubscriptionState.Status, _ reason: SubscriptionState.Reason? = nil, of slot: Int
    ) {
        guard listeners[slot].state.status != status || listeners[slot].state.reason != reason else { return }
        listeners[slot].state.status = status
        listeners[slot].state.reason = reason
        listeners[slot].state.since = wallTime
        if status != .active { listeners[slot].concurrency = 1 }
        actions.append(
            .observe(HubEvent(kind: .changed(status, reason), subscription: listeners[slot].subscription.id)))
        markDirty(slot, immediately: true)
        if status == .disabled { leaveFeed(slot) }
    }

    /// Removes all events of a listener, also those that have been sent, whose outcomes no longer matter.
    private mutating func clearQueue(of slot: Int) {
        dropEvents(after: 0, of: slot)
        listeners[slot].isLive = false
        listeners[slot].waitsForEmptyQueue = false
        listeners[slot].generation += 1
        listeners[slot].formerFlights = listeners[slot].flights
    }

    private mutating func dropEvents(after kept: Int, of slot: Int) {
        for index in kept..<listeners[slot].entries.count { queued.remove(listeners[slot].entries[index].share) }
        listeners[slot].entries.removeSubrange(kept...)
    }

    /// Removes the events of a listener that have not been sent; they are read from the store when it can take them.
    ///
    /// - Parameters:
    ///   - slot: The slot of the listener.
    ///   - keepsHead: Whether the event to try next stays.
    mutating func leaveFeed(_ slot: Int, keepsHead: Bool = false) {
        let count = listeners[slot].entries.count
        var kept = (listeners[slot].entries.lastIndex { $0.status != .waiting || $0.refusals > 0 }).map { $0 + 1 } ?? 0
        if keepsHead, kept == 0 { kept = min(1, count) }
        if listeners[slot].isLive {
            listeners[slot].queuedThrough = max(listeners[slot].queuedThrough, EventCursor(after: tail))
        }
        if count == 0 { listeners[slot].state.cursor = listeners[slot].position(tail: tail) }
        if kept < count {
            // Between two events in the queue, there is none that the listener wants.
            let next = listeners[slot].entries[kept].event.cursor.commit
            let last = kept > 0 ? listeners[slot].entries[kept - 1].event.cursor : listeners[slot].state.cursor
            listeners[slot].queuedThrough = max(last, EventCursor(after: next - 1))
            dropEvents(after: kept, of: slot)
        }
        listeners[slot].isLive = false
        markDirty(slot)
    }
}
