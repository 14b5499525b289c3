import TMFJSON

/// The last commits of a journal, not taken apart until it is known which they are.
struct ReplayedHistory {
    private struct Change {
        var key: ResourceKey
        var document: [UInt8]?
        var previous: (bytes: [UInt8], revision: UInt64)?
    }

    private var commits: [(sequence: UInt64, changes: [Change])] = []
    private let limit: Int

    init(limit: Int) { self.limit = max(limit, 0) }

    /// Adds a commit; one that does not follow the last makes all before it useless.
    mutating func append(_ commit: RecordContent.Commit, _ record: RecordReader.Record) {
        guard limit > 0 else { return }
        if let last = commits.last, last.sequence + 1 != commit.sequence { commits.removeAll() }
        let changes = commit.changes.map { change in
            Change(
                key: change.key, document: change.document.map(record.bytes),
                previous: change.previous.map { (record.bytes($0), change.previousRevision ?? 0) })
        }
        commits.append((commit.sequence, changes))
        if commits.count > limit * 2 { commits.removeFirst(commits.count - limit) }
    }

    /// The commits, in order and without a gap up to the last.
    func commits(upTo sequence: UInt64) throws(JSONParsingError) -> [StoreCommit] {
        guard commits.last?.sequence == sequence else { return [] }
        var result: [StoreCommit] = []
        for (sequence, changes) in commits.suffix(limit) {
            var commit = StoreCommit(sequence: sequence, changes: [])
            for change in changes {
                var previous: StoredResource?
                if let (bytes, revision) = change.previous {
                    previous = StoredResource(key: change.key, revision: revision, document: try Self.document(bytes))
                }
                var document: JSONDocument?
                if let bytes = change.document { document = try Self.document(bytes) }
                commit.changes.append(StoreCommit.Change(key: change.key, document: document, previous: previous))
            }
            result.append(commit)
        }
        return result
    }

    private static func document(_ bytes: [UInt8]) throws(JSONParsingError) -> JSONDocument {
        try JSONDocument(parsing: bytes, limits: RecordContent.limits)
    }
}
