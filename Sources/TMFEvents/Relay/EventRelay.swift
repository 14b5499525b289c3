import TMFJSON
public import TMFStore

/// A relay that publishes the events of a store to a sink, in order and at least once.
///
/// ```swift
/// let relay = EventRelay("warehouse", from: store, to: sink)
/// try await relay.run()
/// ```
///
/// The relay keeps its position in the store, under its name, so it goes on where it was after a restart, and a
/// restored store brings its own position. The position is written at most once a second: after a crash, the events of
/// the last second are published again. After an orderly stop, none are.
public struct EventRelay: Sendable {
    /// A step of a relay.
    @nonexhaustive
    public enum Step: Sendable {
        /// Events were published.
        case published(count: Int, through: EventCursor)
        /// Events could not be published; they come again after a pause.
        case failed(any Error, attempts: Int)
    }

    /// An error that ends a relay because another one with the same name has taken over, or the position was set.
    public struct Replaced: Error, Sendable, Hashable, CustomStringConvertible {
        /// The name of the relay.
        public let name: String

        /// The text of the error.
        public var description: String { "Another relay publishes as '\(name)'." }
    }

    /// The name under which the store keeps the position.
    public let name: String
    private let store: any ResourceStore
    private let sink: any EventSink
    private let query: EventQuery?
    private let scope: EventScope
    private let rules: EventRules
    private let batch: Int
    private let backOff: ClosedRange<Duration>
    private let environment: HubEnvironment
    private let observer: (@Sendable (Step) -> Void)?

    /// Creates a relay.
    ///
    /// - Parameters:
    ///   - name: The name under which the store keeps the position. Each relay of a store has a name of its own.
    ///   - store: The store with the resources.
    ///   - sink: The sink.
    ///   - query: The events to publish, or `nil` for all.
    ///   - scope: The resources whose events are published, and the attributes that they show.
    ///   - rules: The rules for events.
    ///   - batch: The maximum number of events to publish at a time.
    ///   - backOff: The shortest and the longest pause after a failure. The pause doubles with every failure in
    ///     succession, and half of it is random.
    ///   - environment: The clock and random pauses.
    ///   - observer: The function that receives every step of the relay.
    public init(
        _ name: String, from store: any ResourceStore, to sink: any EventSink, matching query: EventQuery? = nil,
        in scope: EventScope = .everything, rules: EventRules = EventRules(), batch: Int = 100,
        backOff: ClosedRange<Duration> = .seconds(1)...(.seconds(300)), environment: HubEnvironment = .live,
        observer: (@Sendable (Step) -> Void)? = nil
    ) {
        (self.name, self.store, self.sink) = (name, store, sink)
        (self.query, self.scope, self.rules) = (query, scope, rules)
        (self.batch, self.backOff) = (max(batch, 1), backOff)
        (self.environment, self.observer) = (environment, observer)
    }

    // MARK: - Position

    /// Returns the position that was written last.
    ///
    /// - Returns: The position up to which events are published, or `nil` if the relay has not run yet.
    /// - Throws: `StoreError` if the store cannot be used, or the position cannot be read.
    public func position() async throws -> EventCursor? { try await stored()?.cursor }

    /// Sets the position, to publish past events or to pass over events.
    ///
    /// Without this, the first run starts with the events that happen from then on. A relay that runs under the same
    /// name ends with ``Replaced``.
    ///
    /// - Parameter cursor: The position after which events are published.
    /// - Throws: `StoreError` if the store cannot be used.
    public func start(after cursor: EventCursor) async throws { _ = try await claim(cursor) }

    private static let collection: CollectionName = ".sink"
    private var key: ResourceKey { ResourceKey(Self.collection, name) }

    private func stored() async throws -> (cursor: EventCursor, revision: UInt64)? {
        guard let stored = try await store.resource(for: key) else { return nil }
        guard let text = stored.document.root["cursor"]?.stringValue, let cursor = EventCursor(text) else {
            throw StoreError(.corrupted, key: key)
        }
        return (cursor, stored.revision)
    }

    /// Makes the relay the only one that writes the position.
    private func claim(_ start: EventCursor?) async throws -> Progress {
        while true {
            let former = try await stored()
            let newest = former == nil && start == nil ? try await store.feedRange().upperBound : 0
            let cursor = start ?? former?.cursor ?? EventCursor(after: newest)
            do {
                let document = try document(cursor)
                let change: StoreChange =
                    if let former { .replace(key, document, revision: former.revision) } else { .create(key, document) }
                let revision = try await store.commit([change]).sequence
                return Progress(cursor: cursor, written: cursor, revision: revision, time: environment.monotonicTime())
            } catch let error as StoreError where error.isConflict {
                continue
            }
        }
    }

    private func document(_ cursor: EventCursor) throws -> JSONDocument {
        try JSONObject.document(["cursor": .string(cursor.description)])
    }

    // MARK: - Running

    /// The progress of a run.
    private struct Progress {
        var cursor: EventCursor
        var written: EventCursor
        var revision: UInt64
        /// The time of the last write.
        var time: Duration
        /// A Boolean value that indicates whether events were published since the last write.
        var hasPublished = false
    }

    private static let writeInterval = Duration.seconds(1)
    private static let commitsPerBookmark: UInt64 = 10_000

    /// Publishes events until the task is cancelled, and then writes the position.
    ///
    /// - Throws: ``Replaced`` if another relay has taken over; or `StoreError`, with the code `changesExpired` if the
    ///   store no longer keeps the next events: ``start(after:)`` then goes on elsewhere.
    public func run() async throws {
        var progress = try await claim(nil)
        while !Task.isCancelled {
            let page = try await store.eventPage(
                after: progress.cursor, limit: batch, commits: Int(Self.commitsPerBookmark), matching: query, in: scope,
                rules: rules)
            if !page.events.isEmpty {
                guard await publish(page.events, through: page.cursor) else { break }
                progress.hasPublished = true
            }
            progress.cursor = page.cursor
            try await writeIfDue(&progress)
            if page.events.isEmpty, page.isLast {
                let time = progress.time + Self.writeInterval - environment.monotonicTime()
                try await store.waitForEvent(
                    after: page.cursor, matching: query, in: scope, rules: rules,
                    atMost: progress.hasPublished ? time : nil, sleep: environment.sleep)
            }
        }
        guard progress.hasPublished else { return }
        // The task that ran is cancelled, but the position must be written.
        try await Task { [progress] in
            var progress = progress
            try await write(&progress)
        }.value
    }

    /// Publishes events until the sink has them, or returns `false` if the task is cancelled before.
    private func publish(_ events: [PublishedEvent], through cursor: EventCursor) async -> Bool {
        var random = environment.makeRandom()
        var attempts = 0
        while !Task.isCancelled {
            do {
                try await sink.publish(events)
                observer?(.published(count: events.count, through: cursor))
                return true
            } catch {
                guard !Task.isCancelled else { return false }
                attempts += 1
                observer?(.failed(error, attempts: attempts))
                try? await environment.sleep(backOff.pause(afterFailures: attempts, using: &random))
            }
        }
        return false
    }

    private func writeIfDue(_ progress: inout Progress) async throws {
        let isDue = environment.monotonicTime() - progress.time >= Self.writeInterval
        let isFar = progress.cursor.commit - progress.written.commit >= Self.commitsPerBookmark
        if isFar || progress.hasPublished && isDue { try await write(&progress) }
    }

    private func write(_ progress: inout Progress) async throws {
        do {
            progress.revision = try await store.commit([
                .replace(key, document(progress.cursor), revision: progress.revision)
            ]).sequence
        } catch let error as StoreError where error.isConflict {
            throw Replaced(name: name)
        }
        progress.written = progress.cursor
        progress.time = environment.monotonicTime()
        progress.hasPublished = false
    }
}

extension ClosedRange<Duration> {
    /// Returns the pause after failures in succession: it doubles with each, up to the upper bound, and half of it is
    /// random.
    func pause(afterFailures failures: Int, using random: inout some RandomNumberGenerator) -> Duration {
        var pause = lowerBound
        for _ in 1..<Swift.max(failures, 1) where pause < upperBound { pause = pause * 2 }
        let half = Swift.min(pause, upperBound) / 2
        return half + half * Double.random(in: 0...1, using: &random)
    }
}
