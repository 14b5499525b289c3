import TMFExchange
import TMFJSON
import TMFModels

/// Sends requests that must be rejected.
///
/// It yields the content of one of the resources after a PUT, which the API does not define.
struct RefuseRequests: SoundPart {
    /// The identifier of a resource to read.
    let id: String?
    /// A resource of the run.
    var second: SoundCreation?

    mutating func run(in world: inout SoundWorld) async -> SoundCreation? {
        await refuse(
            Array(#"{"\#(world.resource.keyAttribute ?? "name")": "half"#.utf8), name: "A body that is not JSON",
            rule: ErrorRules.badJSON, in: &world)
        await refuse(Array("[]".utf8), name: "An array", rule: ErrorRules.notObject, in: &world)
        await refuse(Array("null".utf8), name: "null", rule: ErrorRules.notObject, in: &world)
        await refuse([], name: "No body", rule: ErrorRules.noBody, in: &world)
        for name in world.resource.mandatory { await refuseWithout(name, in: &world) }
        for (path, attribute, value) in world.resource.nestedLacks {
            await refuse(
                body(in: world) { $0[attribute] = value }, name: "Without \(path)", rule: ErrorRules.missingNested,
                in: &world)
        }
        for (name, value) in world.resource.wrongValues {
            await refuse(
                body(in: world) { $0[name] = value }, name: "\(name) of the wrong type", rule: ErrorRules.wrongType,
                in: &world)
        }
        await useOtherTypes(in: &world)
        await lookForRefused(in: &world)
        await useOtherMethods(in: &world)
        return second
    }

    /// Returns a body that must be rejected because of a change in it.
    private func body(in world: SoundWorld, _ change: (inout JSONObject) -> Void) -> [UInt8] {
        var body = world.resource.refused(world.session.marker)
        change(&body)
        return JSONValue.object(body).serialized()
    }

    @discardableResult
    private func refuse(
        _ body: [UInt8], name: String, rule: ConformanceRule, in world: inout SoundWorld
    ) async -> APIResponse? {
        guard
            let response = await world.session.send(
                .post, world.session.collectionPath, headers: SoundWorld.json, body: body, name: name)
        else { return nil }
        let isSyntax = [ErrorRules.badJSON.id, ErrorRules.noBody.id].contains(rule.id)
        if world.expectStatus(rule, response, isOneOf: isSyntax ? [400] : [400, 422]) { world.judgeError(response) }
        return response
    }

    private func refuseWithout(_ name: String, in world: inout SoundWorld) async {
        let body = body(in: world) { $0[name] = nil }
        guard let response = await refuse(body, name: "Without \(name)", rule: ErrorRules.missing, in: &world),
            response.status >= 400
        else {
            return
        }
        world.session.expect(
            ErrorRules.missingNamed, response.holds(name), expected: "\(name) in the body",
            got: SoundWorld.start(of: response.body))
    }

    private func useOtherTypes(in world: inout SoundWorld) async {
        if let response = await world.session.send(
            .post, world.session.collectionPath, headers: [.contentType: "text/plain"],
            body: body(in: world) { _ in },
            name: "A body with another media type")
        {
            if world.expectStatus(ErrorRules.mediaType, response, isOneOf: [415]) { world.judgeError(response) }
        }
        guard let id,
            let response = await world.session.send(
                .get, world.session.path(of: id), headers: [.accept: "application/xml"],
                name: "GET that accepts only XML")
        else { return }
        world.session.expect(
            ErrorRules.notAcceptable, response.status == 406, expected: "406", got: "\(response.status)")
    }

    /// Checks whether a rejected resource exists nevertheless.
    private func lookForRefused(in world: inout SoundWorld) async {
        guard let group = world.resource.groupAttribute else { return }
        let refusedText = SoundResource.refusedText(world.session.marker)
        let query = FilterTerm.text(group, refusedText)
        guard
            let answer = await world.list(query, "The rejected resource", statuses: [200], rule: FilterRules.status)
        else { return }
        let created = Set(world.session.created)
        world.session.expectNone(
            ErrorRules.createsNothing,
            answer.rows.enumerated().compactMap { position, row in
                guard row.document.root[group]?.stringValue == refusedText,
                    // Accepted requests are checked elsewhere.
                    let id = row.id, !created.contains(id)
                else { return nil }
                _ = world.session.own.add(id)
                return SoundFailure(
                    pointer: JSONPointer().appending(index: position), expected: "no rejected resource",
                    got: row.shown)
            })
    }

    private mutating func useOtherMethods(in world: inout SoundWorld) async {
        guard let second, world.session.created.contains(second.id) else { return }
        guard
            let response = await world.session.send(
                .put, world.session.path(of: second.id), headers: SoundWorld.json, body: second.document.bytes,
                name: "PUT, which the API does not define")
        else { return }
        world.session.expect(ErrorRules.method, response.status == 405, expected: "405", got: "\(response.status)")
        if response.status < 400,
            let read = await world.session.send(.get, world.session.path(of: second.id), name: "GET after PUT"),
            read.status == 200, let document = world.session.json(of: read)
        {
            // The effect of PUT on this resource differs from the effect of DELETE on another.
            self.second?.document = document
        }
        guard response.status == 405 else { return }
        let allow = response.headers[.allow]
        world.session.expect(
            ErrorRules.allow, allow?.contains("GET") ?? false, expected: "Allow with GET", got: allow ?? "nothing")
        world.judgeError(response)
    }
}
