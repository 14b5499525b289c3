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
        if slot == listeners.count { listeners.append(nil) }
        var listener = Listener(
            subscription: subscription, state: state, revision: stored?.revision,
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
        listeners[slot] = listener
        if stored == nil { markDirty(slot) }
        follow(slot)
        resume(slot)
    }

    /// Removes a listener, to which nothing is sent from now on.
    mutating func remove(_ id: String) {
        guard let slot = slots.removeValue(forKey: id), let listener = listeners[slot] else { return }
        passOnOffer(of: slot)
        for entry in listener.entries { queued.remove(entry.share) }
        audiences[listener.audience].remove(slot)
        for (attempt, flight) in flights where flight.slot == slot && flight.listener == id {
            actions.append(.cancel(attempt))
        }
        listeners[slot] = nil
        dirty.remove(slot)
        deadLetters.removeAll { $0.subscription.id == id }
        freeSlots.append(slot)
        actions.append(.forget(id))
    }

    /// Delivers a refused event again, before further events of the listener.
    package mutating func redeliver(_ key: ResourceKey, to id: String) {
        guard let slot = slots[id], listeners[slot]?.toRedeliver.contains(key) == false, !deliveredLetters.contains(key)
        else { return }
        let isUnderWay = flights.values.contains { flight in
            if case .deadLetter(key) = flight.cargo { true } else { false }
        }
        guard !isUnderWay else { return }
        listeners[slot]?.toRedeliver.append(key)
        resume(slot)
    }

    private mutating func change(_ slot: Int, to subscription: Subscription) {
        guard var listener = listeners[slot] else { return }
        let former = listener.subscription
        listener.subscription = subscription
        listener.host = subscription.callback.authority
        if former.scope != subscription.scope || former.query != subscription.query {
            // The events after the position are read again, as the listener wants them now.
            let position = listener.position(tail: tail)
            clearQueue(of: &listener)
            listener.state.cursor = position
            listener.queuedThrough = position
            audiences[listener.audience].remove(slot)
            listener.audience = audience(for: subscription, slot)
        }
        listeners[slot] = listener
        if subscription.isPaused, !former.isPaused { leaveFeed(slot) }
        follow(slot)
        resume(slot)
    }

    /// Follows the requests of the owner that have not been followed yet.
    private mutating func follow(_ slot: Int) {
        guard var listener = listeners[slot] else { return }
        let subscription = listener.subscription
        if let replay = subscription.replay, replay.number > listener.state.replay {
            let position = listener.position(tail: tail)
            clearQueue(of: &listener)
            listener.state.replay = replay.number
            let end = max(position, listener.state.replayEnd ?? position)
            listener.state.replayEnd = replay.cursor < end ? end : nil
            listener.state.cursor = replay.cursor
            listener.queuedThrough = replay.cursor
            listeners[slot] = listener
            wake(slot)
        }
        if subscription.wakeUps > listener.state.wakeUps {
            listeners[slot]?.state.wakeUps = subscription.wakeUps
            wake(slot)
        }
        if subscription.scope.isEmpty { setStatus(.disabled, .accessRevoked, of: slot) }
    }

    /// Goes on with a listener that is failing or disabled.
    private mutating func wake(_ slot: Int) {
        guard let listener = listeners[slot] else { return }
        listeners[slot]?.retryAt = now
        if listener.state.status == .disabled {
            if listener.state.reason == .fellBehind { listeners[slot]?.acceptsLoss = true }
            listeners[slot]?.state.failures = 0
            listeners[slot]?.state.unavailability = .zero
            listeners[slot]?.refusedInSuccession = 0
            setStatus(.active, of: slot)
        }
        markDirty(slot, immediately: true)
    }

    /// Starts what a listener can do after a change.
    mutating func resume(_ slot: Int) {
        guard let listener = listeners[slot], listener.isOpen else { return }
        if listener.state.status == .failing, listener.retryAt > now { wakes.insert(slot, at: listener.retryAt) }
        makeReady(slot)
        wantRead(slot)
    }

    private mutating func audience(for subscription: Subscription, _ slot: Int) -> Int {
        let place =
            audiences.firstIndex { $0.scope == subscription.scope }
            ?? {
                audiences.append(
                    Audience(scope: subscription.scope, view: EventView(subscription.scope, rules)))
                return audiences.count - 1
            }()
        audiences[place].insert(slot, subscription.query)
        return place
    }

    // MARK: - Status

    mutating func setStatus(
        _ status: SubscriptionState.Status, _ reason: SubscriptionState.Reason? = nil, of slot: Int
    ) {
        guard var listener = listeners[slot], listener.state.status != status || listener.state.reason != reason else {
            return
        }
        listener.state.status = status
        listener.state.reason = reason
        listener.state.since = wallTime
        if status != .active { listener.concurrency = 1 }
        listeners[slot] = listener
        actions.append(observe(.changed(status, reason), listener))
        markDirty(slot, immediately: true)
        if status == .disabled { leaveFeed(slot) }
    }

    /// Removes all events of a listener, also those that have been sent, whose outcomes no longer matter.
    private mutating func clearQueue(of listener: inout Listener) {
        for entry in listener.entries { queued.remove(entry.share) }
        listener.entries = []
        listener.isLive = false
        listener.waitsForEmptyQueue = false
        listener.generation += 1
        listener.formerFlights = listener.flights
    }

    /// Removes the events of a listener that have not been sent; they are read from the store when it can take them.
    ///
    /// - Parameters:
    ///   - slot: The slot of the listener.
    ///   - keepsHead: Whether the event to try next stays.
    mutating func leaveFeed(_ slot: Int, keepsHead: Bool = false) {
        guard var listener = listeners[slot] else { return }
        var kept = listener.entries.lastIndex { $0.status != .waiting || $0.refusals > 0 }.map { $0 + 1 } ?? 0
        if keepsHead, kept == 0 { kept = min(1, listener.entries.count) }
        if listener.isLive { listener.queuedThrough = max(listener.queuedThrough, EventCursor(after: tail)) }
        if listener.entries.isEmpty { listener.state.cursor = listener.position(tail: tail) }
        if kept < listener.entries.count {
            // Between two events in the queue, there is none that the listener wants.
            let next = listener.entries[kept].event.cursor.commit
            let last = kept > 0 ? listener.entries[kept - 1].event.cursor : listener.state.cursor
            listener.queuedThrough = max(last, EventCursor(after: next - 1))
            for entry in listener.entries[kept...] { queued.remove(entry.share) }
            listener.entries.removeSubrange(kept...)
        }
        listener.isLive = false
        listeners[slot] = listener
        markDirty(slot)
    }
}
