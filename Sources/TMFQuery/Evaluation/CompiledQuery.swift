public import TMFJSON

/// A query made ready for running over resources, once for all of them.
///
/// ```swift
/// let result = try CompiledQuery(query).evaluate(over: documents)
/// result.total          // how many match
/// result.serialized()   // the page as a JSON array
/// ```
///
/// Filtering allocates nothing per document unless a JSON path is in it that ``Filter`` cannot express.
public struct CompiledQuery: Sendable {
    /// The query.
    public let query: ResourceQuery
    /// The most that it may ask for.
    public let limits: QueryLimits

    /// The number of documents that are looked at together, so that their memory is waited for together.
    package static let batchSize = 64

    let filter: FilterProgram?
    let sort: SortProgram
    /// The work that a run may do.
    var work: QueryWork { QueryWork(limits, parts: (filter?.conditions.count ?? 0) + sort.count) }

    /// Makes a query ready.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - limits: The most that it may ask for.
    public init(_ query: ResourceQuery, limits: QueryLimits = .default) {
        self.query = query
        self.limits = limits
        filter = query.filter.isEmpty ? nil : FilterProgram(query.filter)
        sort = SortProgram(query.sort, visitedNodes: limits.visitedNodes)
    }

    /// Returns the page of the documents that match.
    ///
    /// - Parameter documents: The documents, in the order of the collection.
    /// - Returns: The page and the number of all that match.
    /// - Throws: ``QueryError`` with the code `limitExceeded` if the query takes too much work.
    public func evaluate(over documents: [JSONDocument]) throws(QueryError) -> QueryResult {
        let found = try positions(in: documents)
        return QueryResult(
            documents: found.page.map { documents[$0] }, total: found.total,
            exceeding: found.exceeding.map { documents[$0] }, fields: query.fields, limits: limits)
    }

    /// Returns the places of the documents on the page, and the number of all that match.
    ///
    /// - Parameter documents: The documents, in the order of the collection.
    /// - Returns: The places, in the order of the answer, the number of all that match, and the places of the documents that
    ///   took more work than one may.
    /// - Throws: ``QueryError`` with the code `limitExceeded` if the query takes too much work.
    package func positions(
        in documents: [JSONDocument]
    ) throws(QueryError) -> (page: [Int], total: Int, exceeding: [Int]) {
        if filter == nil, sort.isEmpty { return (Array(query.page.range(of: documents.count)), documents.count, []) }
        var run = QueryRun(self)
        var candidates: [Int] = []
        var start = 0
        while start < documents.count {
            let end = min(start + Self.batchSize, documents.count)
            candidates.append(contentsOf: start..<end)
            try run.take(documents.span, &candidates, number: { $0 }, document: { documents[$0] })
            candidates.removeAll(keepingCapacity: true)
            start = end
        }
        return (try run.page { documents[$0] }, run.total, run.exceeding)
    }

    /// Returns whether a resource satisfies the filter.
    ///
    /// - Parameter document: The resource.
    /// - Returns: `true` if it does.
    /// - Throws: ``QueryError`` with the code `limitExceeded` if the resource takes more work than one may.
    public func matches(_ document: JSONDocument) throws(QueryError) -> Bool {
        guard let filter else { return true }
        var (state, work) = (FilterProgram.State(filter, limits), work)
        guard let isMatch = filter.matches(document, &state, &work) else {
            throw .tooMuchWorkOnResource("filter", limits)
        }
        return isMatch
    }
}

extension QueryError {
    /// The error of a query that takes too much work on a resource.
    package static func tooMuchWorkOnResource(_ parameter: String, _ limits: QueryLimits) -> QueryError {
        QueryError(
            .limitExceeded, parameter: parameter, offset: 0,
            expectation: "a query that visits \(limits.visitedNodes) nodes of a resource at most", limit: .visitedNodes)
    }

    /// The error of a query that takes too much work on all resources together.
    static func tooMuchWorkInAll(_ parameter: String, _ limits: QueryLimits) -> QueryError {
        QueryError(
            .limitExceeded, parameter: parameter, offset: 0,
            expectation: "a query that visits \(limits.work) nodes of all resources at most", limit: .work)
    }
}

extension ResourceQuery {
    /// Returns the page of the documents that match.
    ///
    /// - Parameters:
    ///   - documents: The documents, in the order of the collection.
    ///   - limits: The most that the query may ask for.
    /// - Returns: The page and the number of all that match.
    /// - Throws: ``QueryError`` with the code `limitExceeded` if the query takes too much work.
    public func evaluate(
        over documents: [JSONDocument], limits: QueryLimits = .default
    ) throws(QueryError) -> QueryResult {
        try CompiledQuery(self, limits: limits).evaluate(over: documents)
    }
}
