import Synchronization
import TMFJSON
import TMFQuery

/// What every store of this library has in memory: the resources, the last commits, and who reads.
///
/// Readers copy the contents, which is one reference, and go on without the lock; a commit changes in place what no reader
/// holds, and copies the rest.
final class StoreMemory: Sendable {
    fileprivate struct State: Sendable {
        var contents: StoreContents
        var history: CommitHistory
        var cursors: CursorTable
        var nextReader: UInt64 = 0
        /// Why the feeds of changes have ended, once they have.
        var failure: StoreError?
    }

    private let state: Mutex<State>
    private let now: @Sendable () -> Duration
    private let limits: QueryLimits

    init(
        _ contents: StoreContents, history commits: [StoreCommit] = [], options: StoreOptions,
        clock: some Clock<Duration>
    ) {
        var history = CommitHistory(after: contents.sequence, limit: options.history)
        for commit in commits { history.append(commit) }
        state = Mutex(
            State(
                contents: contents, history: history,
                cursors: CursorTable(lifetime: options.cursorLifetime, limit: options.cursorLimit)))
        limits = options.queryLimits
        let start = clock.now
        now = { start.duration(to: clock.now) }
    }

    /// All resources as they are now.
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

    func page(of name: CollectionName, matching query: ResourceQuery) throws -> StorePage {
        guard let collection = state.withLock({ $0.contents.collections[name] }) else {
            return StorePage(resources: [], total: 0)
        }
        return try page(of: collection, name, query)
    }

    func page(of name: CollectionName, matching query: ResourceQuery, cursor: StoreCursor?) throws -> StorePage {
        let time = now()
        let (collection, pinned) = try state.withLock { state in
            if let cursor {
                guard let collection = state.cursors.collection(cursor, name, now: time) else {
                    throw StoreError(.cursorExpired)
                }
                return (collection, cursor)
            }
            let collection = state.contents.collection(name)
            return (collection, state.cursors.pin(collection, name, at: state.contents.sequence, now: time))
        }
        var page = try page(of: collection, name, query)
        page.cursor = pinned
        return page
    }

    private func page(
        of collection: InMemoryCollection, _ name: CollectionName, _ query: ResourceQuery
    ) throws(QueryError) -> StorePage {
        let answer = try collection.answer(to: query, limits: limits)
        var resources: [StoredResource] = []
        resources.reserveCapacity(answer.rows.count)
        for row in answer.rows {
            let (document, identity) = collection.rows[row]
            resources.append(
                StoredResource(
                    key: ResourceKey(name, identity.id), revision: identity.revision, document: document))
        }
        return StorePage(resources: resources, total: answer.total)
    }

    func plan(for query: ResourceQuery, in name: CollectionName) -> QueryPlan {
        state.withLock { $0.contents.collection(name) }.plan(for: query)
    }

    // MARK: - Writing

    /// Checks the changes of one commit and makes them.
    func commit(_ changes: [StoreChange]) throws(StoreError) -> StoreCommit {
        let (commit, readers) = try state.withLock { state throws(StoreError) in
            var staged = StagedCommits(after: state.contents.sequence)
            let commit = try staged.stage(changes) { state.contents.resource($0) }
            return (commit, state.make([commit]))
        }
        for reader in readers { reader.resume() }
        return commit
    }

    /// Checks the changes of some commits, each seeing what those before it will leave.
    func stage(_ requests: [[StoreChange]]) -> [Result<StoreCommit, StoreError>] {
        state.withLock { state in
            var staged = StagedCommits(after: state.contents.sequence)
            return requests.map { changes in
                Result { () throws(StoreError) in try staged.stage(changes) { state.contents.resource($0) } }
            }
        }
    }

    /// Makes commits that were checked.
    func make(_ commits: [StoreCommit]) {
        let readers = state.withLock { $0.make(commits) }
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

    func changes(after sequence: UInt64) throws(StoreError) -> StoreChanges {
        try state.withLock { state throws(StoreError) in
            if let failure = state.failure { throw failure }
            if case .expired = state.history.step(after: sequence) { throw StoreError(.changesExpired) }
        }
        return StoreChanges(after: sequence) { [self] in try await commit(after: $0) }
    }

    /// Returns the commit behind a number, and waits for it if there is none yet.
    private func commit(after sequence: UInt64) async throws -> StoreCommit? {
        while !Task.isCancelled {
            let step = try state.withLock { state in
                if let failure = state.failure { throw failure }
                return state.history.step(after: sequence)
            }
            switch step {
            case .commit(let commit): return commit
            case .expired: throw StoreError(.changesExpired)
            case .nothingYet: await waitForCommit(after: sequence)
            }
        }
        return nil
    }

    private func waitForCommit(after sequence: UInt64) async {
        let number = state.withLock { state in
            state.nextReader += 1
            return state.nextReader
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { reader in
                let waits = state.withLock { state in
                    // A task that was cancelled before finds nobody to wake.
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
    /// Makes commits and returns who waits for them.
    fileprivate mutating func make(_ commits: [StoreCommit]) -> [CheckedContinuation<Void, Never>] {
        for commit in commits {
            contents.apply(commit)
            history.append(commit)
        }
        return history.stopWaiting()
    }
}
