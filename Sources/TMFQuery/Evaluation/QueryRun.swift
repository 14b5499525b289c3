public import TMFJSON

/// An incremental evaluation of a query, for stores that do not keep all resources in memory.
///
/// A driver selects candidates with the means of its database, and passes them to the run, which does the rest. A run
/// keeps little more than the resources that may still be on the page: of a million candidates sorted for a page of
/// twenty, some dozens.
///
/// ```swift
/// var run = QueryRun(CompiledQuery(query))
/// while let candidates = try database.nextRows() {
///     try run.take(candidates.map { QueryRun.Candidate(rank: $0.number, document: $0.document) })
/// }
/// let numbers = try run.page().map(\.rank)   // the page, in order
/// run.total                                  // how many match
/// ```
public struct QueryRun: Sendable {
    /// A resource that may match, and its position in the collection.
    public struct Candidate: Sendable, Hashable {
        /// The position in the order of the collection; it is unique, and smaller for earlier candidates.
        public var rank: Int
        /// The resource.
        public var document: JSONDocument

        /// Creates a candidate.
        ///
        /// - Parameters:
        ///   - rank: The position in the order of the collection.
        ///   - document: The resource.
        public init(rank: Int, document: JSONDocument) {
            self.rank = rank
            self.document = document
        }
    }

    /// The number of candidates that have matched so far.
    public private(set) var total = 0
    /// The ranks of the candidates that took more work than a single resource may, and so either do not match or sort
    /// last.
    public private(set) var exceeding: [Int] = []

    private let query: CompiledQuery
    /// A Boolean value that indicates whether the page is in the order of arrival.
    private let isInOrder: Bool
    private var state: FilterProgram.State?
    private var work: QueryWork
    /// The first documents in the order of the query.
    private var selection: TopSelection
    /// The numbers of the documents on the page, if it is in the order of arrival.
    private var arrived: [Int] = []
    /// The documents that may still be needed, by rank, if only the run holds them.
    private(set) var kept: [Int: JSONDocument] = [:]
    private let wanted: Range<Int>

    /// Creates a run of a query.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - isInOrder: Whether the candidates arrive in the order of the collection, by ascending rank. In any other
    ///     order, the run must keep all candidates that may still be on the page.
    public init(_ query: CompiledQuery, isInOrder: Bool = true) {
        self.query = query
        self.isInOrder = isInOrder && query.sort.isEmpty
        work = query.work
        state = query.filter.map { FilterProgram.State($0, query.limits) }
        let page = query.query.page
        selection = TopSelection(size: page.limit.map { page.offset + $0 })
        wanted = page.range(of: .max)
    }

    /// Evaluates the query for more candidates.
    ///
    /// Passing a few dozen candidates at a time is faster than passing them one by one.
    ///
    /// - Parameters:
    ///   - candidates: The candidates.
    ///   - isVerified: Whether the candidates are known to match, so that the run only counts and sorts them.
    /// - Throws: ``QueryError`` with the code `limitExceeded` if the query takes too much work.
    public mutating func take(_ candidates: [Candidate], isVerified: Bool = false) throws(QueryError) {
        let documents = candidates.map(\.document)
        var places = Array(candidates.indices)
        for candidate in candidates { kept[candidate.rank] = candidate.document }
        let kept = kept
        try take(
            documents.span, &places, isVerified: isVerified, number: { candidates[$0].rank }, document: { kept[$0] })
        forgetUnneeded()
    }

    /// Discards documents that are not on the page so far, once there are as many of them as on the page.
    private mutating func forgetUnneeded() {
        guard kept.count > 2 * (isInOrder ? arrived.count : selection.count) + 64 else { return }
        var needed: [Int: JSONDocument] = [:]
        for rank in isInOrder ? arrived : selection.positions { needed[rank] = kept[rank] }
        kept = needed
    }

    /// Returns the page of the candidates so far, in order.
    ///
    /// - Returns: The candidates on the page.
    /// - Throws: ``QueryError`` with the code `limitExceeded` if the query takes too much work.
    public func page() throws(QueryError) -> [Candidate] {
        try page { kept[$0] }.compactMap { rank in
            kept[rank].map { Candidate(rank: rank, document: $0) }
        }
    }

    /// Evaluates the query for more documents.
    ///
    /// - Parameters:
    ///   - documents: The documents.
    ///   - candidates: The positions of the documents to examine. Only those of matching documents remain.
    ///   - isVerified: Whether the documents are known to match.
    ///   - number: A closure that returns the number of the document at a position.
    ///   - document: A closure that returns an examined document by its number.
    /// - Throws: ``QueryError`` with the code `limitExceeded` if the query takes too much work.
    package mutating func take(
        _ documents: Span<JSONDocument>, _ candidates: inout [Int], isVerified: Bool = false,
        number: (Int) -> Int, document: (Int) -> JSONDocument?
    ) throws(QueryError) {
        if !isVerified, let filter = query.filter, var state = state.take() {
            let exceeding = filter.narrow(&candidates, of: documents, &state, &work)
            self.state = consume state
            if work.isSpent { throw .tooMuchWorkInAll("filter", query.limits) }
            if !exceeding.isEmpty { self.exceeding += exceeding.map(number) }
        }
        guard !isInOrder else {
            for candidate in candidates {
                if wanted.contains(total) { arrived.append(number(candidate)) }
                total += 1
            }
            return
        }
        // Several parts of the run cannot be changed at the same time.
        var work = work
        for candidate in candidates {
            let (entry, isExceeding) = query.sort.entry(documents[candidate], number(candidate), &work)
            if isExceeding { exceeding.append(entry.position) }
            total += 1
            selection.add(entry) { query.sort.precedes($0, $1, &work, document) }
            if work.isSpent { throw .tooMuchWorkInAll("sort", query.limits) }
        }
        self.work = work
    }

    /// Returns the numbers of the documents on the page, in order.
    ///
    /// - Parameter document: A closure that returns a document by its number.
    /// - Returns: The numbers.
    /// - Throws: ``QueryError`` with the code `limitExceeded` if the query takes too much work.
    package func page(document: (Int) -> JSONDocument?) throws(QueryError) -> [Int] {
        guard !isInOrder else { return arrived }
        var work = work
        let ordered = selection.sorted { query.sort.precedes($0, $1, &work, document) }
        if work.isSpent { throw .tooMuchWorkInAll("sort", query.limits) }
        return ordered[query.query.page.range(of: ordered.count)].map(\.position)
    }
}
