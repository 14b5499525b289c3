import TMFExchange
import TMFJSON
import TMFQuery
import TMFStore

/// The links from one page of a list to the others (RFC 8288, TMF630 part 1).
///
/// Pages follow each other without a gap and without an overlap, also where the offset is not a multiple of the limit: the
/// first of them then is as much shorter. `next` leads in the end to `last`, `prev` to the first resource. A page that holds
/// less than its limit, as its text would become too long, is followed by what it leaves out.
struct PageLinks {
    /// The number of resources before the page.
    let offset: Int
    /// The most that a page holds, or `nil` if there is but one page.
    let limit: Int?
    /// The number of resources on the page.
    let count: Int
    /// The number of resources on all pages.
    let total: Int

    /// The pages by what they are to this one.
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

    /// The start of the last page of those that follow each other from an offset on.
    private func lastStart(from offset: Int, _ limit: Int) -> Int {
        total > offset ? offset + (total - 1 - offset) / limit * limit : offset
    }

    /// Returns the links as a header field.
    ///
    /// - Parameters:
    ///   - address: The address of the list without a query string.
    ///   - query: The query string without a page, which may be empty, in the form that links have.
    ///   - cursor: The cursor for resources of the same moment, or `nil` for none.
    /// - Returns: The links.
    func header(for address: String, query: String, cursor: StoreCursor?) -> LinkHeader {
        LinkHeader(
            pages.map { relation, page in
                // The page comes first: a query may end with a value that stands for a whole alternative.
                var parameters: [String] = []
                if let limit = page.limit { parameters += ["offset=\(page.offset)", "limit=\(limit)"] }
                if let cursor { parameters.append("cursor=" + PercentEncoding.encoded(cursor.rawValue)) }
                if !query.isEmpty { parameters.append(query) }
                let text = parameters.joined(separator: "&")
                return LinkHeader.Link(linkable: address + (text.isEmpty ? "" : "?") + text, relation: relation)
            })
    }
}
