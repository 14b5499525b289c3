package import TMFJSON

/// One run of a query over documents that come in pieces, each document with a number of its own.
package struct QueryRun {
    /// The number of documents that matched so far.
    package private(set) var total = 0
    /// The numbers of the documents that took more work than one may: they do not match, or have nothing to be sorted by.
    package private(set) var exceeding: [Int] = []

    private let query: CompiledQuery
    private var state: FilterProgram.State?
    private var work: QueryWork
    /// The first documents in the order of the query.
    private var selection: TopSelection
    /// The numbers of the documents on the page, where the query asks for no order.
    private var page: [Int] = []
    private let wanted: Range<Int>

    /// Starts a run.
    ///
    /// - Parameter query: The query.
    package init(_ query: CompiledQuery) {
        self.query = query
        work = query.work
        state = query.filter.map { FilterProgram.State($0, query.limits) }
        let page = query.query.page
        selection = TopSelection(size: page.limit.map { page.offset + $0 })
        wanted = page.range(of: .max)
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
        number: (Int) -> Int, document: (Int) -> JSONDocument
    ) throws(QueryError) {
        if !isVerified, let filter = query.filter, var state = state.take() {
            let exceeding = filter.narrow(&candidates, of: documents, &state, &work)
            self.state = consume state
            if work.isSpent { throw .tooMuchWorkInAll("filter", query.limits) }
            if !exceeding.isEmpty { self.exceeding += exceeding.map(number) }
        }
        guard !query.sort.isEmpty else {
            for place in candidates {
                if wanted.contains(total) { page.append(number(place)) }
                total += 1
            }
            return
        }
        // Several parts of the run cannot be changed at once.
        var work = work
        for place in candidates {
            let (entry, isExceeding) = query.sort.entry(documents[place], number(place), &work)
            if isExceeding { exceeding.append(number(place)) }
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
    package func page(document: (Int) -> JSONDocument) throws(QueryError) -> [Int] {
        guard !query.sort.isEmpty else { return page }
        var work = work
        let ordered = selection.sorted { query.sort.precedes($0, $1, &work, document) }
        if work.isSpent { throw .tooMuchWorkInAll("sort", query.limits) }
        return ordered[query.query.page.range(of: ordered.count)].map(\.position)
    }
}
