import Synchronization
import TMFJSON
import TMFQuery

/// The memory of every store of this library: the resources, the last commits, and the waiting readers.
///
/// Readers copy the contents, which costs one reference, and continue without the lock. A commit changes the parts that
/// no reader holds in place, and copies the others.
final class StoreMemory: Sendable {
    fileprivate struct State: Sendable {
        var contents: StoreContents
        var history: CommitHistory
        var cursors: CursorTable
        var nextReader: UInt64 = 0
        /// The reason why the feeds of changes have ended, or `nil` if they have not.
        var failure: StoreError?
    }

    /// The number of changes above which a commit is made in a copy, because readers would wait too long for it.
    private static let greatestChange = 256

    private let state: Mutex<State>
    /// A lock that is held from the check of a commit until the commit is made.
    private let writing = Mutex(())
    private let now: @Sendable () -> Duration
    private let limits: QueryLimits

    init(_ contents: StoreContents, options: StoreOptions, clock: some Clock<Duration>) {
        let history = CommitHistory(
            after: contents.sequence, limit: options.history, byteLimit: options.historyBytes)
        state = Mutex(State(contents: contents, history: history, cursors: CursorTable(options)))
        limits = options.queryLimits
        let start = clock.now
        now = { start.duration(to: clock.now) }
    }

    /// All current resources.
    var contents: StoreContents { state.withLock { $0.contents } }

    /// The names of the collections that hold resources.
    var collections: [CollectionName] {
        state.withLock { $0.contents.collections }.filter { $0.value.count > 0 }.map(\.key)
            .sorted { JSONText.precedes($0.rawValue, $1.rawValue) }
    }

    // MARK: - Reading

    func resource(for key: ResourceKey) -> StoredResource? {
        state.withLock { $0.contents.collections[key.collection] }?.resource(key)
    }

    func resources(for keys: [ResourceKey]) -> [ResourceKey: StoredResource] {
        let contents = contents
        var found: [ResourceKey: StoredResource] = [:]
        for key in keys where found[key] == nil { found[key] = contents.resource(key) }
        return found
    }

    func page(of name: CollectionName, matching query: ResourceQuery) async throws -> StorePage {
        let (collection, sequence) = state.withLock { ($0.contents.collections[name], $0.contents.sequence) }
        guard let collection else { return StorePage(resources: [], total: 0, sequence: sequence) }
        return try await page(of: collection, name, at: sequence, query)
    }

    func page(
        of name: CollectionName, matching query: ResourceQuery, cursor: StoreCursor?, for client: String?
    ) async throws -> StorePage {
        let time = now()
        let (collection, sequence) = try state.withLock { state in
            guard let cursor else { return (state.contents.collection(name), state.contents.sequence) }
            guard let moment = state.cursors.moment(cursor, name, now: time) else { throw StoreError(.cursorExpired) }
            return moment
        }
        var page = try await page(of: collection, name, at: sequence, query)
        page.cursor =
            cursor ?? state.withLock { $0.cursors.pin(collection, name, at: sequence, for: client, now: time) }
        return page
    }

    private func page(
        of collection: InMemoryCollection, _ name: CollectionName, at sequence: UInt64, _ query: ResourceQuery
    ) async throws -> StorePage {
        let answer = try await collection.answer(to: query, limits: limits)
        var resources: [StoredResource] = []
        if collection.rows.isFetched(answer.rows) { resources.reserveCapacity(answer.rows.count) }
        for row in answer.rows {
            let (document, identity) = collection.rows[row]
            resources.append(
                StoredResource(
                    key: ResourceKey(name, identity.id), revision: identity.revision, document: document))
        }
        return StorePage(
            resources: resources, total: answer.total, sequence: sequence,
            exceeding: answer.exceeding.map { ResourceKey(name, collection.rows[$0].identity.id) })
    }

    func plan(for query: ResourceQuery, in name: CollectionName) -> QueryPlan {
        state.withLock { $0.contents.collection(name) }.plan(for: query)
    }

    // MARK: - Writing

    /// Checks and makes the changes of one commit.
    func commit(_ transaction: StoreTransaction) throws(StoreError) -> StoreCommit {
        try transaction.checkNote()
        return try writing.withLock { _ throws(StoreError) in
            let commit = try stage([transaction])[0].get()
            make([commit])
            return commit
        }
    }

    /// Checks the changes of several commits, each of which sees the effects of those before it.
    ///
    /// Nothing else may be staged or made until these commits have been made or abandoned. Their notes must have been
    /// checked.
    func stage(_ transactions: [StoreTransaction]) -> [Result<StoreCommit, StoreError>] {
        func stage(_ contents: borrowing StoreContents) -> [Result<StoreCommit, StoreError>] {
            var staged = StagedCommits(after: contents.sequence)
            return transactions.map { transaction in
                Result { () throws(StoreError) in try staged.stage(transaction) { contents.resource($0) } }
            }
        }
        let count = transactions.reduce(0) { $0 + $1.changes.count }
        return count > Self.greatestChange ? stage(contents) : state.withLock { stage($0.contents) }
    }

    /// Makes commits that have been checked.
    func make(_ commits: [StoreCommit]) {
        let count = commits.reduce(0) { $0 + $1.changes.count }
        let time = now()
        let readers: [CheckedContinuation<Void, Never>]
        if count > Self.greatestChange {
            var next = contents
            for commit in commits { next.apply(commit) }
            // Unreferenced values are released outside the lock.
            readers = state.withLock { state in
                swap(&state.contents, &next)
                return state.note(commits, time)
            }
        } else {
            readers = state.withLock { state in
                for commit in commits { state.contents.apply(commit) }
                return state.note(commits, time)
            }
        }
        for reader in readers { reader.resume() }
    }

    /// Ends the feeds of changes.
    func close(_ failure: StoreError) {
        let readers = state.withLock { state in
            state.failure = failure
            return state.history.stopWaiting()
        }
        for reader in readers { reader.resume() }
    }

    // MARK: - Changes

    /// Returns how far the feed of changes reaches.
    ///
    /// - Parameter older: The number of the commit before the oldest one outside the memory, or `nil` if there is none.
    /// - Returns: The number of the commit before the oldest one that is kept, and the number of the last commit.
    /// - Throws: ``StoreError`` if the feed has ended.
    func feedRange(from older: UInt64? = nil) throws(StoreError) -> ClosedRange<UInt64> {
        let range = try state.withLock { state throws(StoreError) in
            if let failure = state.failure { throw failure }
            return state.history.range
        }
        return min(older ?? range.lowerBound, range.lowerBound)...range.upperBound
    }

    /// Returns the commits after a sequence number.
    ///
    /// - Parameters:
    ///   - sequence: The sequence number.
    ///   - older: The source of the commits that are no longer in memory, or `nil` if these are lost.
    /// - Returns: The feed.
    /// - Throws: ``StoreError`` if the feed does not reach back that far, or has ended.
    func changes(after sequence: UInt64, older: (any OlderCommits)? = nil) throws(StoreError) -> StoreChanges {
        let step = try state.withLock { state throws(StoreError) in
            if let failure = state.failure { throw failure }
            return state.history.step(after: sequence, atMost: 0)
        }
        switch step {
        case .older where older?.reaches(sequence) != true: throw StoreError(.changesExpired)
        case .older, .commits, .nothingYet: break
        }
        return StoreChanges(after: sequence) { [self] in try await commits(after: $0, atMost: $1, older) }
    }

    /// Returns commits after a sequence number, waits if there are none yet, and returns an empty array if its task is
    /// cancelled.
    private func commits(
        after sequence: UInt64, atMost count: Int, _ older: (any OlderCommits)?
    ) async throws -> [StoreCommit] {
        while !Task.isCancelled {
            let (step, failure) = state.withLock { ($0.history.step(after: sequence, atMost: count), $0.failure) }
            switch step {
            case .commits(let commits):
                older?.pause()
                return commits
            case .older:
                if let failure { throw failure }
                guard let older else { throw StoreError(.changesExpired) }
                return try await older.commits(after: sequence, atMost: count)
            case .nothingYet:
                if let failure { throw failure }
                await waitForCommit(after: sequence)
            }
        }
        return []
    }

    private func waitForCommit(after sequence: UInt64) async {
        let number = state.withLock { state in
            state.nextReader += 1
            return state.nextReader
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { reader in
                let waits = state.withLock { state in
                    // A task that has already been cancelled has no reader to wake.
                    guard !Task.isCancelled, state.failure == nil, state.contents.sequence <= sequence else {
                        return false
                    }
                    state.history.wait(reader, as: number)
                    return true
                }
                if !waits { reader.resume() }
            }
        } onCancel: {
            state.withLock { $0.history.stopWaiting(number) }?.resume()
        }
    }
}

extension StoreMemory.State {
    /// Records commits that were made, and returns the readers that wait for them.
    fileprivate mutating func note(_ commits: [StoreCommit], _ time: Duration) -> [CheckedContinuation<Void, Never>] {
        for commit in commits { history.append(commit) }
        cursors.note(commits, now: time)
        return history.stopWaiting()
    }
}
