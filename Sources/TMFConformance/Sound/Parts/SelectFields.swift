import TMFExchange
import TMFJSON
import TMFQuery

/// Selects attributes of resources, and checks the responses against the known rows.
struct SelectFields: SoundPart {
    var known: KnownRows
    let owned: [SoundCreation]
    /// A resource that the run created.
    let own: SoundCreation?

    private static let always: Set<String> = ["id", "href", "@type"]

    mutating func run(in world: inout SoundWorld) async {
        let whole = world.isReadOnly ? known.listing.rows.last?.document : own?.document
        let (key, nested) = (world.resource.keyAttribute, world.resource.nestedPath?.outer)
        let names = world.resource.script.compared + [nested].compactMap(\.self)
        for name in names { await selectInList([name], in: &world) }
        await selectInList([key, "@type"].compactMap(\.self), in: &world)
        guard let whole, let id = SoundRow(whole).id else { return }
        for name in names { await selectInResource([name], of: whole, id: id, in: &world) }
        let several = [key, nested].compactMap(\.self)
        if !several.isEmpty { await selectInResource(several, of: whole, id: id, in: &world) }
        await selectUnknown(whole, id, in: &world)
        await selectInFilter([key ?? "id"], of: whole, id: id, in: &world)
    }

    private static func query(_ names: [String]) -> String {
        "fields=" + names.map { PercentEncoding.encoded($0, keeping: "@") }.joined(separator: ",")
    }

    private mutating func selectInList(_ names: [String], isAgain: Bool = false, in world: inout SoundWorld) async {
        guard
            let answer = await world.list(
                Self.query(names), "List with \(names.joined(separator: ","))", statuses: [200],
                rule: FieldsRules.status)
        else { return }
        let ids = answer.rows.map(\.id)
        let isWhole = answer.rows.count == known.plainCount && ids == Array(known.listing.ids.prefix(known.plainCount))
        if !isWhole, !isAgain, await known.areChanged(owned, in: &world) {
            return await selectInList(names, isAgain: true, in: &world)
        }
        world.session.expect(
            FieldsRules.rows, isWhole || !known.listing.isComplete,
            expected: "the \(known.plainCount) rows of the list in the same order",
            got: "\(answer.rows.count) rows")
        var failures = Projection()
        let rows = Dictionary(known.listing.rows.map { ($0.id ?? "", $0.document) }) { first, _ in first }
        for (position, row) in answer.rows.enumerated() {
            failures.judge(
                row.document, of: rows[row.id ?? ""], names, at: JSONPointer().appending(index: position))
        }
        record(failures, in: &world)
    }

    private func selectInResource(
        _ names: [String], of whole: JSONDocument, id: String, in world: inout SoundWorld
    ) async {
        let target = world.session.path(of: id) + "?" + Self.query(names)
        guard
            let response = await world.session.send(
                .get, target, name: "Resource with \(names.joined(separator: ","))"),
            world.expectStatus(FieldsRules.status, response, isOneOf: [200]),
            let document = world.object(FieldsRules.asked, response)
        else { return }
        var failures = Projection()
        failures.judge(document, of: whole, names, at: JSONPointer())
        record(failures, in: &world)
    }

    private func selectUnknown(_ whole: JSONDocument, _ id: String, in world: inout SoundWorld) async {
        for (name, rule) in [("xUnknown", FieldsRules.unknown), ("none", FieldsRules.none)] {
            let target = world.session.path(of: id) + "?fields=" + name
            guard let response = await world.session.send(.get, target, name: "fields=\(name)"),
                world.expectStatus(rule, response, isOneOf: [200])
            else { continue }
            var failures = Projection()
            if let document = world.session.json(of: response) {
                failures.judge(document, of: whole, [], at: JSONPointer())
            } else {
                failures.exact.append(SoundFailure(expected: "an object", got: SoundWorld.start(of: response.body)))
            }
            world.session.expectNone(rule, failures.exact + failures.idHref)
        }
    }

    private func selectInFilter(
        _ names: [String], of whole: JSONDocument, id: String, in world: inout SoundWorld
    ) async {
        guard
            let answer = await world.list(
                FilterTerm.text("id", id) + "&" + Self.query(names), "Filter and fields", statuses: [200],
                rule: FieldsRules.status)
        else { return }
        world.session.expect(
            FieldsRules.rows, answer.rows.map(\.id) == [id], expected: "one row with id \(id)",
            got: "\(answer.rows.count) rows")
        var failures = Projection()
        for (position, row) in answer.rows.enumerated() {
            failures.judge(
                row.document, of: row.id == id ? whole : nil, names,
                at: JSONPointer().appending(index: position))
        }
        record(failures, in: &world)
    }

    private func record(_ failures: Projection, in world: inout SoundWorld) {
        world.session.expectNone(FieldsRules.asked, failures.asked)
        world.session.expectNone(FieldsRules.exact, failures.exact)
        world.session.expectNone(FieldsRules.idHref, failures.idHref)
        world.session.expectNone(FieldsRules.type, failures.type)
        world.session.expectNone(FieldsRules.values, failures.values)
    }

    /// The problems in resources for which only some attributes were requested.
    private struct Projection {
        var asked: [SoundFailure] = []
        var exact: [SoundFailure] = []
        var idHref: [SoundFailure] = []
        var type: [SoundFailure] = []
        var values: [SoundFailure] = []

        /// Returns whether a member is present; `null` counts as absent.
        private func has(_ document: JSONDocument, _ name: String) -> Bool {
            !(document.root[name]?.isNull ?? true)
        }

        /// Checks a part of a resource, against the complete resource if it is known.
        mutating func judge(_ part: JSONDocument, of whole: JSONDocument?, _ names: [String], at place: JSONPointer) {
            guard part.root.kind == .object else { return }
            for name in names where !has(part, name) && whole.map({ has($0, name) }) ?? false {
                asked.append(.init(pointer: place.appending(name), expected: name, got: "nothing"))
            }
            let allowed = SelectFields.always.union(names)
            let others = part.root.members.filter { !$0.value.isNull }.map(\.name).filter { !allowed.contains($0) }
            if let first = others.first {
                exact.append(
                    .init(
                        pointer: place.appending(first), expected: "nothing except \(allowed.sorted())",
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
                        pointer: place.appending(member.name), expected: SoundWorld.text(other),
                        got: SoundWorld.text(member.value)))
            }
        }
    }
}
