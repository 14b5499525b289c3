public import TMForum

extension SQLiteStore {
    /// Returns a resource, or `nil` if it does not exist.
    public func resource(for key: ResourceKey) throws -> StoredResource? { try database.resource(key)?.resource }

    /// Returns several resources as of the same moment.
    public func resources(for keys: [ResourceKey]) throws -> [ResourceKey: StoredResource] {
        try database.transaction {
            var found: [ResourceKey: StoredResource] = [:]
            for key in keys where found[key] == nil { found[key] = try database.resource(key)?.resource }
            return found
        }
    }

    /// Returns one page of the resources of a collection that match a query, with the total number of matches.
    public func resources(in collection: CollectionName, matching query: ResourceQuery) throws -> StorePage {
        try database.transaction {
            let sequence = UInt64(try sequence())
            guard let number = try database.number(of: collection) else {
                return StorePage(resources: [], total: 0, sequence: sequence)
            }
            let answer = try answer(to: query, number)
            return StorePage(
                resources: try answer.page.compactMap { try database.resource($0, collection) },
                total: answer.total, sequence: sequence,
                exceeding: try answer.exceeding.compactMap { try database.key($0, collection) })
        }
    }

    private typealias Answer = (page: [Int], total: Int, exceeding: [Int])

    private func answer(to query: ResourceQuery, _ collection: Int64) throws -> Answer {
        let terms = Terms(database: database, collection: collection)
        let access = layout.access(to: query.filter)
        let source =
            try access.flatMap { try terms.source(for: $0) } ?? .all(of: collection, isExact: query.filter.isEmpty)
        if source.isExact {
            if query.sort.isEmpty { return (try page(query.page, source), try database.count(source), []) }
            if let answer = try walk(query, source, access, terms) { return answer }
        }
        var run = QueryRun(CompiledQuery(query, limits: limits))
        try read(source.documents, source.parameters, into: &run, isVerified: source.isExact)
        return (try run.page().map(\.rank), run.total, run.exceeding)
    }

    /// Returns the page of the resources that a source selects, in the order of their creation.
    private func page(_ page: Page, _ source: Source) throws -> [Int] {
        var numbers: [Int] = []
        try database.forEachRow(
            "\(source.numbers) ORDER BY number LIMIT ? OFFSET ?",
            source.parameters + [.integer(Int64(page.limit ?? -1)), .integer(Int64(page.offset))]
        ) { numbers.append(Int($0.integer(0))) }
        return numbers
    }

    /// Passes the resources whose numbers and documents a statement selects to a run.
    private func read(
        _ sql: String, _ parameters: [SQLiteValue], into run: inout QueryRun, isVerified: Bool
    ) throws {
        var batch: [QueryRun.Candidate] = []
        try database.forEachRow(sql, parameters) { row in
            guard let document = try row.document(1) else { return }
            batch.append(QueryRun.Candidate(rank: Int(row.integer(0)), document: document))
            guard batch.count == 64 else { return }
            try Task.checkCancellation()
            try run.take(batch, isVerified: isVerified)
            batch.removeAll(keepingCapacity: true)
        }
        try run.take(batch, isVerified: isVerified)
    }
}

// MARK: - Following an index

extension SQLiteStore {
    /// Returns the page of matches along an index without reading other resources, or `nil` if there is no such index,
    /// if resources on the page have no value in it, or if reading all matches takes less work.
    private func walk(
        _ query: ResourceQuery, _ source: Source, _ access: Terms.Access?, _ terms: Terms
    ) throws -> Answer? {
        guard query.page.limit != nil, let order = layout.order(by: query.sort),
            let walk = try terms.walk(order, access)
        else { return nil }
        let total = try database.count(source)
        let wanted = query.page.range(of: total)
        guard !wanted.isEmpty else { return ([], total, []) }
        guard try access == nil || walk.isRange || isNear(wanted.upperBound, total, terms.collection) else {
            return nil
        }
        let direction = order.isDescending ? "DESC" : "ASC"
        var found: [(number: Int64, key: [UInt8]?)] = []
        for set in walk.sets where found.count < wanted.upperBound {
            // All entries that share a key are needed, because only the run distinguishes them.
            try database.forEachRow(
                """
                SELECT number, key FROM term AS candidate WHERE collection = ? AND part = ?\(walk.conditions)
                ORDER BY key \(direction)
                """,
                [.integer(terms.collection), .integer(Int64(set))] + walk.parameters,
                until: { found.count >= wanted.upperBound && $0.bytes(1) != found.last?.key },
                { found.append(($0.integer(0), $0.bytes(1))) })
        }
        guard found.count >= wanted.upperBound else { return nil }
        // Entries that do not share the key of the first entry on the page come before it.
        let start = found.firstIndex { $0.key == found[wanted.lowerBound].key } ?? 0
        var query = query
        query.page.offset -= start
        var run = QueryRun(CompiledQuery(query, limits: limits), isInOrder: false)
        for entry in found[start...] {
            try read(
                "SELECT number, document FROM resource WHERE number = ?", [.integer(entry.number)], into: &run,
                isVerified: true)
        }
        // Resources that take too much work to sort come last, wherever they are in the index.
        return run.exceeding.isEmpty ? (try run.page().map(\.rank), total, []) : nil
    }

    /// Returns whether filling the page takes fewer than ten terms for each match, if the matches are evenly
    /// distributed.
    private func isNear(_ wanted: Int, _ total: Int, _ collection: Int64) throws -> Bool {
        let greatest = Int64(min(10 * Double(total) * Double(total) / Double(wanted), 1e15))
        let all = Source.all(of: collection, isExact: true)
        return try database.count("\(all.sql) LIMIT \(greatest + 1)", all.parameters) <= greatest
    }
}

extension SQLiteDatabase {
    /// A resource with its number.
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

    fileprivate func resource(_ number: Int, _ collection: CollectionName) throws -> StoredResource? {
        try first("SELECT id, revision, document FROM resource WHERE number = ?", .integer(Int64(number))) { row in
            try row.document(2).map {
                StoredResource(
                    key: ResourceKey(collection, row.text(0)), revision: UInt64(row.integer(1)), document: $0)
            }
        }
    }

    fileprivate func key(_ number: Int, _ collection: CollectionName) throws -> ResourceKey? {
        try first("SELECT id FROM resource WHERE number = ?", .integer(Int64(number))) {
            ResourceKey(collection, $0.text(0))
        }
    }

    fileprivate func count(_ source: Source) throws -> Int { Int(try count(source.numbers, source.parameters)) }

    /// Returns the number of rows of a statement.
    func count(_ sql: String, _ parameters: [SQLiteValue]) throws -> Int64 {
        var count: Int64 = 0
        try forEachRow("SELECT count(*) FROM (\(sql))", parameters) { count = $0.integer(0) }
        return count
    }
}
