import TMForum

/// The terms of a collection, in one transaction.
struct Terms {
    typealias Access = IndexLayout.Access

    /// The maximum number of parameters of a source, beyond which all resources are read: SQLite joins at most 500
    /// statements.
    private static let greatestCount = 800
    /// The maximum depth of nested conditions in a statement: SQLite parses about eight levels of statements.
    private static let greatestDepth = 4

    let database: SQLiteDatabase
    let collection: Int64

    /// Returns whether a set has terms.
    func hasTerms(_ set: Int) throws -> Bool {
        try database.first(
            "SELECT 1 FROM term WHERE collection = ? AND part = ? LIMIT 1", .integer(collection), .integer(Int64(set))
        ) { _ in true } ?? false
    }

    // MARK: - Candidates

    /// Returns the source of the resources that an access yields, or `nil` if all resources are to be read.
    func source(for access: Access, depth: Int = 0) throws -> Source? {
        let source: Source
        switch access {
        case .lookup(let lookup): source = try self.source(for: lookup)
        case .any(let parts):
            var sources: [Source] = []
            for part in parts {
                guard let source = try self.source(for: part, depth: depth) else { return nil }
                sources.append(source)
            }
            source = .any(of: sources)
        case .all(let parts):
            guard depth < Self.greatestDepth, let common = try self.source(forAll: parts, depth: depth + 1) else {
                return nil
            }
            source = common
        // The run evaluates accesses that later versions add.
        @unknown default: return nil
        }
        return source.parameters.count <= Self.greatestCount ? source : nil
    }

    private func source(for lookup: Access.Lookup) throws -> Source {
        let others = try lookup.others.filter(hasTerms)
        var sources: [Source] = []
        if let keys = keys(of: lookup) {
            // A resource may have several of the keys, but has each of them only once.
            sources.append(select(lookup.set, keys, isUnique: lookup.isUnique || lookup.ranges.count == 1))
        } else {
            for range in lookup.ranges { sources.append(select(lookup.set, bounds(range), isUnique: lookup.isUnique)) }
        }
        for set in others { sources.append(select(set, ("", []), isUnique: false)) }
        var source = Source.any(of: sources)
        source.isExact = lookup.isExact && others.isEmpty
        return source
    }

    private typealias Condition = (sql: String, parameters: [SQLiteValue])

    private func select(_ set: Int, _ condition: Condition, isUnique: Bool) -> Source {
        Source(
            sql: "SELECT number FROM term WHERE collection = ? AND part = ?" + condition.sql,
            parameters: [.integer(collection), .integer(Int64(set))] + condition.parameters, isUnique: isUnique)
    }

    private func bounds(_ range: Range<IndexKey>) -> Condition {
        (" AND key >= ? AND key < ?", [.bytes(range.lowerBound.bytes), .bytes(range.upperBound.bytes)])
    }

    /// Returns the condition on the key of a lookup of single keys, or `nil` if it has longer ranges.
    private func keys(of lookup: Access.Lookup) -> Condition? {
        let keys = lookup.ranges.compactMap(\.onlyKey)
        guard !keys.isEmpty, keys.count == lookup.ranges.count else { return nil }
        let marks = Array(repeating: "?", count: keys.count).joined(separator: ", ")
        return (" AND key IN (\(marks))", keys.map { .bytes($0.bytes) })
    }

    // MARK: - Several conditions

    /// Returns the candidates of the most selective part, without those that other parts exclude with one look-up each.
    private func source(forAll parts: [Access], depth: Int) throws -> Source? {
        var known: [(part: Access, source: Source)] = []
        for part in parts {
            if let source = try source(for: part, depth: depth) { known.append((part, source)) }
        }
        guard let best = try smallest(known.map(\.source)) else { return nil }
        var source = known.remove(at: best).source
        let conditions = try known.compactMap { try check($0.part) }
        source.isExact = source.isExact && conditions.count == parts.count - 1 && known.allSatisfy(\.source.isExact)
        guard !conditions.isEmpty else { return source }
        source.sql =
            "SELECT number FROM (\(source.sql)) AS candidate WHERE " + conditions.map(\.sql).joined(separator: " AND ")
        source.parameters += conditions.flatMap(\.parameters)
        return source
    }

    /// Returns the position of the most selective source, counting only as far as the difference matters.
    private func smallest(_ sources: [Source]) throws -> Int? {
        for limit in [100, 1_000, 10_000] where sources.count > 1 {
            let counts = try sources.map { try database.count("\($0.sql) LIMIT \(limit)", $0.parameters) }
            if let best = counts.indices.min(by: { counts[$0] < counts[$1] }), counts[best] < limit { return best }
        }
        return sources.indices.first
    }

    /// Returns the condition that a candidate has one of the keys of a lookup, or `nil` if it takes more than one
    /// look-up each.
    private func check(_ access: Access) throws -> Condition? {
        guard case .lookup(let lookup) = access, let keys = keys(of: lookup),
            try !lookup.others.contains(where: hasTerms)
        else { return nil }
        let term = select(lookup.set, keys, isUnique: true)
        return ("EXISTS (\(term.sql) AND number = candidate.number)", term.parameters)
    }

    // MARK: - Order

    /// The terms of a set as candidates that satisfy a filter, and whether the filter includes a range of the set.
    struct Walk {
        var sets: [Int]
        var conditions = ""
        var parameters: [SQLiteValue] = []
        var isRange = false
    }

    /// Returns the terms that have an order and belong to the matches of an exact access, or `nil` if they do not
    /// determine the order or if the filter takes more than one look-up for each of them.
    func walk(_ order: IndexOrder, _ access: Access?) throws -> Walk? {
        guard try !order.unorderedSets.contains(where: hasTerms) else { return nil }
        var walk = Walk(sets: order.sets)
        let parts: [Access] =
            switch access {
            case .all(let parts): parts
            case let access?: [access]
            case nil: []
            }
        for part in parts {
            if case .lookup(let lookup) = part, let range = lookup.ranges.first, lookup.ranges.count == 1,
                !walk.isRange,
                order.sets.contains(lookup.set)
            {
                (walk.sets, walk.isRange) = ([lookup.set], true)
                let bounds = bounds(range)
                walk.conditions += bounds.sql
                walk.parameters += bounds.parameters
            } else if let check = try check(part) {
                walk.conditions += " AND " + check.sql
                walk.parameters += check.parameters
            } else {
                return nil
            }
        }
        return walk
    }
}
