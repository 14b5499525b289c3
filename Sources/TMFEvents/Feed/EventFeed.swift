public import TMFStore

/// The events of a store in order, delivered as they happen.
///
/// ```swift
/// for try await event in try await store.events(after: cursor) {
///     print(event.type, event.key.id)
///     cursor = event.cursor
/// }
/// ```
///
/// The feed waits for its reader, and takes up no memory in the store. A reader that keeps the cursor of the last event
/// resumes there after a restart, and misses nothing as long as the store keeps the commits after it.
public struct EventFeed: AsyncSequence, Sendable {
    let changes: StoreChanges
    let start: EventCursor
    let view: EventView
    let query: EventQuery?

    /// Returns an iterator that starts at the position of the feed.
    ///
    /// - Returns: The iterator.
    public func makeAsyncIterator() -> Iterator {
        Iterator(commits: changes.makeAsyncIterator(), cursor: start, view: view, query: query)
    }

    /// A reader of a feed of events.
    public struct Iterator: AsyncIteratorProtocol, Sendable {
        fileprivate var commits: StoreChanges.Iterator
        /// The position up to which the reader knows everything.
        ///
        /// It also moves past commits without events that the reader wants.
        public private(set) var cursor: EventCursor
        fileprivate let view: EventView
        fileprivate let query: EventQuery?
        /// The events of the last commit that are still to be delivered, the last one first.
        fileprivate var waiting: [PublishedEvent] = []

        fileprivate init(
            commits: StoreChanges.Iterator, cursor: EventCursor, view: EventView, query: EventQuery?
        ) {
            (self.commits, self.cursor, self.view, self.query) = (commits, cursor, view, query)
        }

        /// Returns the next event, and waits for one if necessary.
        ///
        /// - Returns: The event, or `nil` if the task was cancelled.
        /// - Throws: `StoreError` with the code `changesExpired` if the store no longer keeps the next commit, or
        ///   `QueryError` if the condition of the scope exceeds a limit.
        public mutating func next() async throws -> PublishedEvent? {
            while waiting.isEmpty {
                guard let commit = try await commits.next() else { return nil }
                waiting = try view.events(of: commit).filter { event in
                    event.cursor > cursor && (query?.matches(event) ?? true)
                }.reversed()
                if waiting.isEmpty { cursor = Swift.max(cursor, EventCursor(after: commit.sequence)) }
            }
            let event = waiting.removeLast()
            cursor = waiting.isEmpty ? EventCursor(after: event.cursor.commit) : event.cursor
            return event
        }
    }
}

extension ResourceStore {
    /// Returns the events after a position and keeps delivering new ones, in order and without a gap.
    ///
    /// - Parameters:
    ///   - cursor: The position of the last known event, or `nil` for only the events that happen from now on.
    ///   - query: The events that the reader wants, or `nil` for all.
    ///   - scope: The resources whose events the reader receives, and the attributes that it may see.
    ///   - rules: The rules for events.
    /// - Returns: A feed that ends only when the task that reads it is cancelled.
    /// - Throws: `StoreError` with the code `changesExpired` if the store no longer keeps the next commit.
    public func events(
        after cursor: EventCursor? = nil, matching query: EventQuery? = nil, in scope: EventScope = .everything,
        rules: EventRules = EventRules()
    ) async throws -> EventFeed {
        let cursor =
            if let cursor { cursor } else { EventCursor(after: try await feedRange().upperBound) }
        return EventFeed(
            changes: try await changes(after: cursor.lastCompleteCommit), start: cursor, view: EventView(scope, rules),
            query: query)
    }
}
