import TMFModels
import TMFQuery

/// The pages of a query, from first to last.
struct StoredPages<Resource: ResourceModel>: AsyncSequence, Sendable {
    let store: any ResourceStore
    let collection: CollectionName
    let query: ResourceQuery
    let size: Int

    func makeAsyncIterator() -> Iterator {
        Iterator(pages: self, offset: query.page.offset, remaining: query.page.limit ?? .max)
    }

    struct Iterator: AsyncIteratorProtocol {
        let pages: StoredPages
        private var offset: Int
        /// The number of resources that are left of the query's limit.
        private var remaining: Int
        private var cursor: StoreCursor?
        private var isFirst = true
        private var isAtEnd = false

        fileprivate init(pages: StoredPages, offset: Int, remaining: Int) {
            (self.pages, self.offset, self.remaining) = (pages, offset, remaining)
        }

        mutating func next() async throws -> StoredPage<Resource>? {
            let size = Swift.min(Swift.max(pages.size, 1), remaining)
            guard !isAtEnd, size > 0 else { return nil }
            // An error ends the sequence.
            isAtEnd = true
            try Task.checkCancellation()
            var query = pages.query
            query.page = Page(offset: offset, limit: size)
            let page =
                if isFirst, size == remaining {
                    // A single page does not need a cursor.
                    try await pages.store.resources(in: pages.collection, matching: query)
                } else {
                    try await pages.store.resources(in: pages.collection, matching: query, cursor: cursor)
                }
            let result = try StoredPage<Resource>(page)
            guard !result.isEmpty else { return nil }
            cursor = page.cursor ?? cursor
            offset += result.count
            remaining -= result.count
            isFirst = false
            isAtEnd = offset >= page.total
            return result
        }
    }
}
