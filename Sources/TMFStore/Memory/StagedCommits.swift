import TMFJSON

/// Commits that were checked but not made yet, each seeing what those before it will leave.
struct StagedCommits {
    private let sequence: UInt64
    /// The number of commits that were staged.
    private var count: UInt64 = 0
    /// The resources that the commits change, as they leave them; `nil` for a deleted one.
    private var left: [ResourceKey: StoredResource?] = [:]

    /// Stages nothing yet.
    ///
    /// - Parameter sequence: The number of the last commit that was made.
    init(after sequence: UInt64) { self.sequence = sequence }

    /// Checks the changes of the next commit.
    ///
    /// - Parameters:
    ///   - transaction: The changes and the note.
    ///   - stored: Returns a resource as the commits before those staged have left it.
    /// - Returns: The commit.
    /// - Throws: ``StoreError`` with the key of the first change that cannot be made; nothing is staged then.
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

    /// Returns the resource as a change leaves it.
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
