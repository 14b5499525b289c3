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

    private let filter: FilterProgram?
    private let sort: SortProgram

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
    /// - Throws: ``QueryError`` with the code `limitExceeded` if a JSON path visits too many nodes of a document.
    public func evaluate(over documents: [JSONDocument]) throws(QueryError) -> QueryResult {
        let (positions, total) = try positions(count: documents.count) { documents[$0] }
        return QueryResult(
            documents: positions.map { documents[$0] }, total: total, fields: query.fields, limits: limits)
    }

    /// Returns the places of the documents on the page, and the number of all that match.
    ///
    /// - Parameters:
    ///   - count: The number of documents.
    ///   - document: Returns the document at a place.
    /// - Returns: The places, in the order of the answer, and the number of all that match.
    /// - Throws: ``QueryError`` with the code `limitExceeded` if a JSON path visits too many nodes of a document.
    public func positions(
        count: Int, document: (Int) -> JSONDocument
    ) throws(QueryError) -> (page: [Int], total: Int) {
        if filter == nil, sort.isEmpty { return (Array(query.page.range(of: count)), count) }
        if sort.isEmpty {
            var page: [Int] = []
            var total = 0
            try forEachMatch(count, document) { (position, _) throws(QueryError) in
                if total >= query.page.offset, query.page.limit.map({ page.count < $0 }) ?? true {
                    page.append(position)
                }
                total += 1
            }
            return (page, total)
        }
        var selection = TopSelection(
            size: query.page.limit.map { query.page.offset.addingReportingOverflow($0) }.flatMap {
                $0.overflow ? nil : $0.partialValue
            })
        var total = 0
        try forEachMatch(count, document) { (position, candidate) throws(QueryError) in
            guard let entry = sort.entry(candidate, position) else { throw exhausted("sort") }
            total += 1
            selection.add(entry) { sort.precedes($0, $1, document) }
        }
        let ordered = selection.sorted { sort.precedes($0, $1, document) }
        return (ordered[query.page.range(of: ordered.count)].map(\.position), total)
    }

    /// Returns whether a resource satisfies the filter.
    ///
    /// - Parameter document: The resource.
    /// - Returns: `true` if it does.
    /// - Throws: ``QueryError`` with the code `limitExceeded` if a JSON path visits too many nodes of the document.
    public func matches(_ document: JSONDocument) throws(QueryError) -> Bool {
        guard let filter else { return true }
        var run = FilterRun(filter, visitedNodes: limits.visitedNodes)
        let isMatch = run.matches(document)
        if run.isExhausted { throw exhausted("filter") }
        return isMatch
    }

    private func forEachMatch(
        _ count: Int, _ document: (Int) -> JSONDocument, _ body: (Int, JSONDocument) throws(QueryError) -> Void
    ) throws(QueryError) {
        var run = filter.map { FilterRun($0, visitedNodes: limits.visitedNodes) }
        for position in 0..<count {
            let candidate = document(position)
            guard run?.matches(candidate) ?? true else {
                if run?.isExhausted == true { throw exhausted("filter") }
                continue
            }
            try body(position, candidate)
        }
        if run?.isExhausted == true { throw exhausted("filter") }
    }

    private func exhausted(_ parameter: String) -> QueryError {
        QueryError(
            .limitExceeded, parameter: parameter, offset: 0,
            expectation: "paths that visit \(limits.visitedNodes) nodes of a resource at most")
    }
}

extension ResourceQuery {
    /// Returns the page of the documents that match.
    ///
    /// - Parameters:
    ///   - documents: The documents, in the order of the collection.
    ///   - limits: The most that the query may ask for.
    /// - Returns: The page and the number of all that match.
    /// - Throws: ``QueryError`` with the code `limitExceeded` if a JSON path visits too many nodes of a document.
    public func evaluate(
        over documents: [JSONDocument], limits: QueryLimits = .default
    ) throws(QueryError) -> QueryResult {
        try CompiledQuery(self, limits: limits).evaluate(over: documents)
    }
}
