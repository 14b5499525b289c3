package import TMFJSON

/// One run of a query over documents that come in pieces, each document with a number of its own.
package struct QueryRun {
    /// The number of documents that matched so far.
    package private(set) var total = 0

    private let query: CompiledQuery
    private var state: FilterProgram.State?
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
        state = query.filter.map { FilterProgram.State($0, visitedNodes: query.limits.visitedNodes) }
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
    /// - Throws: ``QueryError`` with the code `limitExceeded` if a JSON path visits too many nodes of a document.
    package mutating func take(
        _ documents: Span<JSONDocument>, _ candidates: inout [Int], isVerified: Bool = false,
        number: (Int) -> Int, document: (Int) -> JSONDocument
    ) throws(QueryError) {
        if !isVerified, let filter = query.filter, var state = state.take() {
            filter.narrow(&candidates, of: documents, &state)
            let isExhausted = state.isExhausted
            self.state = consume state
            if isExhausted { throw query.exhausted("filter") }
        }
        guard !query.sort.isEmpty else {
            for place in candidates {
                if wanted.contains(total) { page.append(number(place)) }
                total += 1
            }
            return
        }
        for place in candidates {
            guard let entry = query.sort.entry(documents[place], number(place)) else { throw query.exhausted("sort") }
            total += 1
            selection.add(entry) { query.sort.precedes($0, $1, document) }
        }
    }

    /// Returns the numbers of the documents on the page, in order.
    ///
    /// - Parameter document: Returns the document with a number.
    /// - Returns: The numbers.
    package func page(document: (Int) -> JSONDocument) -> [Int] {
        guard !query.sort.isEmpty else { return page }
        let ordered = selection.sorted { query.sort.precedes($0, $1, document) }
        return ordered[query.query.page.range(of: ordered.count)].map(\.position)
    }
}
