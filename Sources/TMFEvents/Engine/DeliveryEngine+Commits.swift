package import TMFStore

extension DeliveryEngine {
    // MARK: - The feed

    /// Takes the next commit of the feed.
    ///
    /// - Parameters:
    ///   - commit: The commit, whose number follows that of the last one.
    ///   - subscriptions: The subscriptions that the commit wrote, with the positions that they start after.
    ///   - removed: The identifiers of the subscriptions that the commit deleted.
    package mutating func take(
        _ commit: StoreCommit, subscriptions: [(Subscription, EventCursor)] = [], removed: [String] = []
    ) {
        guard commit.sequence > tail else { return }
        for place in audiences.indices where !audiences[place].groups.isEmpty { offer(commit, to: place) }
        tail = commit.sequence
        for id in removed { remove(id) }
        for (subscription, start) in subscriptions { take(subscription, startingAfter: start) }
        if tail - lastBookmark >= policy.commitsPerBookmark {
            bookmark()
        }
    }

    private mutating func offer(_ commit: StoreCommit, to place: Int) {
        let events: [PublishedEvent]
        do {
            events = try audiences[place].view.events(of: commit)
        } catch {
            // Whether the listeners may see the events cannot be decided.
            for slot in audiences[place].groups.flatMap(\.slots) where listeners[slot].isLive {
                setStatus(.disabled, .accessRevoked, of: slot)
            }
            return
        }
        guard !events.isEmpty else { return }
        let share = QueuedBytes.Key(owner: place, commit: commit.sequence)
        for (group, numbers) in audiences[place].groups(wanting: events) {
            let wanted = numbers.map { events[$0] }
            let bytes = wanted.reduce(0) { $0 + $1.size }
            for slot in audiences[place].groups[group].slots where listeners[slot].isLive {
                enqueue(wanted, bytes, share, of: slot, commit: commit.sequence)
            }
        }
    }

    /// Adds the events of a commit to the queue of a live listener, which leaves the feed if there is no room.
    private mutating func enqueue(
        _ events: [PublishedEvent], _ bytes: Int, _ share: QueuedBytes.Key, of slot: Int, commit: UInt64
    ) {
        var events = events
        // The feed begins at the position of the listener that is furthest behind.
        if commit <= listeners[slot].queuedThrough.commit {
            let position = listeners[slot].queuedThrough
            events.removeAll { $0.cursor <= position }
            guard !events.isEmpty else { return }
        }
        let isFull =
            listeners[slot].state.status == .failing
            || listeners[slot].entries.count + events.count > policy.queuedEvents
            || queued.total + queued.growth(share, bytes) > policy.queuedBytes
        if isFull, !listeners[slot].entries.isEmpty {
            listeners[slot].isLive = false
            listeners[slot].queuedThrough = EventCursor(after: commit - 1)
            return
        }
        append(events, bytes, share, to: slot)
    }

    private mutating func append(_ events: [PublishedEvent], _ bytes: Int, _ share: QueuedBytes.Key, to slot: Int) {
        // Everything before the first event in the queue is settled.
        if listeners[slot].entries.isEmpty { listeners[slot].state.cursor = listeners[slot].position(tail: tail) }
        var number = listeners[slot].lastNumber
        for event in events {
            let isReplay = listeners[slot].state.replayEnd.map { event.cursor <= $0 } ?? false
            if !isReplay { number += 1 }
            queued.add(share, bytes)
            listeners[slot].entries.append(
                Listener.Entry(event: event, number: isReplay ? nil : number, share: share))
        }
        makeReady(slot)
    }

    // MARK: - Earlier events

    /// Starts to read earlier events for listeners, as far as the limit allows.
    mutating func read() {
        while !isStopping, readers < policy.readers, !toRead.isEmpty {
            let slot = toRead.removeFirst()
            guard listeners[slot].isRegistered, listeners[slot].isReading else { continue }
            guard listeners[slot].wantsEvents(policy, at: now) else {
                listeners[slot].isReading = false
                continue
            }
            readers += 1
            let cursor = listeners[slot].queuedThrough
            listeners[slot].readsAfter = cursor
            actions.append(
                .read(
                    listeners[slot].subscription.id,
                    after: cursor.isEndOfCommit ? cursor.commit : cursor.commit - min(cursor.commit, 1),
                    count: policy.commitsPerRead))
        }
    }

    /// Takes commits that were read for a listener.
    ///
    /// - Parameters:
    ///   - commits: The commits, or `nil` if the store no longer keeps the first of them.
    ///   - id: The identifier of the subscription.
    ///   - oldest: The number of the commit before the oldest one that the store keeps.
    package mutating func take(_ commits: [StoreCommit]?, for id: String, keptAfter oldest: UInt64 = 0) {
        readers -= 1
        guard let slot = slots[id] else { return }
        listeners[slot].isReading = false
        // The listener may have gone back to another position in the meantime.
        guard listeners[slot].wantsEvents(policy, at: now), listeners[slot].readsAfter == listeners[slot].queuedThrough
        else { return resume(slot) }
        guard let commits else {
            // The events in the queue are not lost, and are delivered before anything is.
            guard listeners[slot].entries.isEmpty else {
                listeners[slot].waitsForEmptyQueue = true
                return resume(slot)
            }
            return fallBehind(slot, oldest)
        }
        if !commits.isEmpty { listeners[slot].acceptsLoss = false }
        for commit in commits where commit.sequence <= tail {
            do {
                guard try append(commit, to: slot) else { break }
            } catch {
                return setStatus(.disabled, .accessRevoked, of: slot)
            }
        }
        if listeners[slot].queuedThrough >= EventCursor(after: tail) {
            // A listener that is unavailable has only its next events in the queue.
            listeners[slot].isLive = listeners[slot].state.status == .active || listeners[slot].entries.isEmpty
            listeners[slot].acceptsLoss = false
        }
        markDirty(slot)
        resume(slot)
    }

    /// Adds the events of an earlier commit to the queue of a listener, or returns `false` if there is no room.
    private mutating func append(_ commit: StoreCommit, to slot: Int) throws -> Bool {
        let through = listeners[slot].queuedThrough
        let query = listeners[slot].subscription.query
        let wanted = try audiences[listeners[slot].audience].view.events(of: commit).filter {
            $0.cursor > through && query.matches($0)
        }
        if !wanted.isEmpty {
            let bytes = wanted.reduce(0) { $0 + $1.size }
            let count = listeners[slot].entries.count
            let hasRoom = count + wanted.count <= policy.queuedEvents && queued.total + bytes <= policy.queuedBytes
            listeners[slot].waitsForEmptyQueue = !hasRoom && count > 0
            guard hasRoom || count == 0 else { return false }
            append(wanted, bytes, QueuedBytes.Key(owner: ~slot, commit: commit.sequence), to: slot)
        }
        if commit.sequence >= through.commit {
            listeners[slot].queuedThrough = EventCursor(after: commit.sequence)
        }
        return true
    }

    private mutating func fallBehind(_ slot: Int, _ oldest: UInt64) {
        // The listener goes on with the oldest event that there is as soon as its owner asks for it.
        if !listeners[slot].acceptsLoss { setStatus(.disabled, .fellBehind, of: slot) }
        let cursor = max(listeners[slot].queuedThrough, EventCursor(after: oldest))
        listeners[slot].queuedThrough = cursor
        listeners[slot].state.cursor = cursor
        listeners[slot].state.hasMissedEvents = true
        markDirty(slot)
        resume(slot)
    }
}
