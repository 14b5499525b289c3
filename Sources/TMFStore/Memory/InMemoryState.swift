/// All that an in-memory store holds.
struct InMemoryState {
    var collections: [CollectionName: InMemoryCollection] = [:]
    var listeners: [Int: AsyncStream<StoreCommit>.Continuation] = [:]

    private var sequence: UInt64 = 0
    private var nextListener = 0
    private var log: [StoreCommit] = []
    private let history: Int

    init(history: Int) { self.history = history }

    mutating func commit(_ changes: [StoreChange]) throws -> StoreCommit {
        try check(changes)
        sequence += 1
        for change in changes {
            switch change {
            case .create(let key, let document), .replace(let key, let document, _):
                let resource = StoredResource(key: key, revision: sequence, document: document)
                collections[key.collection, default: InMemoryCollection()].put(resource)
            case .delete(let key, _):
                collections[key.collection]?.remove(key.id)
            }
        }
        let commit = StoreCommit(sequence: sequence, changes: changes)
        log.append(commit)
        // Trimming a batch at a time keeps a commit's share of the work constant.
        if log.count > history * 2 + 16 { log.removeFirst(log.count - history) }
        for listener in listeners.values { listener.yield(commit) }
        return commit
    }

    mutating func addListener(
        _ listener: AsyncStream<StoreCommit>.Continuation,
        after known: UInt64
    ) throws -> Int {
        let oldest = sequence - UInt64(min(log.count, history))
        guard known >= oldest else { throw StoreError(.changesExpired) }
        for commit in log where commit.sequence > known { listener.yield(commit) }
        nextListener += 1
        listeners[nextListener] = listener
        return nextListener
    }

    /// Throws if one of the changes cannot be made, each seen after those before it.
    private func check(_ changes: [StoreChange]) throws {
        // What the changes so far leave: a revision, or nil for nothing there.
        var pending: [ResourceKey: UInt64?] = [:]
        for change in changes {
            let key = change.key
            let current = pending[key] ?? collections[key.collection]?[key.id]?.revision
            switch change {
            case .create:
                guard current == nil else { throw StoreError(.duplicateID, key: key) }
                pending[key] = .some(sequence + 1)
            case .replace(_, _, let expected), .delete(_, let expected):
                guard let current else { throw StoreError(.notFound, key: key) }
                guard expected == nil || expected == current else { throw StoreError(.revisionMismatch, key: key) }
                if case .delete = change {
                    pending[key] = .some(nil)
                } else {
                    pending[key] = .some(sequence + 1)
                }
            }
        }
    }
}
