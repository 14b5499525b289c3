import TMFExchange
import TMFJSON

extension SoundRun {
    /// Reads all rows twice, and looks at single pages and their links.
    mutating func readPages() async {
        // What was read before does not hold what was created since.
        listing.isComplete = false
        guard var plain = await list("", "The whole list", statuses: [200], rule: ListRules.status, isThorough: true)
        else { return }
        audit(plain)
        plainCount = plain.rows.count
        judgePlainList(plain)
        let count = max(plain.total ?? 0, plain.count)
        guard count > 0 else { return }
        // Short lists as well are to have several pages.
        let size = min(session.options.pageSize, max(1, (count - 1) / 3 + (count > 1 ? 1 : 0)))
        var walked = await walk(size: size, "Page", audits: true)
        if walked.isComplete {
            await compareWithSecondWalk(&walked, size: size)
            if let total = plain.total, total != walked.rows.count,
                let again = await list("", "The whole list again", statuses: [200], rule: ListRules.status),
                again.total != total
            {
                noteChange()
                audit(again)
                plain = again
                plainCount = again.rows.count
            }
            judgeCompleteness(walked, total: plain.total)
        }
        // Without pages the whole list is what filters are judged by.
        for query in ["limit=many", "offset=-1"] {
            guard let response = await session.send(.get, session.collectionPath + "?" + query, name: query) else {
                break
            }
            if expectStatus(PageRules.badValue, response, [400]) { judgeError(response) }
        }
        guard walked.isComplete, walked.rows.count >= plain.rows.count else {
            listing = SoundListing(rows: plain.rows, isComplete: plain.isWhole)
            return
        }
        listing = walked
        await readSinglePages(size: size)
        await followLinks(listing, size: size)
    }

    private mutating func judgePlainList(_ plain: ListAnswer) {
        guard plain.isWhole, plain.total != nil || plain.response.headers[.link] == nil else { return }
        session.expectNone(
            ListRules.holdsCreated,
            owned.filter { own in !plain.rows.contains { $0.id == own.id } }
                .map { SoundFailure(expected: "a row with id \($0.id)", got: "none of \(plain.rows.count) rows") })
        judgeEscapes(
            plain.rows.enumerated().flatMap { position, row in
                owned.contains { $0.id == row.id }
                    ? escapes(in: row.document, at: JSONPointer().appending(index: position)) : []
            })
        session.expectNone(ListRules.asRead, changes(of: owned, in: plain.rows))
    }

    /// How the rows of a list differ from the run's own resources that they show, each where it differs first.
    func changes(of owned: [Own], in rows: [SoundRow]) -> [SoundFailure] {
        rows.enumerated().compactMap { position, row in
            guard let own = owned.first(where: { $0.id == row.id }),
                let difference = JSONDifference.changes(from: own.json, to: JSONValue(row.document)).first
            else { return nil }
            let pointer = JSONPointer(tokens: ["\(position)"] + difference.pointer.tokens)
            return SoundFailure(pointer: pointer, expected: difference.expected, got: difference.got)
        }
    }

    private mutating func compareWithSecondWalk(_ walked: inout SoundListing, size: Int) async {
        var again = await walk(size: size, "Page again")
        if again.ids != walked.ids, again.isComplete {
            // Others may work with the system: what holds still from now on is stable.
            let third = await walk(size: size, "Page a third time")
            if third.ids == again.ids {
                noteChange()
                walked = again
            } else {
                again = third
            }
        }
        let position = zip(walked.ids, again.ids).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        let end = min(walked.rows.count, again.rows.count)
        session.expect(
            PageRules.stable, walked.ids == again.ids,
            expected: "\(walked.rows.count) rows in the order of the first time",
            got:
                "\(again.rows.count) rows, the first other one at \(position ?? end)"
        )
    }

    private mutating func judgeCompleteness(_ walked: SoundListing, total: Int?) {
        session.expectNone(
            PageRules.complete,
            owned.filter { own in !walked.rows.contains { $0.id == own.id } }
                .map { SoundFailure(expected: "a row with id \($0.id)", got: "none of \(walked.rows.count) rows") })
        for total in Set([total, walked.total].compactMap(\.self)).sorted() {
            session.expect(
                PageRules.total, total == walked.rows.count, expected: "\(walked.rows.count), the rows of all pages",
                got: "\(total)")
        }
    }

    private mutating func readSinglePages(size: Int, isAgain: Bool = false) async {
        let ids = listing.ids
        let first = await list("offset=1&limit=2", "Two rows from 1", statuses: [200, 206], rule: ListRules.pageStatus)
        let expected = ids.dropFirst().prefix(2)
        if let first {
            let isRight = first.rows.map(\.id) == Array(expected)
            if !isRight, !isAgain, await isListChanged() { return await readSinglePages(size: size, isAgain: true) }
            session.expect(
                PageRules.offset, isRight, expected: Self.text(expected), got: Self.text(first.rows.map(\.id)))
        }
        let target = session.collectionPath + "?offset=\(ids.count)&limit=\(size)"
        guard let response = await session.send(.get, target, name: "Behind the last row") else { return }
        let rows = session.json(of: response)?.root
        let isEmpty = [200, 206].contains(response.status) && rows?.kind == .array && rows?.count == 0
        let isRight = isEmpty || response.status == 416
        if !isRight, !isAgain, await isListChanged() { return await readSinglePages(size: size, isAgain: true) }
        session.expect(
            PageRules.beyondEnd, isRight, expected: "[] or 416",
            got: "\(response.status) \(Self.start(of: response.body))")
    }

    private static func text(_ ids: some Sequence<String?>) -> String {
        "[" + ids.map { $0 ?? "no id" }.joined(separator: ", ") + "]"
    }

    // MARK: - Links

    private mutating func followLinks(_ walked: SoundListing, size: Int) async {
        let ids = walked.ids
        guard let firstID = ids.first, let lastID = ids.last else { return }
        let offset = min(size, ids.count - 1)
        guard
            let middle = await list(
                "offset=\(offset)&limit=\(size)", "The links of a page", statuses: [200, 206],
                rule: ListRules.pageStatus)
        else { return }
        session.expect(PageRules.linkGiven, middle.links != nil, expected: "Link", got: "nothing")
        guard let links = middle.links, !(await hasOtherTotal(middle)) else { return }
        let end = offset + middle.rows.count
        judgeNext(links, isLast: end >= ids.count)
        if let rows = await rows(links["next"], PageRules.linkNext, "next") {
            expectRow(PageRules.linkNext, rows.first, ids.indices.contains(end) ? ids[end] : nil, "the first row")
        }
        if offset > 0, let rows = await rows(links["prev"], PageRules.linkPrev, "prev") {
            expectRow(PageRules.linkPrev, rows.last, ids[offset - 1], "the last row")
        }
        if let rows = await rows(links["first"], PageRules.linkFirst, "first") {
            expectRow(PageRules.linkFirst, rows.first, firstID, "the first row")
        }
        if let rows = await rows(links["last"], PageRules.linkLast, "last") {
            expectRow(PageRules.linkLast, rows.last, lastID, "the last row")
        }
        await walkLinks(ids, size: size)
    }

    private mutating func judgeNext(_ links: LinkHeader, isLast: Bool) {
        session.expect(
            PageRules.linkNext, (links["next"] == nil) == isLast,
            expected: isLast ? "no next on the last page" : "next", got: links["next"] ?? "no next")
    }

    private mutating func expectRow(_ rule: ConformanceRule, _ row: SoundRow?, _ id: String?, _ which: String) {
        session.expect(
            rule, row?.id == id, expected: "\(which) to be \(id ?? "none")", got: row?.shown ?? "no row")
    }

    /// Returns the rows of the page that a link leads to.
    private mutating func rows(_ target: String?, _ rule: ConformanceRule, _ name: String) async -> [SoundRow]? {
        await page(target, rule, name)?.rows
    }

    private mutating func page(_ target: String?, _ rule: ConformanceRule, _ name: String) async -> ListAnswer? {
        guard let target else { return nil }
        let address = ResourceAddress(
            target, basePath: session.basePath, requestPath: session.collectionPath)
        guard address.path.split(separator: "/").last.map(String.init) == resource.kit.collection else {
            session.expect(rule, false, expected: "the path of the collection", got: target)
            return nil
        }
        // The path may be another one outside than here; the query is what makes the page.
        guard
            let answer = await list(
                address.query ?? "", "Link \(name)", statuses: [200, 206], rule: ListRules.pageStatus),
            !(await hasOtherTotal(answer))
        else { return nil }
        return answer
    }

    /// Goes from the first page to the last by the links alone, as far as the rows reach.
    private mutating func walkLinks(_ ids: [String?], size: Int) async {
        guard
            var answer = await list(
                "offset=0&limit=\(size)", "The first page", statuses: [200, 206], rule: ListRules.pageStatus),
            !(await hasOtherTotal(answer))
        else { return }
        var position = 0
        while true {
            let expected = Array(ids[min(position, ids.count)...].prefix(answer.rows.count))
            let isRight = answer.rows.map(\.id) == expected && !answer.rows.isEmpty
            session.expect(
                PageRules.linkNext, isRight, expected: "the \(answer.rows.count) rows from \(position)",
                got: Self.text(answer.rows.prefix(5).map(\.id)))
            guard isRight else { return }
            position += answer.rows.count
            guard let links = answer.links else { return }
            judgeNext(links, isLast: position >= ids.count)
            guard position < ids.count, let next = await page(links["next"], PageRules.linkNext, "next")
            else { return }
            answer = next
        }
    }
}
