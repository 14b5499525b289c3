package import TMFStore

/// Events that have happened, in order, and the position to go on after.
package struct EventPage: Sendable {
    /// The events.
    package private(set) var events: [PublishedEvent] = []
    /// The position up to which the reader knows everything.
    package private(set) var cursor: EventCursor
    /// A Boolean value that indicates whether the page ends with the last commit of the store.
    package fileprivate(set) var isLast = false

    fileprivate init(after cursor: EventCursor) { self.cursor = cursor }

    /// Removes the events from a place on; the position is then that of the event before it.
    ///
    /// - Parameter place: The place of the first event that the page does not contain, which is not the first one.
    package mutating func cut(at place: Int) {
        guard events.indices.dropFirst().contains(place) else { return }
        cursor = events[place - 1].cursor
        events.removeSubrange(place...)
        isLast = false
    }

    /// Adds the events of a commit, up to a number of events.
    ///
    /// - Returns: `false` if the page is full.
    fileprivate mutating func add(_ found: [PublishedEvent], of commit: UInt64, limit: Int) -> Bool {
        for event in found {
            guard events.count < limit else { return false }
            events.append(event)
            cursor = event.cursor
        }
        cursor = EventCursor(after: commit)
        return events.count < limit
    }
}

extension ResourceStore {
    /// Returns the next events after a position that have happened already.
    ///
    /// - Parameters:
    ///   - cursor: The position.
    ///   - limit: The maximum number of events.
    ///   - commits: The maximum number of commits to read.
    ///   - query: The events that the reader wants, or `nil` for all.
    ///   - scope: The resources whose events the reader receives, and the attributes that it may see.
    ///   - rules: The rules for events.
    /// - Returns: The events, which may be none although there are further ones after the position of the page.
    /// - Throws: `StoreError` with the code `changesExpired` if the store no longer keeps the next commit, or
    ///   `QueryError` if the condition of the scope exceeds a limit.
    package func eventPage(
        after cursor: EventCursor, limit: Int, commits: Int, matching query: EventQuery?, in scope: EventScope,
        rules: EventRules
    ) async throws -> EventPage {
        let end = try await feedRange().upperBound
        var page = EventPage(after: cursor)
        var sequence = cursor.lastCompleteCommit
        var count = 0
        let view = EventView(scope, rules)
        var iterator = try await changes(after: sequence).makeAsyncIterator()
        while sequence < end, count < commits {
            guard let commit = try await iterator.next() else { return page }
            sequence = commit.sequence
            count += 1
            let found = try view.events(of: commit).filter { $0.cursor > cursor && query?.matches($0) ?? true }
            guard page.add(found, of: sequence, limit: limit) else { break }
        }
        page.isLast = page.cursor >= EventCursor(after: end)
        return page
    }

    /// Waits until there is an event after a position.
    ///
    /// - Parameters:
    ///   - cursor: The position.
    ///   - query: The events that the reader wants, or `nil` for all.
    ///   - scope: The resources whose events the reader receives, and the attributes that it may see.
    ///   - rules: The rules for events.
    ///   - time: The maximum time to wait, or `nil` to wait until the task is cancelled.
    ///   - sleep: Waits for a duration.
    /// - Throws: `StoreError` with the code `changesExpired` if the store no longer keeps the next commit, or
    ///   `QueryError` if the condition of the scope exceeds a limit.
    package func waitForEvent(
        after cursor: EventCursor, matching query: EventQuery?, in scope: EventScope, rules: EventRules,
        atMost time: Duration?, sleep: @escaping @Sendable (Duration) async throws -> Void
    ) async throws {
        let feed = try await events(after: cursor, matching: query, in: scope, rules: rules)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                var iterator = feed.makeAsyncIterator()
                _ = try await iterator.next()
            }
            // A task that is cancelled meanwhile no longer waits.
            if let time { group.addTask { try? await sleep(time) } }
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}
