import TMFExchange
import TMFJSON
import TMFModels

/// Changes a resource of the run, and checks the effects.
///
/// It yields the last known content of the resource.
struct ChangeResource: SoundPart {
    /// The resource to change.
    private(set) var changing: SoundCreation?
    /// The resources that must not change.
    private let others: [SoundCreation]

    init(_ changing: SoundCreation?, leaving others: [SoundCreation]) {
        self.changing = changing
        self.others = others.filter { $0.id != changing?.id }
    }

    /// The attributes that a server may set on its own when something else changes.
    private static let consequences: Set<String> = [
        "lastUpdate", "lastUpdateDate", "lastModified", "version", "revision",
    ]

    mutating func run(in world: inout SoundWorld) async -> SoundCreation? {
        await patch(in: &world)
        return changing
    }

    private mutating func patch(in world: inout SoundWorld) async {
        guard let own = changing, world.session.created.contains(own.id) else {
            world.session.note("PATCH was not tested, because the run has no resource to change.")
            return
        }
        guard let change = world.resource.firstChange(world.session.marker) else {
            world.session.note("PATCH was not tested, because there is no attribute that the run can change.")
            return
        }
        guard await make(change, of: own, in: &world) else { return }
        await changeMore(in: &world)
        await refusePatches(in: &world)
        await patchConditionally(in: &world)
    }

    /// Sends a change.
    private func send(
        _ change: JSONValue, as type: MediaType, name: String, headers: APIHeaders = [:], in world: inout SoundWorld
    ) async -> APIResponse? {
        guard let own = changing else { return nil }
        var headers = headers
        headers[.contentType] = type.text
        return await world.session.send(
            .patch, world.session.path(of: own.id), headers: headers, body: change.serialized(), name: name)
    }

    /// Makes the first change, in the media type of the kit; returns `false` if the server does not support PATCH.
    private mutating func make(
        _ change: JSONObject, of own: SoundCreation, in world: inout SoundWorld
    ) async -> Bool {
        let tag = await world.session.send(.get, world.session.path(of: own.id), name: "GET before PATCH")?.headers[
            "ETag"]
        guard let response = await send(.object(change), as: .json, name: "A change in application/json", in: &world)
        else {
            return false
        }
        if [404, 405, 501].contains(response.status), !world.resource.description.mandatoryMethods.contains(.patch) {
            world.session.note(
                "The server does not support PATCH (\(response.status)), which the conformance profile "
                    + "does not require.")
            return false
        }
        let isTaken = response.status != 415
        world.session.expect(PatchRules.json, isTaken, expected: "200", got: "415")
        guard response.status != 202 else {
            world.session.note("PATCH is carried out later (202), so its effect was not checked.")
            return false
        }
        if isTaken { await judge(response, to: change, PatchRules.applied, in: &world) }
        await judgeTag(tag, of: own, after: change, in: &world)
        for other in others {
            _ = await world.expect(
                PatchRules.othersUntouched, other.json, at: other.id, name: "Another resource after PATCH")
        }
        await filterByChange(own, in: &world)
        return true
    }

    /// Checks whether a changed resource has a new entity tag.
    private func judgeTag(
        _ tag: String?, of own: SoundCreation, after change: JSONObject, in world: inout SoundWorld
    ) async {
        guard let tag, let now = changing?.json, change.names.contains(where: { now[$0] != own.json[$0] }),
            let read = await world.session.send(
                .get, world.session.path(of: own.id), name: "The entity tag after PATCH")
        else { return }
        world.session.expect(
            PatchRules.tagChanges, read.headers[.eTag] != tag, expected: "an entity tag other than \(tag)", got: tag)
    }

    private func filterByChange(_ own: SoundCreation, in world: inout SoundWorld) async {
        guard let key = world.resource.keyAttribute else { return }
        for (suffix, isExpected) in [("5 changed", true), ("3", false)] {
            let text = world.resource.keyText(world.session.marker, suffix)
            guard
                let answer = await world.list(
                    FilterTerm.text(key, text), isExpected ? "The new value" : "The old value",
                    statuses: [200], rule: FilterRules.status)
            else { continue }
            let isFound = answer.rows.contains { $0.id == own.id }
            world.session.expect(
                PatchRules.filters, isFound == isExpected, expected: "\(isExpected ? "a" : "no") row with id \(own.id)",
                got: "\(answer.rows.count) rows")
        }
    }

    /// Checks the response to a change, and the resource that GET returns afterwards.
    private mutating func judge(
        _ response: APIResponse, to change: JSONObject, _ rule: ConformanceRule, in world: inout SoundWorld
    ) async {
        guard let own = changing else { return }
        let expected = MergePatch(.object(change)).applied(to: own.json)
        _ = world.expectStatus(PatchRules.status, response, isOneOf: [200, 202])
        // A wrong status does not tell whether the change was made.
        if (200..<300).contains(response.status), ![202, 204].contains(response.status) {
            world.expectContentType(PatchRules.contentType, response)
            if let document = world.object(rule, response) {
                compare(
                    JSONValue(document), with: expected, changed: Set(change.names), of: own, rule: rule, in: &world)
                world.judgeText(document)
            }
        } else if response.status >= 400 {
            world.session.expect(
                rule, false, expected: "the changed resource",
                got: "\(response.status) \(SoundWorld.start(of: response.body))")
        }
        guard (200..<300).contains(response.status) else { return }
        guard let read = await world.session.send(.get, world.session.path(of: own.id), name: "GET after PATCH"),
            world.expectStatus(PatchRules.persists, read, isOneOf: [200]),
            let document = world.object(PatchRules.persists, read)
        else { return }
        let got = JSONValue(document)
        let ignored = consequences(from: expected, to: got, of: own, in: world).subtracting(change.names)
        world.session.expectNone(
            PatchRules.persists, JSONDifference.changes(from: expected, to: got, ignoring: ignored).map(\.failure))
        changing?.document = document
    }

    /// Returns the attributes that a server may have set on its own together with a change: known ones, times, and
    /// attributes that neither the run nor any definition names.
    private func consequences(
        from before: JSONValue, to after: JSONValue, of own: SoundCreation, in world: SoundWorld
    ) -> Set<String> {
        let names = (before.objectValue?.names ?? []) + (after.objectValue?.names ?? [])
        let known = Self.consequences.union([world.resource.description.statusDateAttribute].compactMap(\.self))
        return known.union(
            names.filter { name in
                guard own.sent[name] == nil else { return false }
                return [before[name], after[name]].contains { JSONDifference.isTime($0) }
                    || world.resource.type(at: JSONPointer(tokens: [name])) == nil
            })
    }

    private func compare(
        _ got: JSONValue, with expected: JSONValue, changed: Set<String>, of own: SoundCreation, rule: ConformanceRule,
        in world: inout SoundWorld
    ) {
        let differences = JSONDifference.changes(from: expected, to: got)
        let ignored = consequences(from: expected, to: got, of: own, in: world)
        let isChanged: (JSONDifference) -> Bool = { changed.contains($0.pointer.tokens.first ?? "") }
        world.session.expectNone(rule, differences.filter(isChanged).map(\.failure))
        world.session.expectNone(
            PatchRules.nothingElse,
            differences.filter { !isChanged($0) && !ignored.contains($0.pointer.tokens.first ?? "") }
                .map(\.failure))
    }

    private mutating func changeMore(in world: inout SoundWorld) async {
        var type = MediaType.mergePatch
        for (name, change, rule) in world.resource.changes(world.session.marker) {
            guard var response = await send(.object(change), as: type, name: name, in: &world) else { return }
            if type == .mergePatch {
                world.session.expect(PatchRules.mergeType, response.status != 415, expected: "200", got: "415")
                if response.status == 415 {
                    type = .json
                    guard let again = await send(.object(change), as: type, name: name, in: &world) else { return }
                    response = again
                }
            }
            await judge(response, to: change, rule, in: &world)
        }
    }

    /// Returns the last known content of the resource.
    private func current(_ own: SoundCreation) -> JSONValue { changing?.json ?? own.json }

    // MARK: - Changes that must be rejected

    private mutating func refusePatches(in world: inout SoundWorld) async {
        guard let own = changing else { return }
        for name in ["id", "href"] {
            let other: JSONValue = .string("other-" + world.session.marker)
            var change: JSONObject = [name: other]
            let key = world.resource.keyAttribute
            if let key { change[key] = .string("changed with \(name)") }
            guard let response = await send(.object(change), as: .json, name: "Another \(name)", in: &world) else {
                return
            }
            let got = world.session.json(of: response)?.root[name]?.stringValue
            world.session.expect(
                PatchRules.fixed, response.status >= 400 || got != other.stringValue,
                expected: "a rejection, or no change",
                got: "\(response.status) \(SoundWorld.start(of: response.body))")
            let isRefused = response.status >= 400
            // A change that is not rejected may have changed the rest of the resource.
            let now = current(own)
            let ignored =
                isRefused
                ? [] : consequences(from: now, to: now, of: own, in: world).union([key].compactMap(\.self))
            let rule = isRefused ? PatchRules.refused : PatchRules.fixed
            if let document = await world.expect(
                rule, now, at: own.id, name: "After another \(name)", ignoring: ignored)
            {
                changing?.document = document
            }
        }
        await refuseBadBody(in: &world)
        await refuseRemoval(in: &world)
    }

    private func refuseBadBody(in world: inout SoundWorld) async {
        guard let own = changing else { return }
        let body = Array(#"{"\#(world.resource.keyAttribute ?? "name")": "half"#.utf8)
        if let response = await world.session.send(
            .patch, world.session.path(of: own.id), headers: [.contentType: MediaType.json.text], body: body,
            name: "A body that is not JSON")
        {
            if world.expectStatus(PatchRules.badBody, response, isOneOf: [400]) { world.judgeError(response) }
        }
        _ = await world.expect(PatchRules.refused, current(own), at: own.id, name: "After a body that is not JSON")
    }

    private func refuseRemoval(in world: inout SoundWorld) async {
        guard let own = changing else { return }
        for name in world.resource.mandatory {
            guard let response = await send([name: nil], as: .json, name: "Without \(name)", in: &world) else {
                return
            }
            let before = current(own)
            guard
                let read = await world.session.send(
                    .get, world.session.path(of: own.id), name: "After removing \(name)")
            else {
                return
            }
            let document = world.session.json(of: read)
            let isThere = !(document?.root[name]?.isNull ?? true)
            world.session.expect(
                PatchRules.mandatory, isThere, at: JSONPointer(tokens: [name]), expected: "\(name)", got: "nothing")
            if response.status >= 400 {
                world.session.expectNone(
                    PatchRules.refused,
                    JSONDifference.changes(from: before, to: document.map { JSONValue($0) } ?? .null).map(\.failure))
            }
        }
    }

    private func patchConditionally(in world: inout SoundWorld) async {
        guard let own = changing,
            let read = await world.session.send(.get, world.session.path(of: own.id), name: "GET with an entity tag"),
            read.headers[.eTag] != nil
        else { return }
        let tag = #""none-\#(world.session.marker)""#
        let status = world.resource.status?.attribute
        guard let change = status.map({ [$0: "other"] }) ?? world.resource.firstChange(world.session.marker),
            let response = await send(
                .object(change), as: .json, name: "PATCH with a different entity tag", headers: [.ifMatch: tag],
                in: &world)
        else { return }
        world.session.expect(PatchRules.ifMatch, response.status == 412, expected: "412", got: "\(response.status)")
    }
}
