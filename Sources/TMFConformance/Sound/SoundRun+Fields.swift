import TMFExchange
import TMFJSON
import TMFQuery

extension SoundRun {
    private static let always: Set<String> = ["id", "href", "@type"]

    mutating func selectFields() async {
        let whole = isReadOnly ? listing.rows.last?.document : (first ?? rich)?.document
        let names = resource.kit.compared + [resource.nestedPath[0]]
        for name in names { await selectInList([name]) }
        await selectInList([resource.keyAttribute, "@type"])
        guard let whole, let id = SoundRow(whole).id else { return }
        for name in names { await selectInResource([name], whole, id) }
        await selectInResource([resource.keyAttribute, resource.nestedPath[0]], whole, id)
        await selectUnknown(whole, id)
        await selectInFilter(whole, id)
    }

    private static func query(_ names: [String]) -> String {
        "fields=" + names.map { PercentEncoding.encoded($0, keeping: "@") }.joined(separator: ",")
    }

    private mutating func selectInList(_ names: [String], isAgain: Bool = false) async {
        guard
            let answer = await list(
                Self.query(names), "List with \(names.joined(separator: ","))", statuses: [200],
                rule: FieldsRules.status)
        else { return }
        let ids = answer.rows.map(\.id)
        let isWhole = answer.rows.count == plainCount && ids == Array(listing.ids.prefix(plainCount))
        if !isWhole, !isAgain, listing.isComplete, await isListChanged() {
            return await selectInList(names, isAgain: true)
        }
        session.expect(
            FieldsRules.rows, isWhole || !listing.isComplete,
            expected: "the \(plainCount) rows of the list in their order",
            got: "\(answer.rows.count) rows")
        var failures = Projection()
        let rows = Dictionary(listing.rows.map { ($0.id ?? "", $0.document) }) { first, _ in first }
        for (position, row) in answer.rows.enumerated() {
            failures.judge(
                row.document, of: rows[row.id ?? ""], names, at: JSONPointer().appending(index: position))
        }
        record(failures)
    }

    private mutating func selectInResource(_ names: [String], _ whole: JSONDocument, _ id: String) async {
        let target = session.path(of: id) + "?" + Self.query(names)
        guard
            let response = await session.send(.get, target, name: "Resource with \(names.joined(separator: ","))"),
            expectStatus(FieldsRules.status, response, [200]), let document = object(FieldsRules.asked, response)
        else { return }
        var failures = Projection()
        failures.judge(document, of: whole, names, at: JSONPointer())
        record(failures)
    }

    private mutating func selectUnknown(_ whole: JSONDocument, _ id: String) async {
        for (name, rule) in [("xUnknown", FieldsRules.unknown), ("none", FieldsRules.none)] {
            let target = session.path(of: id) + "?fields=" + name
            guard let response = await session.send(.get, target, name: "fields=\(name)"),
                expectStatus(rule, response, [200])
            else { continue }
            var failures = Projection()
            if let document = session.json(of: response) {
                failures.judge(document, of: whole, [], at: JSONPointer())
            } else {
                failures.exact.append(SoundFailure(expected: "an object", got: Self.start(of: response.body)))
            }
            session.expectNone(rule, failures.exact + failures.idHref)
        }
    }

    private mutating func selectInFilter(_ whole: JSONDocument, _ id: String) async {
        guard
            let answer = await list(
                Self.term("id", id) + "&" + Self.query([resource.keyAttribute]), "Filter and fields", statuses: [200],
                rule: FieldsRules.status)
        else { return }
        session.expect(
            FieldsRules.rows, answer.rows.map(\.id) == [id], expected: "one row with id \(id)",
            got: "\(answer.rows.count) rows")
        var failures = Projection()
        for (position, row) in answer.rows.enumerated() {
            failures.judge(
                row.document, of: row.id == id ? whole : nil, [resource.keyAttribute],
                at: JSONPointer().appending(index: position))
        }
        record(failures)
    }

    private mutating func record(_ failures: Projection) {
        session.expectNone(FieldsRules.asked, failures.asked)
        session.expectNone(FieldsRules.exact, failures.exact)
        session.expectNone(FieldsRules.idHref, failures.idHref)
        session.expectNone(FieldsRules.type, failures.type)
        session.expectNone(FieldsRules.values, failures.values)
    }

    /// What is wrong with resources of which only some attributes were asked for.
    private struct Projection {
        var asked: [SoundFailure] = []
        var exact: [SoundFailure] = []
        var idHref: [SoundFailure] = []
        var type: [SoundFailure] = []
        var values: [SoundFailure] = []

        /// Whether a member is there; one that is `null` is not.
        private func has(_ document: JSONDocument, _ name: String) -> Bool {
            !(document.root[name]?.isNull ?? true)
        }

        /// Judges a part of a resource, by the whole of it if that is known.
        mutating func judge(_ part: JSONDocument, of whole: JSONDocument?, _ names: [String], at place: JSONPointer) {
            guard part.root.kind == .object else { return }
            for name in names where !has(part, name) && whole.map({ has($0, name) }) ?? false {
                asked.append(.init(pointer: place.appending(name), expected: name, got: "nothing"))
            }
            let allowed = SoundRun.always.union(names)
            let others = part.root.members.filter { !$0.value.isNull }.map(\.name).filter { !allowed.contains($0) }
            if let first = others.first {
                exact.append(
                    .init(
                        pointer: place.appending(first), expected: "nothing beside \(allowed.sorted())",
                        got: "also \(others)"))
            }
            for name in ["id", "href"] where !has(part, name) {
                idHref.append(.init(pointer: place.appending(name), expected: name, got: "nothing"))
            }
            if !has(part, "@type"), whole.map({ has($0, "@type") }) ?? false {
                type.append(.init(pointer: place.appending("@type"), expected: "@type", got: "nothing"))
            }
            guard let whole else { return }
            for member in part.root.members where !member.value.isNull {
                guard let other = whole.root[member.name], JSONValue(other) != JSONValue(member.value) else { continue }
                values.append(
                    .init(
                        pointer: place.appending(member.name), expected: SoundRun.text(other),
                        got: SoundRun.text(member.value)))
            }
        }
    }
}
