import TMFExchange
import TMFJSON
import TMFModels

/// Checks that requests that received 202 in the previous part were carried out.
///
/// It yields the resources of the run that are known afterwards, including those that appeared later.
struct JudgePromises: SoundPart {
    var created: SoundCreations

    /// The waiting times between two checks of a promise.
    private static let waits: [Duration] = [
        .milliseconds(10), .milliseconds(30), .milliseconds(60), .milliseconds(100),
    ]

    mutating func run(in world: inout SoundWorld) async -> SoundCreations {
        await judge(in: &world)
        return created
    }

    private mutating func judge(in world: inout SoundWorld) async {
        var open = promises(in: world)
        let all = open
        guard !all.isEmpty else { return }
        for wait in [nil] + Self.waits.map(Optional.some) {
            if let wait { await world.session.exchange.pause(wait) }
            var left: [AcceptedRequest] = []
            for promise in open {
                guard let isKept = await isKept(promise, in: &world) else { return }
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
            world.session.expectNone(
                rule,
                open.filter { $0.method == method }.map {
                    SoundFailure(expected: expected, got: "202 to \($0.method) \($0.path) without an effect")
                })
        }
    }

    /// Returns the promises, combining the changes of each resource and leaving out requests that should have been
    /// rejected.
    private func promises(in world: SoundWorld) -> [AcceptedRequest] {
        var result: [AcceptedRequest] = []
        var doubtful = Set(["id", "href"])
        let patches = world.session.accepted.filter { $0.method == .patch }
        for patch in patches {
            let isWrong = patch.body.names.contains { name in
                doubtful.contains(name)
                    || world.resource.mandatory.contains(name) && patch.body[name]?.isNull ?? false
            }
            if isWrong { doubtful.formUnion(patch.body.names) }
        }
        for request in world.session.accepted where [.post, .patch, .delete].contains(request.method) {
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

    /// Returns whether a promise was kept, or `nil` if it is unknown because the run may not send more requests.
    private mutating func isKept(_ promise: AcceptedRequest, in world: inout SoundWorld) async -> Bool? {
        let name = "The effect of \(promise.method)"
        if promise.method == .post { return await isCreated(promise, name, in: &world) }
        guard let response = await world.session.send(.get, promise.path, name: name) else { return nil }
        if promise.method == .delete {
            guard [404, 410].contains(response.status) else { return false }
            if let id = world.session.created.first(where: { world.session.path(of: $0) == promise.path }) {
                world.session.own.remove(id)
            }
            return true
        }
        guard response.status == 200, let document = world.session.json(of: response) else { return false }
        let now = JSONValue(document)
        return JSONDifference.changes(from: MergePatch(.object(promise.body)).applied(to: now), to: now).isEmpty
    }

    private mutating func isCreated(
        _ promise: AcceptedRequest, _ name: String, in world: inout SoundWorld
    ) async -> Bool? {
        let key = world.resource.keyAttribute
        let text = key.flatMap { promise.body[$0]?.stringValue } ?? ""
        if let id = promise.id {
            guard let response = await world.session.send(.get, world.session.path(of: id), name: name) else {
                return nil
            }
            guard response.status == 200, let document = world.session.json(of: response),
                document.root.resourceIdentifier == id
            else { return false }
            adopt(SoundCreation(id: id, sent: promise.body, document: document), text, in: world)
            return true
        }
        guard let key else { return false }
        let target = world.session.collectionPath + "?" + FilterTerm.text(key, text)
        guard let response = await world.session.send(.get, target, name: name) else { return nil }
        let rows = world.session.json(of: response)?.root.elements.prefix(50).compactMap { SoundRow($0) } ?? []
        let known = world.session.own.existing.union(world.session.own.identifiers)
        guard
            let row = rows.first(where: { row in
                row.document.root[key]?.stringValue == text && !known.contains(row.id ?? "")
            }), let id = row.id
        else { return false }
        world.session.own.lostCreations = max(world.session.own.lostCreations - 1, 0)
        if world.session.own.add(id) == nil {
            adopt(SoundCreation(id: id, sent: promise.body, document: row.document), text, in: world)
        }
        return true
    }

    /// Assigns a resource that appeared later to the purpose that it was created for.
    private mutating func adopt(_ own: SoundCreation, _ text: String, in world: SoundWorld) {
        guard world.session.created.contains(own.id), !created.all.contains(where: { $0.id == own.id }) else { return }
        let suffix = ["2", "3", "4"].first { text == world.resource.keyText(world.session.marker, $0) }
        switch suffix {
        case "2" where created.first == nil: created.first = own
        case "2" where created.second == nil: created.second = own
        case "3" where created.changing == nil: created.changing = own
        case "4" where created.leaving == nil: created.leaving = own
        case nil where created.rich == nil: created.rich = own
        default: break
        }
    }
}
