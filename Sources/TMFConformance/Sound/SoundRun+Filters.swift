import TMFExchange
import TMFJSON
import TMFModels
import TMFQuery

/// Under which rules the answer to a filter is judged.
struct FilterJudgement: Sendable {
    var status = FilterRules.status
    var only = FilterRules.onlyMatching
    var all = FilterRules.allMatching
    var absent = FilterRules.otherAbsent
    /// Not judged where the server may not know the filter.
    var total: ConformanceRule? = FilterRules.total

    static let standard = FilterJudgement()

    /// One rule for everything that can be wrong.
    static func single(_ rule: ConformanceRule) -> FilterJudgement {
        FilterJudgement(
            status: rule, only: rule, all: rule, absent: rule,
            total: rule.severity == .warning ? nil : FilterRules.total)
    }
}

extension SoundRun {
    mutating func filter() async {
        await filterByAttributes()
        await filterWithoutMatch()
        if isReadOnly {
            guard let row = listing.rows.last, let id = row.id else { return }
            await filterByTwo(row.document, id)
        } else {
            if let first { await filterByTwo(first.document, first.id) }
            await filterBySpecialText()
            await filterByOtherText()
            await filterByAlternatives()
            await filterByRange()
            await readFilteredPages()
            await sort()
        }
        await filterByNested()
    }

    /// The resources whose values are used as filters.
    private var subjects: [JSONDocument] {
        if isReadOnly { return [listing.rows.first, listing.rows.last].compactMap { $0?.document } }
        return [first, rich].compactMap { $0?.document }
    }

    private mutating func filterByAttributes() async {
        var done: Set<String> = []
        for subject in subjects {
            for member in subject.root.members {
                let type = resource.model._member(named: member.name)
                // A long value would make a URL that a server may refuse.
                guard type != nil, let text = Self.scalar(member.value), (1...1_000).contains(text.utf8.count) else {
                    continue
                }
                let query = Self.term(member.name, text)
                guard done.insert(query).inserted else { continue }
                let isDate = type is Timestamp.Type
                await filter(query, isDate ? .single(FilterRules.date) : .standard)
            }
        }
    }

    /// The text of a value as a query string has it.
    static func scalar(_ element: JSONElement) -> String? {
        switch element.kind {
        case .string: element.stringValue
        case .number: element.numberValue?.text
        case .bool: element.boolValue.map { $0 ? "true" : "false" }
        case .null, .array, .object: nil
        }
    }

    /// A filter, with a value of plain characters encoded as the kit does it, and others as they must be.
    static func term(_ name: String, _ text: String) -> String {
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~ :/@".utf8)
        let isPlain = text.utf8.allSatisfy { plain.contains($0) }
        let name = PercentEncoding.encoded(name, keeping: "@")
        return name + "=" + (isPlain ? URLEncoding.encoded(text) : PercentEncoding.encoded(text))
    }

    /// Sends a filter, and judges the answer by the rows that are known.
    @discardableResult
    mutating func filter(
        _ query: String, _ judgement: FilterJudgement, name: String? = nil, isAgain: Bool = false
    ) async -> [SoundRow]? {
        guard
            let answer = await list(
                query, name ?? "Filter ?\(PercentEncoding.decoded(query) ?? query)", statuses: [200],
                rule: judgement.status)
        else { return nil }
        guard let parsed = try? ResourceQuery(parsing: query) else { return answer.rows }
        let compiled = CompiledQuery(parsed)
        func matches(_ row: SoundRow) -> Bool { (try? compiled.matches(row.document)) ?? false }
        let known = listing.isComplete ? listing.rows : owned.map { SoundRow($0.document) }
        let expected = known.filter(matches)
        if !isAgain, isDoubtful(answer, expected), await isListChanged() {
            return await filter(query, judgement, name: name, isAgain: true)
        }
        session.expectNone(
            judgement.only,
            answer.rows.enumerated().filter { !matches($0.element) }.map { position, row in
                SoundFailure(
                    pointer: JSONPointer().appending(index: position), expected: "a row that matches \(query)",
                    got: row.shown)
            })
        judgeAbsence(answer, judgement.absent, known, matches, query)
        let found = await whole(answer, query)
        let ids = Set(found.rows.compactMap(\.id))
        // Of rows beyond what may be read nothing is known.
        if found.isComplete {
            session.expectNone(
                judgement.all,
                expected.filter { row in row.id.map { !ids.contains($0) } ?? false }
                    .map { SoundFailure(expected: "a row with \($0.shown), which matches \(query)", got: "none") })
        }
        if let rule = judgement.total, let total = answer.total, listing.isComplete {
            session.expect(
                rule, total == expected.count, expected: "\(expected.count), the rows that match",
                got: "\(total)")
        }
        return found.rows
    }

    /// Whether an answer and the rows that are known disagree in a way that others may be the cause of.
    private func isDoubtful(_ answer: ListAnswer, _ expected: [SoundRow]) -> Bool {
        guard listing.isComplete else { return false }
        if answer.isPartial { return answer.total.map { $0 != expected.count } ?? false }
        return Set(answer.rows.compactMap(\.id)) != Set(expected.compactMap(\.id))
            || answer.total.map { $0 != expected.count } ?? false
    }

    /// Reads the rest of a list of which an answer holds a part only.
    private mutating func whole(_ answer: ListAnswer, _ query: String) async -> SoundListing {
        guard answer.isPartial else { return SoundListing(rows: answer.rows, isComplete: true) }
        return await walk(query, size: session.options.pageSize, "More of the filter")
    }

    private mutating func judgeAbsence(
        _ answer: ListAnswer, _ rule: ConformanceRule, _ known: [SoundRow], _ matches: (SoundRow) -> Bool,
        _ query: String
    ) {
        let own = Set(owned.map(\.id))
        let others = known.filter { row in row.id.map(own.contains) ?? false && !matches(row) }
        let absent = Set(others.compactMap(\.id))
        session.expectNone(
            rule,
            answer.rows.enumerated().compactMap { position, row in
                guard let id = row.id, absent.contains(id) else { return nil }
                return SoundFailure(
                    pointer: JSONPointer().appending(index: position), expected: "no row \(id), which does not match",
                    got: row.shown)
            })
        session.expectNone(FilterRules.whole, changes(of: owned, in: answer.rows))
    }

    private mutating func filterWithoutMatch() async {
        await filter(Self.term("id", session.unknownID), .single(FilterRules.noMatch), name: "Nothing matches")
        let query = "xUnknown" + session.marker.filter { $0 != "-" } + "=1"
        let target = session.collectionPath + "?" + query
        guard let response = await session.send(.get, target, name: "An attribute that nothing has") else { return }
        session.expect(
            FilterRules.unknownStatus, response.status == 200, expected: "200", got: "\(response.status)")
        guard response.status < 400 else {
            session.expect(
                FilterRules.unknown, response.status < 500, expected: "200 or 400", got: "\(response.status)")
            return
        }
        let rows = session.json(of: response)?.root
        session.expect(
            FilterRules.unknown, rows?.kind == .array && rows?.count == 0, expected: "[]",
            got: "\(rows?.count ?? 0) rows")
    }

    private mutating func filterByTwo(_ document: JSONDocument, _ id: String) async {
        guard let text = document.root[resource.keyAttribute].flatMap(Self.scalar) else { return }
        let both = Self.term(resource.keyAttribute, text) + "&" + Self.term("id", id)
        await filter(both, .single(FilterRules.both), name: "Two filters that match")
        let terms = [Self.term(resource.keyAttribute, text + " not"), Self.term("id", id)]
        for terms in [terms, terms.reversed()] {
            await filter(
                terms.joined(separator: "&"), .single(FilterRules.both), name: "Two filters of which one matches")
        }
    }

    private mutating func filterBySpecialText() async {
        guard let rich, let text = rich.document.root[resource.keyAttribute]?.stringValue else { return }
        let query = resource.keyAttribute + "=" + PercentEncoding.encoded(text)
        guard let rows = await filter(query, .standard, name: "Characters that need encoding") else { return }
        session.expect(
            FilterRules.special, rows.contains { $0.id == rich.id }, expected: "a row with id \(rich.id)",
            got: "\(rows.count) rows")
    }

    /// Asks for values that are nearly those of a resource.
    private mutating func filterByOtherText() async {
        for attribute in [resource.keyAttribute, resource.groupAttribute] { await filterByOtherText(attribute) }
    }

    private mutating func filterByOtherText(_ attribute: String) async {
        guard let text = first?.document.root[attribute]?.stringValue else { return }
        let texts = [
            (String(text.dropLast(2)), "The beginning of a value"), (text.uppercased(), "A value in capital letters"),
        ]
        for (other, name) in texts where other != text {
            await filter(Self.term(attribute, other), .single(FilterRules.exact), name: name)
        }
    }

    private mutating func filterByAlternatives() async {
        guard let first, let rich else { return }
        await filter(
            Self.term("id", first.id) + "&" + Self.term("id", rich.id), .single(FilterRules.repeated),
            name: "A name that is repeated")
        await filter(
            Self.term("id", first.id) + "," + PercentEncoding.encoded(rich.id), .single(FilterRules.comma),
            name: "Values with a comma between them")
    }

    private mutating func filterByNested() async {
        let subject = subjects.last
        guard let names = resource.nestedPath.last, let outer = subject?.root[resource.nestedPath[0]] else { return }
        let inner = outer.kind == .array ? outer[0]?[names] : outer[names]
        guard let text = inner.flatMap(Self.scalar) else { return }
        await filter(
            Self.term(resource.nestedPath.joined(separator: "."), text), .single(FilterRules.nested),
            name: "An attribute of a sub-resource")
    }

    private mutating func filterByRange() async {
        guard rich?.document.root["creationDate"] != nil else { return }
        await filter(
            "creationDate.lt=2024-03-01T00%3A00%3A00Z", .single(FilterRules.range), name: "Dates before another one")
    }

    private var groupTerm: String {
        Self.term(resource.groupAttribute, SoundResource.groupText(session.marker))
    }

    private mutating func readFilteredPages() async {
        let expected = Set(owned.map(\.id))
        guard expected.count > 2 else { return }
        let walked = await walk(groupTerm, size: 2, "A page of a filter")
        let ids = Set(walked.rows.compactMap(\.id))
        if let total = walked.total {
            session.expect(FilterRules.total, total == expected.count, expected: "\(expected.count)", got: "\(total)")
        }
        session.expect(
            PageRules.filtered, ids == expected && walked.rows.count == expected.count,
            expected: "\(expected.sorted())", got: "\(walked.rows.prefix(20).map { $0.id ?? "no id" })")
    }

    private mutating func sort() async {
        let byText = owned.compactMap { own in
            own.document.root[resource.keyAttribute]?.stringValue.map { (text: $0, id: own.id) }
        }
        guard Set(byText.map(\.text)).count > 2 else { return }
        for sign in ["", "-"] {
            let query = groupTerm + "&sort=" + sign + resource.keyAttribute
            guard let answer = await list(query, "Sorted \(sign)", statuses: [200], rule: FilterRules.sorted) else {
                continue
            }
            let rows = await whole(answer, query).rows
            let texts = rows.compactMap { row in byText.first { $0.id == row.id }?.text }
            let ascending = byText.map(\.text).sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
            let expected = sign.isEmpty ? ascending : ascending.reversed()
            session.expect(FilterRules.sorted, texts == expected, expected: "\(expected)", got: "\(texts)")
        }
    }
}
