import TMFExchange
import TMFJSON
import TMFModels

/// Reads all rows twice, and checks single pages and their links.
///
/// It yields the rows that are known afterwards.
struct ReadPages: SoundPart {
    var known: KnownRows
    var auditor: RowAuditor
    let owned: [SoundCreation]

    mutating func run(in world: inout SoundWorld) async -> KnownRows {
        // Rows that were read before do not include resources created since then.
        known.expire()
        await read(in: &world)
        return known
    }

    private mutating func read(in world: inout SoundWorld) async {
        guard
            var plain = await world.list(
                "", "The complete list", statuses: [200], rule: ListRules.status, isThorough: true)
        else { return }
        auditor.audit(plain, in: &world)
        known = KnownRows(known.listing, plainCount: plain.rows.count)
        judgePlainList(plain, in: &world)
        let count = max(plain.total ?? 0, plain.count)
        guard count > 0 else { return }
        // Even short lists should have several pages.
        let size = min(world.session.options.pageSize, max(1, (count - 1) / 3 + (count > 1 ? 1 : 0)))
        var walked = await world.walk(size: size, "Page") { auditor.audit($0, in: &$1) }
        if walked.isComplete {
            await compareWithSecondWalk(&walked, size: size, in: &world)
            if let total = plain.total, total != walked.rows.count,
                let again = await world.list("", "The complete list again", statuses: [200], rule: ListRules.status),
                again.total != total
            {
                world.noteChange()
                auditor.audit(again, in: &world)
                plain = again
            }
            judgeCompleteness(walked, total: plain.total, in: &world)
        }
        // Without pages, filters are checked against the complete list.
        for query in ["limit=many", "offset=-1"] {
            guard let response = await world.session.send(.get, world.session.collectionPath + "?" + query, name: query)
            else {
                break
            }
            if world.expectStatus(PageRules.badValue, response, isOneOf: [400]) { world.judgeError(response) }
        }
        guard walked.isComplete, walked.rows.count >= plain.rows.count else {
            let listing = SoundListing(rows: plain.rows, isComplete: plain.isWhole)
            known = KnownRows(listing, plainCount: plain.rows.count)
            return
        }
        known = KnownRows(walked, plainCount: plain.rows.count)
        await readSinglePages(size: size, in: &world)
        await followLinks(size: size, in: &world)
    }

    private func judgePlainList(_ plain: ListAnswer, in world: inout SoundWorld) {
        guard plain.isWhole, plain.total != nil || plain.response.headers[.link] == nil else { return }
        world.session.expectNone(
            ListRules.holdsCreated,
            owned.filter { own in !plain.rows.contains { $0.id == own.id } }
                .map { SoundFailure(expected: "a row with id \($0.id)", got: "none of \(plain.rows.count) rows") })
        world.judgeEscapes(
            plain.rows.enumerated().flatMap { position, row in
                owned.contains { $0.id == row.id }
                    ? world.escapes(in: row.document, at: JSONPointer().appending(index: position)) : []
            })
        world.session.expectNone(ListRules.asRead, owned.changes(in: plain.rows))
    }

    private func compareWithSecondWalk(_ walked: inout SoundListing, size: Int, in world: inout SoundWorld) async {
        var again = await world.walk(size: size, "Page again")
        if again.ids != walked.ids, again.isComplete {
            // Other clients may use the system: the rows that do not change from now on are stable.
            let third = await world.walk(size: size, "Page a third time")
            if third.ids == again.ids {
                world.noteChange()
                walked = again
            } else {
                again = third
            }
        }
        let position = zip(walked.ids, again.ids).enumerated().first { $0.element.0 != $0.element.1 }?.offset
        let end = min(walked.rows.count, again.rows.count)
        world.session.expect(
            PageRules.stable, walked.ids == again.ids,
            expected: "\(walked.rows.count) rows in their original order",
            got:
                "\(again.rows.count) rows, the first difference at \(position ?? end)"
        )
    }

    private func judgeCompleteness(_ walked: SoundListing, total: Int?, in world: inout SoundWorld) {
        world.session.expectNone(
            PageRules.complete,
            owned.filter { own in !walked.rows.contains { $0.id == own.id } }
                .map { SoundFailure(expected: "a row with id \($0.id)", got: "none of \(walked.rows.count) rows") })
        for total in Set([total, walked.total].compactMap(\.self)).sorted() {
            world.session.expect(
                PageRules.total, total == walked.rows.count,
                expected: "\(walked.rows.count), the number of rows on all pages",
                got: "\(total)")
        }
    }

    private mutating func readSinglePages(size: Int, isAgain: Bool = false, in world: inout SoundWorld) async {
        let ids = known.listing.ids
        let first = await world.list(
            "offset=1&limit=2", "Two rows from 1", statuses: [200, 206], rule: ListRules.pageStatus)
        let expected = ids.dropFirst().prefix(2)
        if let first {
            let isRight = first.rows.map(\.id) == Array(expected)
            if !isRight, !isAgain, await known.areChanged(owned, in: &world) {
                return await readSinglePages(size: size, isAgain: true, in: &world)
            }
            world.session.expect(
                PageRules.offset, isRight, expected: Self.text(expected), got: Self.text(first.rows.map(\.id)))
        }
        let target = world.session.collectionPath + "?offset=\(ids.count)&limit=\(size)"
        guard let response = await world.session.send(.get, target, name: "Past the last row") else { return }
        let rows = world.session.json(of: response)?.root
        let isEmpty = [200, 206].contains(response.status) && rows?.kind == .array && rows?.count == 0
        let isRight = isEmpty || response.status == 416
        if !isRight, !isAgain, await known.areChanged(owned, in: &world) {
            return await readSinglePages(size: size, isAgain: true, in: &world)
        }
        world.session.expect(
            PageRules.beyondEnd, isRight, expected: "[] or 416",
            got: "\(response.status) \(SoundWorld.start(of: response.body))")
    }

    private static func text(_ ids: some Sequence<String?>) -> String {
        "[" + ids.map { $0 ?? "no id" }.joined(separator: ", ") + "]"
    }

    // MARK: - Links

    private func followLinks(size: Int, in world: inout SoundWorld) async {
        let ids = known.listing.ids
        guard let firstID = ids.first, let lastID = ids.last else { return }
        let offset = min(size, ids.count - 1)
        guard
            let middle = await world.list(
                "offset=\(offset)&limit=\(size)", "The links of a page", statuses: [200, 206],
                rule: ListRules.pageStatus)
        else { return }
        world.session.expect(PageRules.linkGiven, middle.links != nil, expected: "Link", got: "nothing")
        guard let links = middle.links, !(await world.hasOtherTotal(middle, than: known.listing.total)) else { return }
        let end = offset + middle.rows.count
        judgeNext(links, isLast: end >= ids.count, in: &world)
        if let rows = await rows(at: links["next"], rule: PageRules.linkNext, name: "next", in: &world) {
            expectRow(
                PageRules.linkNext, rows.first, hasID: ids.indices.contains(end) ? ids[end] : nil, as: "the first row",
                in: &world)
        }
        if offset > 0, let rows = await rows(at: links["prev"], rule: PageRules.linkPrev, name: "prev", in: &world) {
            expectRow(PageRules.linkPrev, rows.last, hasID: ids[offset - 1], as: "the last row", in: &world)
        }
        if let rows = await rows(at: links["first"], rule: PageRules.linkFirst, name: "first", in: &world) {
            expectRow(PageRules.linkFirst, rows.first, hasID: firstID, as: "the first row", in: &world)
        }
        if let rows = await rows(at: links["last"], rule: PageRules.linkLast, name: "last", in: &world) {
            expectRow(PageRules.linkLast, rows.last, hasID: lastID, as: "the last row", in: &world)
        }
        await walkLinks(ids, size: size, in: &world)
    }

    private func judgeNext(_ links: LinkHeader, isLast: Bool, in world: inout SoundWorld) {
        world.session.expect(
            PageRules.linkNext, (links["next"] == nil) == isLast,
            expected: isLast ? "no next on the last page" : "next", got: links["next"] ?? "no next")
    }

    private func expectRow(
        _ rule: ConformanceRule, _ row: SoundRow?, hasID id: String?, as which: String, in world: inout SoundWorld
    ) {
        world.session.expect(
            rule, row?.id == id, expected: "\(which) to be \(id ?? "none")", got: row?.shown ?? "no row")
    }

    /// Returns the rows of the page that a link leads to.
    private func rows(
        at target: String?, rule: ConformanceRule, name: String, in world: inout SoundWorld
    ) async -> [SoundRow]? {
        await page(at: target, rule: rule, name: name, in: &world)?.rows
    }

    private func page(
        at target: String?, rule: ConformanceRule, name: String, in world: inout SoundWorld
    ) async -> ListAnswer? {
        guard let target else { return nil }
        let address = ResourceAddress(
            target, basePath: world.session.basePath, requestPath: world.session.collectionPath)
        let last = address.path.split(separator: "/").last.map { PercentEncoding.decoded($0) ?? String($0) }
        guard last == world.resource.description.name else {
            world.session.expect(rule, false, expected: "the path of the collection", got: target)
            return nil
        }
        // The path may differ outside of an intermediary; the query determines the page.
        guard
            let answer = await world.list(
                address.query ?? "", "Link \(name)", statuses: [200, 206], rule: ListRules.pageStatus),
            !(await world.hasOtherTotal(answer, than: known.listing.total))
        else { return nil }
        return answer
    }

    /// Follows the links from the first page to the last, as far as the rows are known.
    private func walkLinks(_ ids: [String?], size: Int, in world: inout SoundWorld) async {
        guard
            var answer = await world.list(
                "offset=0&limit=\(size)", "The first page", statuses: [200, 206], rule: ListRules.pageStatus),
            !(await world.hasOtherTotal(answer, than: known.listing.total))
        else { return }
        var position = 0
        while true {
            let expected = Array(ids[min(position, ids.count)...].prefix(answer.rows.count))
            let isRight = answer.rows.map(\.id) == expected && !answer.rows.isEmpty
            world.session.expect(
                PageRules.linkNext, isRight, expected: "the \(answer.rows.count) rows from \(position)",
                got: Self.text(answer.rows.prefix(5).map(\.id)))
            guard isRight else { return }
            position += answer.rows.count
            guard let links = answer.links else { return }
            judgeNext(links, isLast: position >= ids.count, in: &world)
            guard position < ids.count,
                let next = await page(at: links["next"], rule: PageRules.linkNext, name: "next", in: &world)
            else { return }
            answer = next
        }
    }
}
