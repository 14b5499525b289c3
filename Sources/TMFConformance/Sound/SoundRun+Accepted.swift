import TMFExchange
import TMFJSON

extension SoundRun {
    /// How long is waited between two looks at what was promised.
    private static let waits: [Duration] = [
        .milliseconds(10), .milliseconds(30), .milliseconds(60), .milliseconds(100),
    ]

    /// Judges whether what was answered with 202 in this part was carried out.
    mutating func judgeAccepted() async {
        var open = promises()
        let all = open
        guard !all.isEmpty else { return }
        for wait in [nil] + Self.waits.map(Optional.some) {
            if let wait { await session.exchange.pause(wait) }
            var left: [AcceptedRequest] = []
            for promise in open {
                guard let isKept = await isKept(promise) else { return }
                if !isKept { left.append(promise) }
            }
            open = left
            if open.isEmpty { break }
        }
        let rules: [(APIMethod, ConformanceRule, String)] = [
            (.post, SafetyRules.created, "the new resource"), (.patch, SafetyRules.patched, "the change"),
            (.delete, SafetyRules.deleted, "404"),
        ]
        for (method, rule, expected) in rules where all.contains(where: { $0.method == method }) {
            session.expectNone(
                rule,
                open.filter { $0.method == method }.map {
                    SoundFailure(expected: expected, got: "202 to \($0.method) \($0.path) and nothing of it")
                })
        }
    }

    /// What was promised; the changes of one resource as one, without what should have been refused.
    private func promises() -> [AcceptedRequest] {
        var result: [AcceptedRequest] = []
        var doubtful = Set(["id", "href"])
        let patches = session.accepted.filter { $0.method == .patch }
        for patch in patches {
            let isWrong = patch.body.names.contains { name in
                doubtful.contains(name)
                    || resource.mandatory.contains(name) && patch.body[name]?.isNull ?? false
            }
            if isWrong { doubtful.formUnion(patch.body.names) }
        }
        for request in session.accepted where [.post, .patch, .delete].contains(request.method) {
            var request = request
            if request.method == .patch {
                for name in request.body.names where doubtful.contains(name) { request.body[name] = nil }
                if let position = result.firstIndex(where: { $0.method == .patch && $0.path == request.path }) {
                    for member in request.body { result[position].body[member.name] = member.value }
                    continue
                }
            }
            if request.method == .delete || !request.body.names.isEmpty { result.append(request) }
        }
        return result
    }

    /// Whether what was promised is to be seen; `nil` if nothing is known, as the run may send no more.
    private mutating func isKept(_ promise: AcceptedRequest) async -> Bool? {
        let name = "What \(promise.method) promised"
        if promise.method == .post { return await isCreated(promise, name) }
        guard let response = await session.send(.get, promise.path, name: name) else { return nil }
        if promise.method == .delete {
            guard [404, 410].contains(response.status) else { return false }
            if let id = session.created.first(where: { session.path(of: $0) == promise.path }) {
                session.own.remove(id)
            }
            return true
        }
        guard response.status == 200, let document = session.json(of: response) else { return false }
        let now = JSONValue(document)
        return JSONDifference.changes(from: MergePatch(.object(promise.body)).applied(to: now), to: now).isEmpty
    }

    private mutating func isCreated(_ promise: AcceptedRequest, _ name: String) async -> Bool? {
        let text = promise.body[resource.keyAttribute]?.stringValue ?? ""
        if let id = promise.id {
            guard let response = await session.send(.get, session.path(of: id), name: name) else { return nil }
            guard response.status == 200, let document = session.json(of: response),
                document.root["id"].flatMap(SoundRow.identifier) == id
            else { return false }
            adopt(Own(id: id, sent: promise.body, document: document), text)
            return true
        }
        let target = session.collectionPath + "?" + Self.term(resource.keyAttribute, text)
        guard let response = await session.send(.get, target, name: name) else { return nil }
        let rows = session.json(of: response)?.root.elements.prefix(50).compactMap { SoundRow($0) } ?? []
        let known = session.own.existing.union(session.own.identifiers)
        guard
            let row = rows.first(where: { row in
                row.document.root[resource.keyAttribute]?.stringValue == text && !known.contains(row.id ?? "")
            }), let id = row.id
        else { return false }
        session.own.lostCreations = max(session.own.lostCreations - 1, 0)
        if session.own.add(id) == nil { adopt(Own(id: id, sent: promise.body, document: row.document), text) }
        return true
    }

    /// Takes a resource that came later to where the run has use for it.
    private mutating func adopt(_ own: Own, _ text: String) {
        guard session.created.contains(own.id), !owned.contains(where: { $0.id == own.id }) else { return }
        let suffix = ["2", "3", "4"].first { text == resource.keyText(session.marker, $0) }
        switch suffix {
        case "2" where first == nil: first = own
        case "2" where second == nil: second = own
        case "3" where changing == nil: changing = own
        case "4" where leaving == nil: leaving = own
        case nil where rich == nil: rich = own
        default: break
        }
    }
}
