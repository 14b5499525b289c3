import TMFJSON

/// Commits that have been checked but not made, each of which sees the effects of those before it.
struct StagedCommits {
    private let sequence: UInt64
    /// The number of staged commits.
    private var count: UInt64 = 0
    /// The resources that the commits change, in their final state; `nil` for a deleted one.
    private var left: [ResourceKey: StoredResource?] = [:]

    /// Creates an empty list of commits.
    ///
    /// - Parameter sequence: The number of the last commit that was made.
    init(after sequence: UInt64) { self.sequence = sequence }

    /// Checks the changes of the next commit.
    ///
    /// - Parameters:
    ///   - transaction: The changes and the note.
    ///   - stored: Returns a resource as it is without the staged commits.
    /// - Returns: The commit.
    /// - Throws: ``StoreError`` with the key of the first change that cannot be made, in which case nothing is staged.
    mutating func stage(
        _ transaction: StoreTransaction, stored: (ResourceKey) -> StoredResource?
    ) throws(StoreError) -> StoreCommit {
        let number = sequence + count + 1
        var commit = StoreCommit(sequence: number, changes: [], note: transaction.note)
        commit.changes.reserveCapacity(transaction.changes.count)
        var before: [(key: ResourceKey, left: StoredResource??)] = []
        do throws(StoreError) {
            for change in transaction.changes {
                let key = change.key
                let staged = left[key]
                let current = staged ?? stored(key)
                let document = try Self.outcome(of: change, on: current)
                before.append((key, staged))
                left[key] = .some(document.map { StoredResource(key: key, revision: number, document: $0) })
                commit.changes.append(StoreCommit.Change(key: key, document: document, previous: current))
            }
        } catch {
            for (key, staged) in before.reversed() { left[key] = staged }
            throw error
        }
        count += 1
        return commit
    }

    /// Returns the resource after a change.
    private static func outcome(
        of change: StoreChange, on current: StoredResource?
    ) throws(StoreError) -> JSONDocument? {
        switch change {
        case .create(let key, let document):
            guard current == nil else { throw StoreError(.duplicateID, key: key) }
            return document
        case .replace(let key, let document, let revision):
            try check(current, for: key, against: revision)
            return document
        case .delete(let key, let revision):
            try check(current, for: key, against: revision)
            return nil
        }
    }

    private static func check(
        _ current: StoredResource?, for key: ResourceKey, against revision: UInt64?
    ) throws(StoreError) {
        guard let current else { throw StoreError(.notFound, key: key) }
        guard revision == nil || revision == current.revision else { throw StoreError(.revisionMismatch, key: key) }
    }
}
