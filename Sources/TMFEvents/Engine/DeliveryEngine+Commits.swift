import TMFJSON
import TMFQuery
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
            for slot in audiences[place].groups.flatMap(\.slots) where listeners[slot]?.isLive == true {
                setStatus(.disabled, .accessRevoked, of: slot)
            }
            return
        }
        guard !events.isEmpty else { return }
        var conditions = Conditions(events)
        let share = QueuedBytes.Key(owner: place, commit: commit.sequence)
        for group in audiences[place].groups {
            let wanted = conditions.events(matching: group.query)
            guard !wanted.isEmpty else { continue }
            let bytes = wanted.reduce(0) { $0 + $1.size }
            for slot in group.slots where listeners[slot]?.isLive == true {
                enqueue(wanted, bytes, share, of: slot, commit: commit.sequence)
            }
        }
    }

    /// Adds the events of a commit to the queue of a live listener, which leaves the feed if there is no room.
    private mutating func enqueue(
        _ events: [PublishedEvent], _ bytes: Int, _ share: QueuedBytes.Key, of slot: Int, commit: UInt64
    ) {
        guard let listener = listeners[slot] else { return }
        var events = events
        // The feed begins at the position of the listener that is furthest behind.
        if commit <= listener.queuedThrough.commit {
            events.removeAll { $0.cursor <= listener.queuedThrough }
            guard !events.isEmpty else { return }
        }
        let isFull =
            listener.state.status == .failing
            || listener.entries.count + events.count > policy.queuedEvents
            || queued.total + queued.growth(share, bytes) > policy.queuedBytes
        if isFull, !listener.entries.isEmpty {
            listeners[slot]?.isLive = false
            listeners[slot]?.queuedThrough = EventCursor(after: commit - 1)
            return
        }
        append(events, bytes, share, to: slot)
    }

    private mutating func append(_ events: [PublishedEvent], _ bytes: Int, _ share: QueuedBytes.Key, to slot: Int) {
        guard var listener = listeners[slot] else { return }
        listeners[slot] = nil
        // Everything before the first event in the queue is settled.
        if listener.entries.isEmpty { listener.state.cursor = listener.position(tail: tail) }
        var number = listener.entries.last { $0.number != nil }?.number ?? listener.state.number
        for event in events {
            let isReplay = listener.state.replayEnd.map { event.cursor <= $0 } ?? false
            if !isReplay { number += 1 }
            queued.add(share, bytes)
            listener.entries.append(Listener.Entry(event: event, number: isReplay ? nil : number, share: share))
        }
        listeners[slot] = listener
        makeReady(slot)
    }

    // MARK: - Earlier events

    /// Starts to read earlier events for listeners, as far as the limit allows.
    mutating func read() {
        while !isStopping, readers < policy.readers, !toRead.isEmpty {
            let slot = toRead.removeFirst()
            guard let listener = listeners[slot], listener.isReading else { continue }
            guard listener.wantsEvents(policy, at: now) else {
                listeners[slot]?.isReading = false
                continue
            }
            readers += 1
            let cursor = listener.queuedThrough
            listeners[slot]?.readsAfter = cursor
            actions.append(
                .read(
                    listener.subscription.id,
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
        guard let slot = slots[id], var listener = listeners[slot] else { return }
        listener.isReading = false
        listeners[slot] = listener
        // The listener may have gone back to another position in the meantime.
        guard listener.wantsEvents(policy, at: now), listener.readsAfter == listener.queuedThrough else {
            return resume(slot)
        }
        guard let commits else {
            // The events in the queue are not lost, and are delivered before anything is.
            guard listener.entries.isEmpty else {
                listeners[slot]?.waitsForEmptyQueue = true
                return resume(slot)
            }
            return fallBehind(slot, oldest)
        }
        if !commits.isEmpty { listeners[slot]?.acceptsLoss = false }
        for commit in commits where commit.sequence <= tail {
            let events: [PublishedEvent]
            do {
                events = try audiences[listener.audience].view.events(of: commit)
            } catch {
                return setStatus(.disabled, .accessRevoked, of: slot)
            }
            let through = listeners[slot]?.queuedThrough ?? listener.queuedThrough
            let wanted = events.filter { $0.cursor > through && listener.subscription.query.matches($0) }
            if !wanted.isEmpty {
                let bytes = wanted.reduce(0) { $0 + $1.size }
                let share = QueuedBytes.Key(owner: ~slot, commit: commit.sequence)
                let count = listeners[slot]?.entries.count ?? 0
                let hasRoom =
                    count + wanted.count <= policy.queuedEvents && queued.total + bytes <= policy.queuedBytes
                listeners[slot]?.waitsForEmptyQueue = !hasRoom && count > 0
                guard hasRoom || count == 0 else { break }
                append(wanted, bytes, share, to: slot)
            }
            if commit.sequence >= through.commit {
                listeners[slot]?.queuedThrough = EventCursor(after: commit.sequence)
            }
        }
        if let listener = listeners[slot], listener.queuedThrough >= EventCursor(after: tail) {
            // A listener that is unavailable has only its next events in the queue.
            listeners[slot]?.isLive = listener.state.status == .active || listener.entries.isEmpty
            listeners[slot]?.acceptsLoss = false
        }
        markDirty(slot)
        resume(slot)
    }

    private mutating func fallBehind(_ slot: Int, _ oldest: UInt64) {
        guard let listener = listeners[slot] else { return }
        // The listener goes on with the oldest event that there is as soon as its owner asks for it.
        if !listener.acceptsLoss { setStatus(.disabled, .fellBehind, of: slot) }
        let cursor = max(listener.queuedThrough, EventCursor(after: oldest))
        listeners[slot]?.queuedThrough = cursor
        listeners[slot]?.state.cursor = cursor
        listeners[slot]?.state.hasMissedEvents = true
        markDirty(slot)
        resume(slot)
    }
}

/// The events of a commit with the texts that conditions are compared with, which are made when they are needed.
private struct Conditions {
    private let events: [PublishedEvent]
    private var documents: [[JSONDocument?]?]

    init(_ events: [PublishedEvent]) {
        self.events = events
        documents = Array(repeating: nil, count: 2 * events.count)
    }

    mutating func events(matching query: EventQuery) -> [PublishedEvent] {
        var found: [PublishedEvent] = []
        for (index, event) in events.enumerated() where query.types.contains(event.type) {
            guard !query.isUnconditional else {
                found.append(event)
                continue
            }
            let place = 2 * index + (query.readsPreviousValues ? 1 : 0)
            let document = documents[place] ?? [event.condition(query.readsPreviousValues)]
            documents[place] = document
            if query.matches(document[0]) { found.append(event) }
        }
        return found
    }
}
