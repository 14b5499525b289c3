import TMFExchange
import TMFJSON

extension SoundWorld {
    /// Requests a list, and checks the rules common to all lists; optional header fields are checked only in a thorough
    /// check.
    mutating func list(
        _ query: String, _ name: String, statuses: [Int], rule: ConformanceRule, isThorough: Bool = false
    ) async -> ListAnswer? {
        let target = session.collectionPath + (query.isEmpty ? "" : "?" + query)
        guard let response = await session.send(.get, target, name: name) else { return nil }
        guard expectStatus(rule, response, isOneOf: statuses) else { return nil }
        expectContentType(ListRules.contentType, response)
        let bodyLimit = session.options.bodyLimit
        guard response.body.count <= bodyLimit else {
            session.expect(
                ListRules.bodySize, false, expected: "at most \(bodyLimit) bytes",
                got: "\(response.body.count)")
            return nil
        }
        let document = session.json(of: response)
        session.expect(
            ListRules.array, document?.root.kind == .array, expected: "an array",
            got: document.map { "\($0.root.kind)" } ?? Self.start(of: response.body))
        guard let document, document.root.kind == .array else { return nil }
        let answer = ListAnswer(
            response: response,
            rows: document.root.elements.prefix(session.options.rowLimit).compactMap { SoundRow($0) },
            count: document.root.count,
            total: response.headers[.totalCount].flatMap { Int($0) },
            links: response.headers[.link].map { LinkHeader($0) })
        judgeHeaders(of: answer, isThorough)
        judgeRows(of: answer)
        return answer
    }

    private mutating func judgeHeaders(of answer: ListAnswer, _ isThorough: Bool) {
        let headers = answer.response.headers
        if isThorough {
            session.expect(
                ListRules.totalGiven, answer.total != nil, expected: "X-Total-Count with a number",
                got: headers[.totalCount] ?? "nothing")
            session.expect(
                ListRules.countGiven, headers[.resultCount] != nil, expected: "X-Result-Count", got: "nothing")
        }
        if let count = headers[.resultCount] {
            session.expect(
                ListRules.count, count == String(answer.count), expected: "\(answer.count)", got: count)
        }
    }

    private mutating func judgeRows(of answer: ListAnswer) {
        var seen: Set<String> = []
        var objects: [SoundFailure] = []
        var repeated: [SoundFailure] = []
        for (position, row) in answer.rows.enumerated() {
            let pointer = JSONPointer().appending(index: position)
            if row.document.root.kind != .object {
                objects.append(.init(pointer: pointer, expected: "an object", got: "\(row.document.root.kind)"))
            }
            if let id = row.id, !seen.insert(id).inserted {
                repeated.append(.init(pointer: pointer, expected: "an id that no earlier row has", got: row.shown))
            }
        }
        session.expectNone(ListRules.object, objects)
        session.expectNone(ListRules.noDuplicates, repeated)
    }

    /// Reads a list page by page.
    ///
    /// - Parameters:
    ///   - query: The query of the list without a page.
    ///   - size: The number of rows of a page.
    ///   - name: The name of the requests in the report.
    ///   - visit: A closure that receives every page.
    /// - Returns: The rows.
    mutating func walk(
        _ query: String = "", size: Int, _ name: String,
        visit: (ListAnswer, inout SoundWorld) -> Void = { _, _ in }
    ) async -> SoundListing {
        var listing = SoundListing()
        var seen: Set<String> = []
        var pages = 0
        var restarts = 0
        while true {
            let offset = listing.rows.count
            pages += 1
            guard offset < session.options.rowLimit, pages <= 10 + session.options.requestLimit / 8 else {
                session.note("Only the first \(offset) rows of a list were read, which is the run's limit.")
                return listing
            }
            let limit = min(size, session.options.rowLimit - offset)
            let page = (query.isEmpty ? "" : query + "&") + "offset=\(offset)&limit=\(limit)"
            guard
                let answer = await list(
                    page, name + " from \(offset)", statuses: [200, 206], rule: ListRules.pageStatus,
                    isThorough: offset == 0)
            else { return listing }
            visit(answer, &self)
            let repeated = answer.rows.filter { seen.contains($0.key) }
            var total = listing.total
            if !repeated.isEmpty || offset > 0 && answer.total != total, await hasChanged(query, from: total) {
                // Nothing is certain about a list that changed meanwhile; the caller may read it again.
                guard restarts < 2 else { return listing }
                restarts += 1
                (listing, seen, total) = (SoundListing(), [], nil)
                continue
            }
            judgePage(answer, limit: limit, offset: offset, firstTotal: total)
            if offset == 0 { listing.total = answer.total }
            if answer.rows.isEmpty {
                listing.isComplete = true
                return listing
            }
            session.expectNone(
                PageRules.noDuplicates,
                repeated.map { .init(expected: "a resource that is not on an earlier page", got: $0.shown) })
            for row in answer.rows { seen.insert(row.key) }
            // A server without paging returns the same rows again and again.
            if repeated.count == answer.rows.count { return listing }
            listing.rows += answer.rows
            if answer.count > limit || answer.total == nil && answer.count < limit {
                listing.isComplete = answer.count == answer.rows.count && (answer.total ?? 0) <= listing.rows.count
                return listing
            }
            if let total = listing.total, listing.rows.count == total {
                listing.isComplete = true
                return listing
            }
        }
    }

    mutating func noteChange() {
        session.note("The list changed during the run, probably because other clients used it.")
    }

    /// Returns whether a response has another total than the list had before, because other clients changed it.
    mutating func hasOtherTotal(_ answer: ListAnswer, than known: Int?) async -> Bool {
        guard let total = answer.total, let known, total != known else { return false }
        return await hasChanged("", from: known)
    }

    /// Returns whether a list with pages has another total by now.
    private mutating func hasChanged(_ query: String, from total: Int?) async -> Bool {
        let page = (query.isEmpty ? "" : query + "&") + "offset=0&limit=1"
        guard let total,
            let again = await list(page, "The total again", statuses: [200, 206], rule: ListRules.pageStatus)?.total,
            again != total
        else { return false }
        noteChange()
        return true
    }

    private mutating func judgePage(_ answer: ListAnswer, limit: Int, offset: Int, firstTotal: Int?) {
        session.expect(
            PageRules.limit, answer.count <= limit, expected: "at most \(limit) rows", got: "\(answer.count)")
        if let firstTotal, let total = answer.total {
            session.expect(PageRules.totalStable, total == firstTotal, expected: "\(firstTotal)", got: "\(total)")
        }
        guard let total = answer.total, answer.rows.count <= limit else { return }
        let isWhole = offset == 0 && answer.rows.count == total
        if isWhole {
            session.expect(
                ListRules.pageStatus, answer.response.status == 200, expected: "200, because the list is complete",
                got: "\(answer.response.status)")
        } else if !answer.rows.isEmpty {
            session.expect(
                PageRules.partial, answer.response.status == 206, expected: "206", got: "\(answer.response.status)")
        }
    }
}
