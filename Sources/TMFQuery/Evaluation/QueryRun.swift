public import TMFJSON

/// A run of a query over resources that come in pieces, for stores that do not have all of them in memory.
///
/// A driver selects candidates by what its database can tell, and leaves the rest to the run, which keeps little more than
/// what may still be on the page: of a million candidates that are sorted for a page of twenty, some dozens.
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
    /// A resource that may match, with its place in the collection.
    public struct Candidate: Sendable, Hashable {
        /// The place in the order of the collection: no other candidate has it, and those before have a lesser one.
        public var rank: Int
        /// The resource.
        public var document: JSONDocument

        /// Creates a candidate.
        ///
        /// - Parameters:
        ///   - rank: The place in the order of the collection.
        ///   - document: The resource.
        public init(rank: Int, document: JSONDocument) {
            self.rank = rank
            self.document = document
        }
    }

    /// The number of candidates that matched so far.
    public private(set) var total = 0
    /// The ranks of the candidates that took more work than one may: they do not match, or have nothing to be sorted by.
    public private(set) var exceeding: [Int] = []

    private let query: CompiledQuery
    /// Whether the page is that of the order of arrival.
    private let isInOrder: Bool
    private var state: FilterProgram.State?
    private var work: QueryWork
    /// The first documents in the order of the query.
    private var selection: TopSelection
    /// The numbers of the documents on the page, where its order is that of arrival.
    private var arrived: [Int] = []
    /// The documents that may still be needed, by their ranks, where nobody else has them.
    private(set) var kept: [Int: JSONDocument] = [:]
    private let wanted: Range<Int>

    /// Starts a run.
    ///
    /// - Parameters:
    ///   - query: The query.
    ///   - isInOrder: Whether the candidates come in the order of the collection, by growing ranks. In any other order, those that
    ///     might still be on the page have to be kept.
    public init(_ query: CompiledQuery, isInOrder: Bool = true) {
        self.query = query
        self.isInOrder = isInOrder && query.sort.isEmpty
        work = query.work
        state = query.filter.map { FilterProgram.State($0, query.limits) }
        let page = query.query.page
        selection = TopSelection(size: page.limit.map { page.offset + $0 })
        wanted = page.range(of: .max)
    }

    /// Looks at some candidates.
    ///
    /// A few dozen at a time are looked at faster than one after the other.
    ///
    /// - Parameters:
    ///   - candidates: The candidates.
    ///   - isVerified: Whether they are known to match, so that they only have to be counted and put in order.
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

    /// Forgets the documents that are not on the page so far, once they are as many as those that are.
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

    /// Looks at some documents.
    ///
    /// - Parameters:
    ///   - documents: The documents.
    ///   - candidates: The places of those that are to be looked at; those that match are left.
    ///   - isVerified: Whether they are known to match.
    ///   - number: Returns the number of the document at a place.
    ///   - document: Returns the document with a number, of those that were looked at.
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
        // Several parts of the run cannot be changed at once.
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
    /// - Parameter document: Returns the document with a number.
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
