public import TMFJSON

/// A query that is prepared once for evaluation over any number of resources.
///
/// ```swift
/// let result = try CompiledQuery(query).evaluate(over: documents)
/// result.total          // how many match
/// result.serialized()   // the page as a JSON array
/// ```
///
/// Filtering allocates nothing per document unless the filter contains a JSON path that ``Filter`` cannot express.
public struct CompiledQuery: Sendable {
    /// The query.
    package let query: ResourceQuery
    /// The limits that the query must not exceed.
    package let limits: QueryLimits

    /// The number of documents that are examined together, so that their memory is fetched together.
    package static let batchSize = 64

    let filter: FilterProgram?
    let sort: SortProgram
    /// The work that a run may do.
    var work: QueryWork { QueryWork(limits, parts: (filter?.conditions.count ?? 0) + sort.count) }

    /// Creates a query that is ready for evaluation.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - limits: The limits that the query must not exceed.
    public init(_ query: ResourceQuery, limits: QueryLimits = .default) {
        self.query = query
        self.limits = limits
        filter = query.filter.isEmpty ? nil : FilterProgram(query.filter)
        sort = SortProgram(query.sort, visitedNodes: limits.visitedNodes)
    }

    /// Returns the page of matching documents.
    ///
    /// - Parameter documents: The documents, in the order of the collection.
    /// - Returns: The page and the total number of matches.
    /// - Throws: ``QueryError`` with the code `limitExceeded` if the query takes too much work.
    public func evaluate(over documents: [JSONDocument]) throws(QueryError) -> QueryResult {
        let found = try positions(in: documents)
        return QueryResult(
            documents: found.page.map { documents[$0] }, total: found.total,
            exceeding: found.exceeding.map { documents[$0] }, fields: query.fields, limits: limits)
    }

    /// Returns the positions of the documents on the page, and the total number of matches.
    ///
    /// - Parameter documents: The documents, in the order of the collection.
    /// - Returns: The positions in the order of the page, the total number of matches, and the positions of the
    ///   documents that took more work than a single document may.
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
    /// - Returns: `true` if the resource matches.
    /// - Throws: ``QueryError`` with the code `limitExceeded` if the resource takes more work than a single resource
    ///   may.
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
    /// Returns the error for a query that takes too much work on one resource.
    package static func tooMuchWorkOnResource(_ parameter: String, _ limits: QueryLimits) -> QueryError {
        QueryError(
            .limitExceeded, parameter: parameter, offset: 0,
            expectation: "a query that visits at most \(limits.visitedNodes) nodes of a resource", limit: .visitedNodes)
    }

    /// Returns the error for a query that takes too much work on all resources together.
    static func tooMuchWorkInAll(_ parameter: String, _ limits: QueryLimits) -> QueryError {
        QueryError(
            .limitExceeded, parameter: parameter, offset: 0,
            expectation: "a query that visits at most \(limits.work) nodes of all resources", limit: .work)
    }
}

extension ResourceQuery {
    /// Returns the page of matching documents.
    ///
    /// - Parameters:
    ///   - documents: The documents, in the order of the collection.
    ///   - limits: The limits that the query must not exceed.
    /// - Returns: The page and the total number of matches.
    /// - Throws: ``QueryError`` with the code `limitExceeded` if the query takes too much work.
    public func evaluate(
        over documents: [JSONDocument], limits: QueryLimits = .default
    ) throws(QueryError) -> QueryResult {
        try CompiledQuery(self, limits: limits).evaluate(over: documents)
    }
}
