import TMFQuery

/// The links from one page of a list to the others (RFC 8288, TMF630 part 1).
///
/// Pages follow each other without a gap and without an overlap, also where the offset is not a multiple of the limit: the
/// first of them then is as much shorter. `next` leads in the end to `last`, `prev` to the first resource.
struct PageLinks {
    /// The number of resources before the page.
    let offset: Int
    /// The most that a page holds, or `nil` if there is but one page.
    let limit: Int?
    /// The number of resources on all pages.
    let total: Int

    /// The pages by what they are to this one.
    var pages: [(relation: String, page: Page)] {
        guard let limit, limit > 0 else { return [("self", Page(offset: offset, limit: limit))] }
        var pages = [("self", Page(offset: offset, limit: limit)), ("first", Page(offset: 0, limit: limit))]
        if offset >= total {
            // From behind the end the way back is to the last page.
            if offset > 0, total > 0 { pages.append(("prev", Page(offset: lastStart(from: 0, limit), limit: limit))) }
            pages.append(("last", Page(offset: lastStart(from: 0, limit), limit: limit)))
            return pages
        }
        if offset > 0 {
            pages.append(("prev", Page(offset: max(offset - limit, 0), limit: min(limit, offset))))
        }
        if offset + limit < total { pages.append(("next", Page(offset: offset + limit, limit: limit))) }
        pages.append(("last", Page(offset: lastStart(from: offset, limit), limit: limit)))
        return pages
    }

    /// The start of the last page of those that follow each other from an offset on.
    private func lastStart(from offset: Int, _ limit: Int) -> Int {
        total > offset ? offset + (total - 1 - offset) / limit * limit : offset
    }

    /// Returns the value of the header field.
    ///
    /// - Parameter address: Returns the address of a page.
    /// - Returns: The links, separated by commas.
    func value(_ address: (Page) -> String) -> String {
        pages.map { "<\(address($0.page))>; rel=\"\($0.relation)\"" }.joined(separator: ", ")
    }
}
