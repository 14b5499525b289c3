public import TMForum

extension SQLiteStore {
    /// Returns a resource, or `nil` if there is none.
    public func resource(for key: ResourceKey) throws -> StoredResource? { try database.resource(key)?.resource }

    /// Returns several resources as they are at one moment.
    public func resources(for keys: [ResourceKey]) throws -> [ResourceKey: StoredResource] {
        try database.transaction {
            var found: [ResourceKey: StoredResource] = [:]
            for key in keys where found[key] == nil { found[key] = try database.resource(key)?.resource }
            return found
        }
    }

    /// Returns the resources of a collection that match a query, one page of them, and the number of all.
    public func resources(in collection: CollectionName, matching query: ResourceQuery) throws -> StorePage {
        try database.transaction {
            let sequence = UInt64(try database.sequence())
            guard let number = try database.number(of: collection) else {
                return StorePage(resources: [], total: 0, sequence: sequence)
            }
            let answer = try answer(to: query, number)
            return StorePage(
                resources: try answer.page.compactMap { try database.resource($0.rank, collection, $0.document) },
                total: answer.total, sequence: sequence,
                exceeding: try answer.exceeding.compactMap { try database.key($0, collection) })
        }
    }

    private typealias Answer = (page: [QueryRun.Candidate], total: Int, exceeding: [Int])

    private func answer(to query: ResourceQuery, _ collection: Int64) throws -> Answer {
        if query.filter.isEmpty {
            if query.sort.isEmpty { return (try database.page(query.page, collection), try total(collection), []) }
            if let page = try walk(query, collection) { return (page, try total(collection), []) }
        }
        var run = QueryRun(CompiledQuery(query, limits: limits))
        let source = try source(for: query.filter, collection)
        var batch: [QueryRun.Candidate] = []
        try database.forEachRow(source.sql, source.parameters) { row in
            guard let document = try row.document(1) else { return }
            batch.append(QueryRun.Candidate(rank: Int(row.integer(0)), document: document))
            guard batch.count == 64 else { return }
            try Task.checkCancellation()
            try run.take(batch, isVerified: query.filter.isEmpty)
            batch.removeAll(keepingCapacity: true)
        }
        try run.take(batch, isVerified: query.filter.isEmpty)
        return (try run.page(), run.total, run.exceeding)
    }

    private func total(_ collection: Int64) throws -> Int {
        try database.first("SELECT count(*) FROM resource WHERE collection = ?", .integer(collection)) {
            Int($0.integer(0))
        } ?? 0
    }

    /// Returns the statement that selects the candidates of a filter in the order of creation, by the condition that leaves
    /// fewest.
    private func source(for filter: Filter, _ collection: Int64) throws -> (sql: String, parameters: [SQLiteValue]) {
        var best: (candidates: Candidates, count: Int64)?
        for candidates in Candidates.alternatives(for: filter, indexes) {
            // Counting goes on as far as the difference matters.
            let sql = "SELECT count(*) FROM (\(candidates.sql) LIMIT 10000)"
            let count = try database.count(sql, candidates.parameters(collection))
            if best.map({ count < $0.count }) ?? true { best = (candidates, count) }
        }
        guard let candidates = best?.candidates else {
            return (
                "SELECT number, document FROM resource WHERE collection = ? ORDER BY number", [.integer(collection)]
            )
        }
        let sql = "SELECT number, document FROM resource WHERE number IN (\(candidates.sql)) ORDER BY number"
        return (sql, candidates.parameters(collection))
    }
}

// MARK: - Following an index

extension SQLiteStore {
    /// Returns the page of all resources in the order of an index, without a look at the others; `nil` if there is no such
    /// index, or some of those on the page have no value there.
    private func walk(_ query: ResourceQuery, _ collection: Int64) throws -> [QueryRun.Candidate]? {
        guard query.sort.count == 1, let key = query.sort.first, !key.isNumeric, let limit = query.page.limit,
            let path = key.fieldPath, let position = indexes.firstIndex(of: path)
        else { return nil }
        let direction = key.isDescending ? "DESC" : "ASC"
        let wanted = query.page.offset + limit
        var numbers: Set<Int64> = []
        var last: (kind: Int64, value: [UInt8]?)?
        // Of those that are alike in the index, all are needed: the run tells them apart.
        try database.forEachRow(
            """
            SELECT number, kind, CAST(value AS BLOB) FROM term WHERE collection = ? AND path = ? AND kind <= ?
            ORDER BY kind \(direction), value \(direction)
            """,
            [.integer(collection), .integer(Int64(position)), .integer(Term.Kind.text.rawValue)],
            until: { row in
                let place = (kind: row.integer(1), value: row.bytes(2))
                defer { last = place }
                return numbers.count >= wanted && last.map { $0 != place } ?? false
            },
            { numbers.insert($0.integer(0)) })
        guard numbers.count >= wanted else { return nil }
        var run = QueryRun(CompiledQuery(query, limits: limits), isInOrder: false)
        for number in numbers {
            let document = try database.first("SELECT document FROM resource WHERE number = ?", .integer(number)) {
                try $0.document(0)
            }
            if let document { try run.take([QueryRun.Candidate(rank: Int(number), document: document)]) }
        }
        // What takes too much work to sort is last, wherever the index has it.
        return run.exceeding.isEmpty ? try run.page() : nil
    }
}

extension SQLiteDatabase {
    /// A resource and its place.
    struct Found {
        var number: Int64
        var resource: StoredResource
    }

    func resource(_ key: ResourceKey) throws -> Found? {
        guard let collection = try number(of: key.collection) else { return nil }
        return try first(
            "SELECT number, revision, document FROM resource WHERE collection = ? AND id = ?", .integer(collection),
            .text(key.id)
        ) { row in
            try row.document(2).map {
                Found(
                    number: row.integer(0),
                    resource: StoredResource(key: key, revision: UInt64(row.integer(1)), document: $0))
            }
        }
    }

    fileprivate func resource(
        _ number: Int, _ collection: CollectionName, _ document: JSONDocument
    ) throws -> StoredResource? {
        try first("SELECT id, revision FROM resource WHERE number = ?", .integer(Int64(number))) {
            StoredResource(
                key: ResourceKey(collection, $0.text(0)), revision: UInt64($0.integer(1)), document: document)
        }
    }

    fileprivate func key(_ number: Int, _ collection: CollectionName) throws -> ResourceKey? {
        try first("SELECT id FROM resource WHERE number = ?", .integer(Int64(number))) {
            ResourceKey(collection, $0.text(0))
        }
    }

    fileprivate func count(_ sql: String, _ parameters: [SQLiteValue]) throws -> Int64 {
        var count: Int64 = 0
        try forEachRow(sql, parameters) { count = $0.integer(0) }
        return count
    }

    /// The page of all resources of a collection in the order of their creation.
    fileprivate func page(_ page: Page, _ collection: Int64) throws -> [QueryRun.Candidate] {
        var found: [QueryRun.Candidate] = []
        try forEachRow(
            "SELECT number, document FROM resource WHERE collection = ? ORDER BY number LIMIT ? OFFSET ?",
            [.integer(collection), .integer(Int64(page.limit ?? -1)), .integer(Int64(page.offset))]
        ) { row in
            guard let document = try row.document(1) else { return }
            found.append(QueryRun.Candidate(rank: Int(row.integer(0)), document: document))
        }
        return found
    }
}
