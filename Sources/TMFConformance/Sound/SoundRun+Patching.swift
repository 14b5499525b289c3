import TMFExchange
import TMFJSON

extension SoundRun {
    /// What a server may set by itself when something else changes.
    private static let consequences: Set<String> = [
        "lastUpdate", "lastUpdateDate", "lastModified", "statusChangeDate", "version", "revision",
    ]

    mutating func patch() async {
        guard let own = changing, session.created.contains(own.id) else {
            session.note("PATCH was not tried, as there is no resource of the run to change.")
            return
        }
        guard await changeKey(own) else { return }
        await changeMore()
        await refusePatches()
        await patchConditionally()
    }

    /// Sends a change.
    private mutating func send(
        _ change: JSONValue, _ type: MediaType, _ name: String, headers: APIHeaders = [:]
    ) async -> APIResponse? {
        guard let own = changing else { return nil }
        var headers = headers
        headers[.contentType] = type.text
        return await session.send(
            .patch, session.path(of: own.id), headers: headers, body: change.serialized(), name: name)
    }

    /// Makes the change that the kit makes; `false` if the server has no PATCH.
    private mutating func changeKey(_ own: Own) async -> Bool {
        let before = resource.keyText(session.marker, "3")
        let after = resource.keyText(session.marker, "5 changed")
        let change: JSONObject = [resource.keyAttribute: .string(after)]
        let tag = await session.send(.get, session.path(of: own.id), name: "GET before PATCH")?.headers[.eTag]
        guard let response = await send(.object(change), .json, "A change in application/json") else {
            return false
        }
        if [404, 405, 501].contains(response.status), !resource.mandatoryMethods.contains(.patch) {
            session.note("The server has no PATCH (\(response.status)), which the conformance profile leaves open.")
            return false
        }
        let isTaken = response.status != 415
        session.expect(PatchRules.json, isTaken, expected: "200", got: "415")
        guard response.status != 202 else {
            session.note("PATCH is carried out later (202), so what it changes was not looked at.")
            return false
        }
        if isTaken { await judge(response, to: change, PatchRules.applied) }
        await judgeTag(own, tag)
        for other in owned where other.id != own.id {
            _ = await expect(
                PatchRules.othersUntouched, other.json, at: other.id, name: "Another resource after PATCH")
        }
        await filterByChange(own, before: before, after: after)
        return true
    }

    /// Judges whether a changed resource has another entity tag than before.
    private mutating func judgeTag(_ own: Own, _ tag: String?) async {
        guard let tag, changing?.json[resource.keyAttribute] != own.json[resource.keyAttribute],
            let read = await session.send(.get, session.path(of: own.id), name: "The entity tag after PATCH")
        else { return }
        session.expect(
            PatchRules.tagChanges, read.headers[.eTag] != tag, expected: "another entity tag than \(tag)", got: tag)
    }

    private mutating func filterByChange(_ own: Own, before: String, after: String) async {
        for (text, isExpected) in [(after, true), (before, false)] {
            guard
                let answer = await list(
                    Self.term(resource.keyAttribute, text), isExpected ? "The new value" : "The old value",
                    statuses: [200], rule: FilterRules.status)
            else { continue }
            let isFound = answer.rows.contains { $0.id == own.id }
            session.expect(
                PatchRules.filters, isFound == isExpected, expected: "\(isExpected ? "a" : "no") row with id \(own.id)",
                got: "\(answer.rows.count) rows")
        }
    }

    /// Judges the answer to a change, and what GET answers then.
    private mutating func judge(_ response: APIResponse, to change: JSONObject, _ rule: ConformanceRule) async {
        guard let own = changing else { return }
        let expected = MergePatch(.object(change)).applied(to: own.json)
        _ = expectStatus(PatchRules.status, response, [200, 202])
        // A wrong status does not tell what became of the change.
        if (200..<300).contains(response.status), ![202, 204].contains(response.status) {
            expectContentType(PatchRules.contentType, response)
            if let document = object(rule, response) {
                compare(JSONValue(document), with: expected, changed: Set(change.names), own, rule)
                judgeText(document)
            }
        } else if response.status >= 400 {
            session.expect(
                rule, false, expected: "the changed resource",
                got: "\(response.status) \(Self.start(of: response.body))")
        }
        guard (200..<300).contains(response.status) else { return }
        guard let read = await session.send(.get, session.path(of: own.id), name: "GET after PATCH"),
            expectStatus(PatchRules.persists, read, [200]), let document = object(PatchRules.persists, read)
        else { return }
        let got = JSONValue(document)
        let ignored = consequences(from: expected, to: got, of: own).subtracting(change.names)
        session.expectNone(
            PatchRules.persists, JSONDifference.changes(from: expected, to: got, ignoring: ignored).map(\.failure))
        changing?.document = document
    }

    /// What a server may have set by itself when it made a change: what it is known to set, times, and attributes that
    /// neither the run nor any definition names.
    private func consequences(from before: JSONValue, to after: JSONValue, of own: Own) -> Set<String> {
        let names = (before.objectValue?.names ?? []) + (after.objectValue?.names ?? [])
        return Self.consequences.union(
            names.filter { name in
                guard own.sent[name] == nil else { return false }
                return [before[name], after[name]].contains { JSONDifference.isTime($0) }
                    || resource.type(at: JSONPointer(tokens: [name])) == nil
            })
    }

    private mutating func compare(
        _ got: JSONValue, with expected: JSONValue, changed: Set<String>, _ own: Own, _ rule: ConformanceRule
    ) {
        let differences = JSONDifference.changes(from: expected, to: got)
        let ignored = consequences(from: expected, to: got, of: own)
        let isChanged: (JSONDifference) -> Bool = { changed.contains($0.pointer.tokens.first ?? "") }
        session.expectNone(rule, differences.filter(isChanged).map(\.failure))
        session.expectNone(
            PatchRules.nothingElse,
            differences.filter { !isChanged($0) && !ignored.contains($0.pointer.tokens.first ?? "") }
                .map(\.failure))
    }

    private mutating func changeMore() async {
        let array = resource.arrayChange
        let period: JSONObject = ["endDateTime": "2024-06-30T00:00:00Z"]
        let changes: [(name: String, change: JSONObject, rule: ConformanceRule)] = [
            ("A change in a merge patch", ["status": .string(resource.status)], PatchRules.applied),
            ("An array", [array.name: array.after], PatchRules.arrays),
            ("A part of an object", [resource.periodAttribute: .object(period)], PatchRules.merges),
            ("null in an object", [resource.periodAttribute: ["endDateTime": nil]], PatchRules.nullRemoves),
            ("null", [array.name: nil], PatchRules.nullRemoves),
        ]
        var type = MediaType.mergePatch
        for (name, change, rule) in changes {
            guard var response = await send(.object(change), type, name) else { return }
            if type == .mergePatch {
                session.expect(PatchRules.mergeType, response.status != 415, expected: "200", got: "415")
                if response.status == 415 {
                    type = .json
                    guard let again = await send(.object(change), type, name) else { return }
                    response = again
                }
            }
            await judge(response, to: change, rule)
        }
    }

    // MARK: - Changes that are to be refused

    private mutating func refusePatches() async {
        guard let own = changing else { return }
        for name in ["id", "href"] {
            let other: JSONValue = .string("other-" + session.marker)
            let change: JSONObject = [name: other, resource.keyAttribute: .string("changed with \(name)")]
            guard let response = await send(.object(change), .json, "Another \(name)") else { return }
            let got = session.json(of: response)?.root[name]?.stringValue
            session.expect(
                PatchRules.fixed, response.status >= 400 || got != other.stringValue,
                expected: "a refusal, or no change",
                got: "\(response.status) \(Self.start(of: response.body))")
            let isRefused = response.status >= 400
            // What is not refused may have changed the rest of it.
            let now = own.current(in: self)
            let ignored = isRefused ? [] : consequences(from: now, to: now, of: own).union([resource.keyAttribute])
            let rule = isRefused ? PatchRules.refused : PatchRules.fixed
            if let document = await expect(
                rule, own.current(in: self), at: own.id, name: "After another \(name)", ignoring: ignored)
            {
                changing?.document = document
            }
        }
        await refuseBadBody()
        await refuseRemoval()
    }

    private mutating func refuseBadBody() async {
        guard let own = changing else { return }
        let body = Array(#"{"\#(resource.keyAttribute)": "half"#.utf8)
        if let response = await session.send(
            .patch, session.path(of: own.id), headers: [.contentType: MediaType.json.text], body: body,
            name: "A body that is not JSON")
        {
            if expectStatus(PatchRules.badBody, response, [400]) { judgeError(response) }
        }
        _ = await expect(PatchRules.refused, own.current(in: self), at: own.id, name: "After a body that is not JSON")
    }

    private mutating func refuseRemoval() async {
        guard let own = changing else { return }
        for name in resource.mandatory {
            guard let response = await send([name: nil], .json, "Without \(name)") else { return }
            let before = own.current(in: self)
            guard let read = await session.send(.get, session.path(of: own.id), name: "After it lost \(name)") else {
                return
            }
            let document = session.json(of: read)
            let isThere = !(document?.root[name]?.isNull ?? true)
            session.expect(
                PatchRules.mandatory, isThere, at: JSONPointer(tokens: [name]), expected: "\(name)", got: "nothing")
            if response.status >= 400 {
                session.expectNone(
                    PatchRules.refused,
                    JSONDifference.changes(from: before, to: document.map { JSONValue($0) } ?? .null).map(\.failure))
            }
        }
    }

    private mutating func patchConditionally() async {
        guard let own = changing,
            let read = await session.send(.get, session.path(of: own.id), name: "GET with an entity tag"),
            read.headers[.eTag] != nil
        else { return }
        let tag = #""none-\#(session.marker)""#
        guard
            let response = await send(
                ["status": "other"], .json, "PATCH of another state", headers: [.ifMatch: tag])
        else { return }
        session.expect(PatchRules.ifMatch, response.status == 412, expected: "412", got: "\(response.status)")
    }
}

extension SoundRun.Own {
    /// What the resource that is being changed said last.
    fileprivate func current(in run: SoundRun) -> JSONValue { run.changing?.json ?? json }
}
