import TMFExchange
import TMFJSON
import TMFQuery
import TMFStore

/// The links from a page of a list to the other pages (RFC 8288, TMF630 part 1).
///
/// Pages follow each other without gaps and overlaps. If the offset is not a multiple of the limit, the first page is
/// shorter. Following `next` leads to `last`, and following `prev` leads to the first resource. If a page contains
/// fewer resources than its limit because its text would become too long, the next page starts with the first one that
/// it omits.
struct PageLinks {
    /// The number of resources before the page.
    let offset: Int
    /// The maximum number of resources on a page, or `nil` if there is only one page.
    let limit: Int?
    /// The number of resources on the page.
    let count: Int
    /// The number of resources on all pages.
    let total: Int

    /// The other pages with their relations to this one.
    var pages: [(relation: String, page: Page)] {
        guard let limit, limit > 0 else { return [("self", Page(offset: offset, limit: limit))] }
        var pages = [("self", Page(offset: offset, limit: limit)), ("first", Page(offset: 0, limit: limit))]
        if offset >= total {
            // From a page past the end, the previous page is the last one.
            if offset > 0, total > 0 { pages.append(("prev", Page(offset: lastStart(from: 0, limit), limit: limit))) }
            pages.append(("last", Page(offset: lastStart(from: 0, limit), limit: limit)))
            return pages
        }
        if offset > 0 {
            pages.append(("prev", Page(offset: max(offset - limit, 0), limit: min(limit, offset))))
        }
        let next = offset + count
        if next < total { pages.append(("next", Page(offset: next, limit: limit))) }
        pages.append(("last", Page(offset: lastStart(from: next < total ? next : offset, limit), limit: limit)))
        return pages
    }

    /// Returns the start of the last page in the sequence of pages from an offset.
    private func lastStart(from offset: Int, _ limit: Int) -> Int {
        total > offset ? offset + (total - 1 - offset) / limit * limit : offset
    }

    /// Returns the links as the value of a header field.
    ///
    /// - Parameters:
    ///   - address: The address of the list without a query string.
    ///   - query: The query string without the parameters that select a page, in the form for links; it may be empty.
    ///   - cursor: The cursor for resources as of the same moment, or `nil` for none.
    /// - Returns: The links.
    func header(for address: String, query: String, cursor: StoreCursor?) -> LinkHeader {
        LinkHeader(
            pages.map { relation, page in
                // The page comes first, because the query may end with a value that is an entire alternative.
                var parameters: [String] = []
                if let limit = page.limit { parameters += ["offset=\(page.offset)", "limit=\(limit)"] }
                if let cursor { parameters.append("cursor=" + PercentEncoding.encoded(cursor.rawValue)) }
                if !query.isEmpty { parameters.append(query) }
                let text = parameters.joined(separator: "&")
                return LinkHeader.Link(linkable: address + (text.isEmpty ? "" : "?") + text, relation: relation)
            })
    }
}
