import TMFExchange
import TMFJSON
import TMFModels
import TMFQuery

/// The rules that a filtered list is checked against.
struct FilterJudgement: Sendable {
    var status = FilterRules.status
    var only = FilterRules.onlyMatching
    var all = FilterRules.allMatching
    var absent = FilterRules.otherAbsent
    /// The rule about the total, or `nil` if the server may not know the filter.
    var total: ConformanceRule? = FilterRules.total

    static let standard = FilterJudgement()

    /// Returns a judgement that uses one rule for all problems.
    static func single(_ rule: ConformanceRule) -> FilterJudgement {
        FilterJudgement(
            status: rule, only: rule, all: rule, absent: rule,
            total: rule.severity == .warning ? nil : FilterRules.total)
    }
}

/// Filters lists, and checks the responses against the known rows.
///
/// It yields the rows that are known afterwards: if a response differs from them, they are read again before the
/// difference counts.
struct FilterLists: SoundPart {
    var known: KnownRows
    let rich: SoundCreation?
    let first: SoundCreation?
    let owned: [SoundCreation]

    mutating func run(in world: inout SoundWorld) async -> KnownRows {
        await filter(in: &world)
        return known
    }

    private mutating func filter(in world: inout SoundWorld) async {
        await filterByAttributes(in: &world)
        await filterWithoutMatch(in: &world)
        if world.isReadOnly {
            guard let row = known.listing.rows.last, let id = row.id else { return }
            await filterByTwo(row.document, id, in: &world)
        } else {
            if let first { await filterByTwo(first.document, first.id, in: &world) }
            await filterBySpecialText(in: &world)
            await filterByOtherText(in: &world)
            await filterByAlternatives(in: &world)
            await filterByRange(in: &world)
            await readFilteredPages(in: &world)
            await sort(in: &world)
        }
        await filterByNested(in: &world)
    }

    /// Returns the resources whose values are used as filters.
    private func subjects(in world: SoundWorld) -> [JSONDocument] {
        if world.isReadOnly {
            return [known.listing.rows.first, known.listing.rows.last].compactMap { $0?.document }
        }
        return [first, rich].compactMap { $0?.document }
    }

    private mutating func filterByAttributes(in world: inout SoundWorld) async {
        var done: Set<String> = []
        for subject in subjects(in: world) {
            for member in subject.root.members {
                let type = world.resource.description.model.member(named: member.name)
                // A long value would produce a URL that a server may reject.
                guard type != nil, let text = FilterTerm.scalar(member.value), (1...1_000).contains(text.utf8.count)
                else {
                    continue
                }
                let query = FilterTerm.text(member.name, text)
                guard done.insert(query).inserted else { continue }
                let isDate = type?.attributeType == .dateTime
                await filter(query, isDate ? .single(FilterRules.date) : .standard, in: &world)
            }
        }
    }

    /// Sends a filter, and checks the response against the known rows.
    @discardableResult
    private mutating func filter(
        _ query: String, _ judgement: FilterJudgement, name: String? = nil, isAgain: Bool = false,
        in world: inout SoundWorld
    ) async -> [SoundRow]? {
        guard
            let answer = await world.list(
                query, name ?? "Filter ?\(PercentEncoding.decoded(query) ?? query)", statuses: [200],
                rule: judgement.status)
        else { return nil }
        guard let parsed = try? ResourceQuery(parsing: query) else { return answer.rows }
        let compiled = CompiledQuery(parsed)
        func matches(_ row: SoundRow) -> Bool { (try? compiled.matches(row.document)) ?? false }
        let rows = known.rows(or: owned)
        let expected = rows.filter(matches)
        if !isAgain, isDoubtful(answer, expected), await known.areChanged(owned, in: &world) {
            return await filter(query, judgement, name: name, isAgain: true, in: &world)
        }
        world.session.expectNone(
            judgement.only,
            answer.rows.enumerated().filter { !matches($0.element) }.map { position, row in
                SoundFailure(
                    pointer: JSONPointer().appending(index: position), expected: "a row that matches \(query)",
                    got: row.shown)
            })
        judgeAbsence(of: rows.filter { !matches($0) }, from: answer, rule: judgement.absent, in: &world)
        let found = await whole(answer, query, in: &world)
        let ids = Set(found.rows.compactMap(\.id))
        // Nothing is known about rows beyond the limit.
        if found.isComplete {
            world.session.expectNone(
                judgement.all,
                expected.filter { row in row.id.map { !ids.contains($0) } ?? false }
                    .map { SoundFailure(expected: "a row with \($0.shown), which matches \(query)", got: "none") })
        }
        if let rule = judgement.total, let total = answer.total, known.listing.isComplete {
            world.session.expect(
                rule, total == expected.count, expected: "\(expected.count), the number of matching rows",
                got: "\(total)")
        }
        return found.rows
    }

    /// Returns whether a response and the known rows differ in a way that other clients may have caused.
    private func isDoubtful(_ answer: ListAnswer, _ expected: [SoundRow]) -> Bool {
        guard known.listing.isComplete else { return false }
        if answer.isPartial { return answer.total.map { $0 != expected.count } ?? false }
        return Set(answer.rows.compactMap(\.id)) != Set(expected.compactMap(\.id))
            || answer.total.map { $0 != expected.count } ?? false
    }

    /// Reads the rest of a list of which a response contains only a part.
    private func whole(_ answer: ListAnswer, _ query: String, in world: inout SoundWorld) async -> SoundListing {
        guard answer.isPartial else { return SoundListing(rows: answer.rows, isComplete: true) }
        return await world.walk(query, size: world.session.options.pageSize, "More of a filtered list")
    }

    /// Checks that the response does not contain resources of the run that the filter excludes, and that its rows are
    /// complete.
    private func judgeAbsence(
        of others: [SoundRow], from answer: ListAnswer, rule: ConformanceRule, in world: inout SoundWorld
    ) {
        let absent = Set(owned.map(\.id)).intersection(others.compactMap(\.id))
        world.session.expectNone(
            rule,
            answer.rows.enumerated().compactMap { position, row in
                guard let id = row.id, absent.contains(id) else { return nil }
                return SoundFailure(
                    pointer: JSONPointer().appending(index: position), expected: "no row \(id), which does not match",
                    got: row.shown)
            })
        world.session.expectNone(FilterRules.whole, owned.changes(in: answer.rows))
    }

    private mutating func filterWithoutMatch(in world: inout SoundWorld) async {
        await filter(
            FilterTerm.text("id", world.session.unknownID), .single(FilterRules.noMatch), name: "No matches",
            in: &world)
        let query = "xUnknown" + world.session.marker.filter { $0 != "-" } + "=1"
        let target = world.session.collectionPath + "?" + query
        guard let response = await world.session.send(.get, target, name: "An unknown attribute") else {
            return
        }
        world.session.expect(
            FilterRules.unknownStatus, response.status == 200, expected: "200", got: "\(response.status)")
        guard response.status < 400 else {
            world.session.expect(
                FilterRules.unknown, response.status < 500, expected: "200 or 400", got: "\(response.status)")
            return
        }
        let rows = world.session.json(of: response)?.root
        world.session.expect(
            FilterRules.unknown, rows?.kind == .array && rows?.count == 0, expected: "[]",
            got: "\(rows?.count ?? 0) rows")
    }

    private mutating func filterByTwo(_ document: JSONDocument, _ id: String, in world: inout SoundWorld) async {
        guard let key = world.resource.keyAttribute, let text = document.root[key].flatMap(FilterTerm.scalar) else {
            return
        }
        let both = FilterTerm.text(key, text) + "&" + FilterTerm.text("id", id)
        await filter(both, .single(FilterRules.both), name: "Two filters that match", in: &world)
        let terms = [FilterTerm.text(key, text + " not"), FilterTerm.text("id", id)]
        for terms in [terms, terms.reversed()] {
            await filter(
                terms.joined(separator: "&"), .single(FilterRules.both), name: "Two filters, one of which matches",
                in: &world)
        }
    }

    private mutating func filterBySpecialText(in world: inout SoundWorld) async {
        guard let rich, let key = world.resource.keyAttribute, let text = rich.document.root[key]?.stringValue else {
            return
        }
        let query = PercentEncoding.encoded(key) + "=" + PercentEncoding.encoded(text)
        guard let rows = await filter(query, .standard, name: "Characters that need encoding", in: &world) else {
            return
        }
        world.session.expect(
            FilterRules.special, rows.contains { $0.id == rich.id }, expected: "a row with id \(rich.id)",
            got: "\(rows.count) rows")
    }

    /// Filters by values that resemble those of a resource.
    private mutating func filterByOtherText(in world: inout SoundWorld) async {
        for attribute in [world.resource.keyAttribute, world.resource.groupAttribute].compactMap(\.self) {
            await filterByOtherText(attribute, in: &world)
        }
    }

    private mutating func filterByOtherText(_ attribute: String, in world: inout SoundWorld) async {
        guard let text = first?.document.root[attribute]?.stringValue else { return }
        let texts = [
            (String(text.dropLast(2)), "The beginning of a value"), (text.uppercased(), "A value in uppercase"),
        ]
        for (other, name) in texts where other != text {
            await filter(FilterTerm.text(attribute, other), .single(FilterRules.exact), name: name, in: &world)
        }
    }

    private mutating func filterByAlternatives(in world: inout SoundWorld) async {
        guard let first, let rich else { return }
        await filter(
            FilterTerm.text("id", first.id) + "&" + FilterTerm.text("id", rich.id), .single(FilterRules.repeated),
            name: "A repeated name", in: &world)
        await filter(
            FilterTerm.text("id", first.id) + "," + PercentEncoding.encoded(rich.id), .single(FilterRules.comma),
            name: "Comma-separated values", in: &world)
    }

    private mutating func filterByNested(in world: inout SoundWorld) async {
        let subject = subjects(in: world).last
        guard let path = world.resource.nestedPath, let outer = subject?.root[path.outer] else { return }
        let inner = outer.kind == .array ? outer[0]?[path.inner] : outer[path.inner]
        guard let text = inner.flatMap(FilterTerm.scalar) else { return }
        await filter(
            FilterTerm.text(path.outer + "." + path.inner, text), .single(FilterRules.nested),
            name: "An attribute of a sub-resource", in: &world)
    }

    private mutating func filterByRange(in world: inout SoundWorld) async {
        guard let attribute = world.resource.dateAttribute, rich?.document.root[attribute] != nil else { return }
        await filter(
            PercentEncoding.encoded(attribute) + ".lt=2024-03-01T00%3A00%3A00Z", .single(FilterRules.range),
            name: "Dates before a given date", in: &world)
    }

    /// Returns the filter that finds all resources of the run, or `nil` if no filter can find them.
    private func groupTerm(in world: SoundWorld) -> String? {
        world.resource.groupAttribute.map { FilterTerm.text($0, SoundResource.groupText(world.session.marker)) }
    }

    private func readFilteredPages(in world: inout SoundWorld) async {
        let expected = Set(owned.map(\.id))
        guard expected.count > 2, let term = groupTerm(in: world) else { return }
        let walked = await world.walk(term, size: 2, "A page of a filtered list")
        let ids = Set(walked.rows.compactMap(\.id))
        if let total = walked.total {
            world.session.expect(
                FilterRules.total, total == expected.count, expected: "\(expected.count)", got: "\(total)")
        }
        world.session.expect(
            PageRules.filtered, ids == expected && walked.rows.count == expected.count,
            expected: "\(expected.sorted())", got: "\(walked.rows.prefix(20).map { $0.id ?? "no id" })")
    }

    private func sort(in world: inout SoundWorld) async {
        guard let key = world.resource.keyAttribute, let term = groupTerm(in: world) else { return }
        let byText = owned.compactMap { own in own.document.root[key]?.stringValue.map { (text: $0, id: own.id) } }
        guard Set(byText.map(\.text)).count > 2 else { return }
        for sign in ["", "-"] {
            let query = term + "&sort=" + sign + PercentEncoding.encoded(key)
            guard let answer = await world.list(query, "Sorted \(sign)", statuses: [200], rule: FilterRules.sorted)
            else {
                continue
            }
            let rows = await whole(answer, query, in: &world).rows
            let texts = rows.compactMap { row in byText.first { $0.id == row.id }?.text }
            let ascending = byText.map(\.text).sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
            let expected = sign.isEmpty ? ascending : ascending.reversed()
            world.session.expect(FilterRules.sorted, texts == expected, expected: "\(expected)", got: "\(texts)")
        }
    }
}
