import TMFJSON
import TMFQuery

extension InMemoryCollection {
    /// The rows of a page, in order, and the total number of matches.
    struct Answer {
        var rows: [UInt32]
        var total: Int
        /// The rows for which the query exceeds its limit of work.
        var exceeding: [UInt32] = []
    }

    /// The number of documents to examine before yielding to other tasks.
    private static let turn = 4_096

    /// The maximum cost of reading a document, relative to an index entry.
    private static let documentCost = 64

    /// Returns the page of the resources that match a query.
    ///
    /// A long search yields to other tasks, and ends if its task is cancelled.
    ///
    /// - Throws: `QueryError` with the code `limitExceeded` if the query takes too much work, or `CancellationError`.
    func answer(to query: ResourceQuery, limits: QueryLimits) async throws -> Answer {
        let walk = query.sort.isEmpty ? nil : OrderWalk(query, self)
        if query.filter.isEmpty {
            if query.sort.isEmpty {
                return Answer(rows: rows.rows(at: query.page.range(of: count)), total: count)
            }
            if let answer = walk?.answer(limits: limits) { return answer }
            return try await scan(query, limits)
        }
        guard let access = access(for: query.filter) else { return try await scan(query, limits) }
        if let answer = walk?.answer(within: access, limits: limits) { return answer }
        let (found, isExact) = self.rows(access)
        guard isExact else { return try await look(at: found.ascending, query, limits, areMatches: false) }
        if query.sort.isEmpty {
            let (rows, total) = found.page(query.page)
            return Answer(rows: rows, total: total)
        }
        if let answer = walk?.answer(among: found.ascending, limits: limits) { return answer }
        return try await look(at: found.ascending, query, limits, areMatches: true)
    }

    /// Returns the plan by which a query is answered.
    func plan(for query: ResourceQuery) -> QueryPlan {
        let access = query.filter.isEmpty ? nil : access(for: query.filter)
        let candidates = access.map(estimate) ?? count
        let isExact = access.map(isExact) ?? query.filter.isEmpty
        var plan = QueryPlan(
            access: access.map { .indexes(lookedUp($0).map(planner.path).unique) } ?? .scan, order: .collection,
            candidates: candidates,
            readsDocuments: !isExact)
        guard !query.sort.isEmpty else { return plan }
        if let walk = OrderWalk(query, self), isExact, walk.isBetter(for: candidates) {
            plan.order = .index(walk.order.path)
        } else {
            plan.order = .comparison
            plan.readsDocuments = true
        }
        return plan
    }

    /// Returns the access through the indexes, unless examining all documents is faster.
    private func access(for filter: Filter) -> Access? {
        guard let access = planner.access(to: filter) else { return nil }
        // Scattered documents take longer to read than consecutive ones.
        return isExact(access) || estimate(access) <= count / 3 ? access : nil
    }

    private func scan(_ query: ResourceQuery, _ limits: QueryLimits) async throws -> Answer {
        var run = QueryRun(CompiledQuery(query, limits: limits))
        for branch in 0..<rows.branchCount {
            if branch > 0 { try await Self.giveWay() }
            try rows.forEachLeaf(ofBranch: branch) { (leaf, first) throws(QueryError) in
                var candidates = Array(leaf.documents.indices)
                let offsets = leaf.offsets
                try run.take(
                    leaf.documents.span, &candidates, number: { Int(first) + offsets[$0] },
                    document: { rows.document(UInt32($0)) })
            }
        }
        return try answer(of: run)
    }

    private func look(
        at found: [UInt32], _ query: ResourceQuery, _ limits: QueryLimits, areMatches: Bool
    ) async throws -> Answer {
        var run = QueryRun(CompiledQuery(query, limits: limits))
        var start = 0
        while start < found.count {
            if start > 0, start % Self.turn == 0 { try await Self.giveWay() }
            let end = min(start + CompiledQuery.batchSize, found.count)
            let documents = found[start..<end].map { rows.document($0) }
            var candidates = Array(documents.indices)
            try run.take(
                documents.span, &candidates, isVerified: areMatches, number: { Int(found[start + $0]) },
                document: { rows.document(UInt32($0)) })
            start = end
        }
        return try answer(of: run)
    }

    private static func giveWay() async throws {
        try Task.checkCancellation()
        await Task.yield()
    }

    private func answer(of run: QueryRun) throws(QueryError) -> Answer {
        Answer(
            rows: try run.page { rows.document(UInt32($0)) }.map { UInt32($0) }, total: run.total,
            exceeding: run.exceeding.map { UInt32($0) })
    }
}
