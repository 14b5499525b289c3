import TMFJSON

/// The last commits of a journal, not taken apart until it is known which they are.
struct ReplayedHistory {
    private var commits: [(commit: RecordContent.Commit, record: RecordReader.Record)] = []
    private let limit: Int

    init(limit: Int) { self.limit = min(max(limit, 0), CommitHistory.greatestLimit) }

    /// Adds a commit; one that does not follow the last makes all before it useless.
    mutating func append(_ commit: RecordContent.Commit, _ record: RecordReader.Record) {
        guard limit > 0 else { return }
        if let last = commits.last, last.commit.sequence + 1 != commit.sequence { commits.removeAll() }
        commits.append((commit, record))
        // Each keeps the part of the file alive that it was read from.
        if commits.count > limit + limit / 8 + 16 { commits.removeFirst(commits.count - limit) }
    }

    /// The commits, in order and without a gap up to the last.
    func commits(upTo sequence: UInt64) throws(JSONParsingError) -> [StoreCommit] {
        guard commits.last?.commit.sequence == sequence else { return [] }
        var result: [StoreCommit] = []
        for (commit, record) in commits.suffix(limit) {
            var changes: [StoreCommit.Change] = []
            for change in commit.changes {
                let document = try change.document.map { place throws(JSONParsingError) in
                    try Self.document(record.bytes(place))
                }
                let previous = try change.previous.map { place throws(JSONParsingError) in
                    StoredResource(
                        key: change.key, revision: change.previousRevision ?? 0,
                        document: try Self.document(record.bytes(place)))
                }
                changes.append(StoreCommit.Change(key: change.key, document: document, previous: previous))
            }
            result.append(StoreCommit(sequence: commit.sequence, changes: changes))
        }
        return result
    }

    private static func document(_ bytes: [UInt8]) throws(JSONParsingError) -> JSONDocument {
        try JSONDocument(parsing: bytes, limits: RecordContent.limits)
    }
}
