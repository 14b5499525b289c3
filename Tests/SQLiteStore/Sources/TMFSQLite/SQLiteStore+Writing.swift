public import TMForum

extension SQLiteStore {
    /// Makes changes, either all or none.
    @discardableResult
    public func commit(_ transaction: StoreTransaction) throws -> StoreCommit {
        let note = try transaction.note.map { note in
            do {
                return try JSONDocument(.object(note), limits: .highest)
            } catch {
                throw StoreError(.invalidNote, underlyingError: error)
            }
        }
        // The transaction that begins first is the only one that writes.
        let commit = try database.transaction("BEGIN IMMEDIATE") {
            try database.run("UPDATE store SET sequence = sequence + 1")
            var commit = StoreCommit(
                sequence: UInt64(try sequence()), changes: [], note: transaction.note)
            for change in transaction.changes { commit.changes.append(try make(change, in: commit.sequence)) }
            try log(commit, note)
            return commit
        }
        wakeReaders()
        return commit
    }

    /// Makes one change, which sees the effects of those before it.
    private func make(_ change: StoreChange, in sequence: UInt64) throws -> StoreCommit.Change {
        let key = change.key
        let current = try database.resource(key)
        switch change {
        case .create(_, let document):
            guard current == nil else { throw StoreError(.duplicateID, key: key) }
            try insert(document, key, sequence)
            return StoreCommit.Change(key: key, document: document, previous: nil)
        case .replace(_, let document, let revision):
            let current = try checked(current, key, revision)
            try replace(current, with: document, sequence)
            return StoreCommit.Change(key: key, document: document, previous: current.resource)
        case .delete(_, let revision):
            let current = try checked(current, key, revision)
            try delete(current)
            return StoreCommit.Change(key: key, document: nil, previous: current.resource)
        @unknown default: throw StoreError(.unavailable, key: key)
        }
    }

    private func checked(
        _ current: SQLiteDatabase.Found?, _ key: ResourceKey, _ revision: UInt64?
    ) throws -> SQLiteDatabase.Found {
        guard let current else { throw StoreError(.notFound, key: key) }
        guard revision == nil || revision == current.resource.revision else {
            throw StoreError(.revisionMismatch, key: key)
        }
        return current
    }

    private func insert(_ document: JSONDocument, _ key: ResourceKey, _ sequence: UInt64) throws {
        let name = SQLiteValue.text(key.collection.rawValue)
        try database.run("INSERT OR IGNORE INTO collection (name) VALUES (?)", name)
        let collection = try collectionNumber(key)
        let number = try database.first(
            "INSERT INTO resource (collection, id, revision, document) VALUES (?, ?, ?, ?) RETURNING number",
            .integer(collection), .text(key.id), .integer(Int64(sequence)), .bytes(document.bytes)
        ) { $0.integer(0) }
        try database.add(layout.terms(of: document), collection, number ?? 0)
    }

    private func replace(_ current: SQLiteDatabase.Found, with document: JSONDocument, _ sequence: UInt64) throws {
        let collection = try collectionNumber(current.resource.key)
        try database.run(
            "UPDATE resource SET revision = ?, document = ? WHERE number = ?", .integer(Int64(sequence)),
            .bytes(document.bytes), .integer(current.number))
        // Most changes affect only a few values.
        let (old, new) = (Set(layout.terms(of: current.resource.document)), Set(layout.terms(of: document)))
        try database.remove(old.subtracting(new), collection, current.number)
        try database.add(new.subtracting(old), collection, current.number)
    }

    private func delete(_ current: SQLiteDatabase.Found) throws {
        let collection = try collectionNumber(current.resource.key)
        try database.run("DELETE FROM resource WHERE number = ?", .integer(current.number))
        try database.remove(layout.terms(of: current.resource.document), collection, current.number)
    }

    private func collectionNumber(_ key: ResourceKey) throws -> Int64 {
        try database.number(of: key.collection) ?? 0
    }

    /// Keeps a commit for the feed, and removes the one that has become too old for it.
    private func log(_ commit: StoreCommit, _ note: JSONDocument?) throws {
        let sequence = Int64(commit.sequence)
        try database.run("INSERT INTO log VALUES (?, ?)", .integer(sequence), note.map { .bytes($0.bytes) } ?? .null)
        for (position, change) in commit.changes.enumerated() {
            try database.run(
                "INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?)", .integer(sequence), .integer(Int64(position)),
                .text(change.key.collection.rawValue), .text(change.key.id),
                change.document.map { .bytes($0.bytes) } ?? .null,
                change.previous.map { .integer(Int64($0.revision)) } ?? .null,
                change.previous.map { .bytes($0.document.bytes) } ?? .null)
        }
        try database.run("DELETE FROM log WHERE sequence <= ?", .integer(sequence - history))
        try database.run("DELETE FROM change WHERE sequence <= ?", .integer(sequence - history))
    }
}
