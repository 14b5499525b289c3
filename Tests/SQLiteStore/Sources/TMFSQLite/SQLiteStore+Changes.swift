public import TMForum

extension SQLiteStore {
    /// The maximum number of commits to read at a time.
    private static let greatestBatch = 1_000

    /// Returns the commits after a sequence number and keeps delivering new ones.
    public func changes(after sequence: UInt64) throws -> StoreChanges {
        _ = try commits(after: sequence, atMost: 0)
        return StoreChanges(after: sequence) { known, count in
            try await self.nextCommits(after: known, atMost: min(count, Self.greatestBatch))
        }
    }

    /// Returns how far the feed reaches.
    public func feedRange() throws -> ClosedRange<UInt64> {
        try database.transaction {
            let last = try sequence()
            let oldest = try database.first("SELECT min(sequence) FROM log") { $0.integer(0) } ?? 0
            return UInt64(oldest > 0 ? oldest - 1 : last)...UInt64(last)
        }
    }

    /// Returns the next commits of a feed, and waits for one if there are none yet.
    private func nextCommits(after known: UInt64, atMost count: Int) async throws -> [StoreCommit] {
        while !Task.isCancelled {
            let commits = try commits(after: known, atMost: count)
            if !commits.isEmpty { return commits }
            // Nothing can be committed in the meantime: the actor does nothing else before it waits.
            await waitForCommit()
        }
        return []
    }

    private func commits(after known: UInt64, atMost count: Int) throws -> [StoreCommit] {
        try database.transaction {
            // A reader with a number beyond the last commit waits until the commits have reached it.
            let (known, last) = (Int64(clamping: known), try sequence())
            guard known < last else { return [] }
            let oldest = try database.first("SELECT min(sequence) FROM log") { $0.integer(0) } ?? 0
            guard oldest > 0, oldest <= known + 1 else { throw StoreError(.changesExpired) }
            var commits: [StoreCommit] = []
            try database.forEachRow(
                "SELECT sequence, note FROM log WHERE sequence > ? ORDER BY sequence LIMIT ?",
                [.integer(known), .integer(Int64(count))]
            ) { row in
                let note = try row.document(1).map { JSONValue($0) }?.objectValue
                let sequence = row.integer(0)
                commits.append(
                    StoreCommit(
                        sequence: UInt64(sequence), changes: try database.changes(of: sequence), note: note))
            }
            return commits
        }
    }

    // MARK: - Waiting

    private func waitForCommit() async {
        nextReader += 1
        let reader = nextReader
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // A task that was cancelled earlier has no reader to wake.
                if Task.isCancelled { continuation.resume() } else { waiting[reader] = continuation }
            }
        } onCancel: {
            Task { await self.wake(reader) }
        }
    }

    private func wake(_ reader: Int) { waiting.removeValue(forKey: reader)?.resume() }

    func wakeReaders() {
        for reader in waiting.values { reader.resume() }
        waiting.removeAll()
    }
}

extension SQLiteDatabase {
    fileprivate func changes(of sequence: Int64) throws -> [StoreCommit.Change] {
        var changes: [StoreCommit.Change] = []
        try forEachRow(
            """
            SELECT collection, id, document, revision, previous FROM change WHERE sequence = ? ORDER BY position
            """,
            [.integer(sequence)]
        ) { row in
            let key = ResourceKey(CollectionName(rawValue: row.text(0)), row.text(1))
            let previous = try row.document(4).map {
                StoredResource(key: key, revision: UInt64(row.integer(3)), document: $0)
            }
            changes.append(StoreCommit.Change(key: key, document: try row.document(2), previous: previous))
        }
        return changes
    }
}
