import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

extension EventHub {
    /// Delivers events until the task is cancelled; then waits for the deliveries under way, and writes the progress.
    ///
    /// The hub takes over from any other that delivers the events of this store.
    ///
    /// - Throws: ``HubError/replaced`` if another hub takes over, or `StoreError` if the store cannot be used.
    public func run() async throws {
        while !Task.isCancelled {
            let isOver = try await HubRun.open(self).run()
            // The feed was lost because the hub was too slow; listeners that have missed events are told so.
            if isOver { return }
        }
    }
}

/// One run of a hub: the driver of the delivery engine, which does what the engine decides.
actor HubRun {
    private let hub: EventHub
    private var engine: DeliveryEngine
    /// The identity of this run among hubs of the same store.
    private let owner: String
    private var lease: UInt64
    private let start: Duration
    private let changes: StoreChanges
    /// The number of the commit up to which the subscriptions were read at the start.
    private let known: UInt64

    private var feed: Task<Void, Never>?
    private var deliveries: [UInt64: Task<Void, Never>] = [:]
    /// The readers of earlier events, with the numbers of the commits after which they go on.
    private var readers: [String: (sequence: UInt64, commits: StoreChanges.Batches.Iterator)] = [:]
    private var isWriting = false
    private var toForget: [String] = []
    private var timer: (time: Duration, task: Task<Void, Never>)?
    private var isStopping = false
    private var finished: CheckedContinuation<Bool, any Error>?

    private init(
        _ hub: EventHub, _ engine: DeliveryEngine, _ changes: StoreChanges, since known: UInt64, owner: String,
        lease: UInt64
    ) {
        (self.hub, self.engine, self.changes, self.known) = (hub, engine, changes, known)
        (self.owner, self.lease, start) = (owner, lease, hub.environment.monotonicTime())
    }

    static let leaseKey = ResourceKey(EventHub.collection, "lease")

    // MARK: - Starting

    /// Takes over the delivery, and reads the subscriptions and their progress.
    static func open(_ hub: EventHub) async throws -> HubRun {
        let owner = hub.environment.makeIdentifier()
        let lease = try await takeLease(hub, owner)
        let store = hub.store
        let page = try await store.resources(in: Subscription.collection, matching: ResourceQuery())
        let states = try await store.resources(in: SubscriptionState.collection, matching: ResourceQuery())
        var progress: [String: (state: SubscriptionState, revision: UInt64)] = [:]
        for stored in states.resources {
            if let state = SubscriptionState(stored.document) { progress[stored.key.id] = (state, stored.revision) }
        }
        var subscriptions: [(subscription: Subscription, start: EventCursor)] = []
        for stored in page.resources {
            guard let subscription = try? Subscription(stored, hub.rules) else {
                hub.observer?(HubEvent(kind: .unreadable, subscription: stored.key.id))
                continue
            }
            subscriptions.append((subscription, subscription.start ?? EventCursor(after: stored.revision)))
        }
        let positions = subscriptions.map { (progress[$0.subscription.id]?.state.cursor ?? $0.start).commit }
        let (tail, changes) = try await feed(of: store, from: positions, to: page.sequence, hub.policy)
        var engine = DeliveryEngine(
            policy: hub.policy, rules: hub.rules, tail: tail, wallTime: hub.environment.now(),
            random: hub.environment.makeRandom())
        for (subscription, start) in subscriptions {
            engine.take(subscription, startingAfter: start, stored: progress.removeValue(forKey: subscription.id))
        }
        let letters = try await store.resources(
            in: DeadLetter.collection, matching: ResourceQuery(filter: .compare("retries", .greater, .number(0))))
        for stored in letters.resources {
            if let letter = DeadLetter(stored.document) { engine.redeliver(stored.key, to: letter.subscription) }
        }
        let run = HubRun(hub, engine, changes, since: page.sequence, owner: owner, lease: lease)
        // A subscription may have been removed while no hub was running.
        await run.forgetLater(Array(progress.keys))
        return run
    }

    /// Returns the feed from the position of the listener that is furthest behind, so that all of them share it.
    ///
    /// Those that are much further behind are served on their own.
    private static func feed(
        of store: any ResourceStore, from positions: [UInt64], to end: UInt64, _ policy: DeliveryPolicy
    ) async throws -> (tail: UInt64, changes: StoreChanges) {
        let reach = 2 * policy.commitsPerBookmark
        let start = positions.filter { $0 + reach >= end }.min().map { min($0, end) } ?? end
        do {
            return (start, try await store.changes(after: start))
        } catch let error as StoreError where error.code == .changesExpired {
            return (end, try await store.changes(after: end))
        }
    }

    private func forgetLater(_ ids: [String]) { toForget += ids }

    /// Becomes the hub that delivers, and returns the revision of the document that says so.
    private static func takeLease(_ hub: EventHub, _ owner: String) async throws -> UInt64 {
        let document = try JSONObject.document(["owner": .string(owner)])
        var backoff = Backoff()
        repeat {
            let former = try await hub.store.resource(for: leaseKey)
            let change: StoreChange =
                former.map { .replace(leaseKey, document, revision: $0.revision) } ?? .create(leaseKey, document)
            do {
                return try await hub.store.commit([change]).sequence
            } catch let error as StoreError where error.key == leaseKey {
                continue
            }
        } while await backoff.pause()
        throw HubError.conflict
    }

    /// Delivers until the task is cancelled.
    ///
    /// - Returns: `false` if the feed was lost and the hub must start again.
    func run() async throws -> Bool {
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                finished = continuation
                feed = Task { await self.follow(changes) }
                flush()
            }
        } onCancel: {
            Task { await self.stop() }
        }
    }

    private func follow(_ changes: StoreChanges) async {
        do {
            for try await commits in changes.batches(ofAtMost: hub.policy.commitsPerRead) {
                guard !isStopping else { return }
                try take(commits)
            }
        } catch let error as StoreError where error.code == .changesExpired {
            finish(.success(false))
        } catch {
            finish(.failure(error))
        }
    }

    // MARK: - Ending

    private func stop() {
        guard !isStopping else { return }
        isStopping = true
        engine.stop()
        feed?.cancel()
        let grace = hub.policy.timeout
        Task { [hub] in
            try? await hub.environment.sleep(grace)
            self.cancelDeliveries()
        }
        flush()
    }

    /// Ends the deliveries that are still under way, and gives up what cannot be written.
    private func cancelDeliveries() {
        for task in deliveries.values { task.cancel() }
        if deliveries.isEmpty { finish(.success(true)) }
    }

    private func finish(_ result: Result<Bool, any Error>) {
        guard let finished else { return }
        self.finished = nil
        feed?.cancel()
        timer?.task.cancel()
        for task in deliveries.values { task.cancel() }
        finished.resume(with: result)
    }

    // MARK: - Inputs

    private func take(_ commits: [StoreCommit]) throws {
        tellTime()
        for commit in commits {
            guard commit.sequence > known,
                commit.changes.contains(where: { $0.key.collection.rawValue.hasPrefix(".") })
            else {
                engine.take(commit)
                continue
            }
            var subscriptions: [(Subscription, EventCursor)] = []
            var removed: [String] = []
            var letters: [DeadLetter] = []
            for change in commit.changes {
                switch change.key.collection {
                case Subscription.collection: read(change, at: commit.sequence, &subscriptions, &removed)
                case DeadLetter.collection:
                    let former = change.previous.flatMap { DeadLetter($0.document) }
                    if let letter = change.document.flatMap({ DeadLetter($0) }),
                        letter.retries > former?.retries ?? 0
                    {
                        letters.append(letter)
                    }
                case EventHub.collection where change.key == Self.leaseKey:
                    guard change.document?.root["owner"]?.stringValue == owner else { throw HubError.replaced }
                default: break
                }
            }
            engine.take(commit, subscriptions: subscriptions, removed: removed)
            for letter in letters { engine.redeliver(letter.key, to: letter.subscription) }
        }
        flush()
    }

    private func read(
        _ change: StoreCommit.Change, at sequence: UInt64, _ subscriptions: inout [(Subscription, EventCursor)],
        _ removed: inout [String]
    ) {
        guard let document = change.document else {
            removed.append(change.key.id)
            return
        }
        let stored = StoredResource(key: change.key, revision: sequence, document: document)
        guard let subscription = try? Subscription(stored, hub.rules) else {
            hub.observer?(HubEvent(kind: .unreadable, subscription: change.key.id))
            return
        }
        subscriptions.append((subscription, subscription.start ?? EventCursor(after: sequence)))
    }

    private func take(_ outcome: DeliveryOutcome, of attempt: UInt64) {
        deliveries[attempt] = nil
        tellTime()
        engine.take(outcome, of: attempt)
        flush()
    }

    private func tick() {
        timer = nil
        tellTime()
        flush()
    }

    private func tellTime() {
        engine.advance(to: hub.environment.monotonicTime() - start, wallTime: hub.environment.now())
    }

    // MARK: - Actions

    /// Does what the engine decided.
    private func flush() {
        guard finished != nil else { return }
        for action in engine.takeActions() {
            switch action {
            case .send(let attempt):
                deliveries[attempt.id] = Task { [hub] in
                    let outcome = await hub.deliver(attempt)
                    self.take(outcome, of: attempt.id)
                }
            case .cancel(let attempt): deliveries[attempt]?.cancel()
            case .read(let id, let sequence, let count):
                Task { await self.readEarlier(id, after: sequence, count: count) }
            case .write(let checkpoint):
                isWriting = true
                Task { await self.write(checkpoint) }
            case .forget(let id): toForget.append(id)
            case .observe(let event): hub.observer?(event)
            }
        }
        if !isWriting, !toForget.isEmpty {
            isWriting = true
            let ids = toForget
            toForget = []
            Task { await self.forget(ids) }
        }
        schedule()
        if isStopping, engine.isIdle, !isWriting { finish(.success(true)) }
    }

    private func schedule() {
        guard let wake = engine.nextWake, timer.map({ wake < $0.time }) ?? true else { return }
        timer?.task.cancel()
        let pause = max(start + wake - hub.environment.monotonicTime(), .zero)
        timer = (
            wake,
            Task { [hub] in
                do { try await hub.environment.sleep(pause) } catch { return }
                self.tick()
            }
        )
    }

    private func readEarlier(_ id: String, after sequence: UInt64, count: Int) async {
        var commits: [StoreCommit]? = []
        var oldest: UInt64 = 0
        do {
            // A reader goes on where it was, so that no segment of the store is read twice.
            var reader: StoreChanges.Batches.Iterator
            if let known = readers.removeValue(forKey: id), known.sequence == sequence {
                reader = known.commits
            } else {
                reader = try await hub.store.changes(after: sequence).batches(ofAtMost: count).makeAsyncIterator()
            }
            commits = sequence < engine.tail ? try await reader.next() ?? [] : []
            if let last = commits?.last?.sequence, last < engine.tail { readers[id] = (last, reader) }
        } catch let error as StoreError where error.code == .changesExpired {
            commits = nil
        } catch {
            // The store cannot be read at the moment.
            try? await hub.environment.sleep(.seconds(1))
        }
        if commits == nil {
            do {
                oldest = try await hub.store.feedRange().lowerBound
            } catch {
                commits = []
                try? await hub.environment.sleep(.seconds(1))
            }
        }
        tellTime()
        engine.take(commits, for: id, keptAfter: oldest)
        flush()
    }

    // MARK: - Writing

    private func write(_ checkpoint: DeliveryEngine.Checkpoint) async {
        var revision: UInt64?
        do {
            let commit = try await hub.commit(checkpoint, as: owner, lease: lease)
            (revision, lease) = (commit, commit)
        } catch let error as StoreError where error.key == Self.leaseKey {
            return finish(.failure(HubError.replaced))
        } catch {
            hub.observer?(HubEvent(kind: .progressNotWritten, subscription: ""))
        }
        isWriting = false
        tellTime()
        engine.take(checkpoint, writtenAs: revision)
        flush()
    }

    private func forget(_ ids: [String]) async {
        for id in ids {
            readers[id] = nil
            do { try await hub.removeTraces(of: id) } catch { toForget.append(id) }
        }
        isWriting = false
        flush()
    }
}
