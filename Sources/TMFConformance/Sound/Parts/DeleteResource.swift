import TMFExchange
import TMFJSON
import TMFModels

/// Removes a resource of the run, and checks that it is gone.
struct DeleteResource: SoundPart {
    let leaving: SoundCreation?
    /// A resource that must not change.
    let other: SoundCreation?

    func run(in world: inout SoundWorld) async {
        guard let own = leaving, world.session.created.contains(own.id) else {
            world.session.note("DELETE was not tested, because the run has no resource to remove.")
            return
        }
        let path = world.session.path(of: own.id)
        guard let response = await world.session.send(.delete, path, name: "DELETE") else { return }
        if [404, 405, 501].contains(response.status), !world.resource.description.mandatoryMethods.contains(.delete) {
            world.session.note(
                "The server does not support DELETE (\(response.status)), which the conformance profile "
                    + "does not require.")
            return
        }
        guard world.expectStatus(DeleteRules.status, response, isOneOf: [204, 202]) else { return }
        guard response.status == 204 else {
            world.session.note("DELETE is carried out later (202), so its effect was not checked.")
            return
        }
        world.session.expect(
            DeleteRules.empty, response.body.isEmpty, expected: "no body", got: "\(response.body.count) bytes")
        if let response = await world.session.send(.get, path, name: "GET after DELETE") {
            guard world.expectStatus(DeleteRules.gone, response, isOneOf: [404, 410]) else { return }
            world.judgeError(response)
        }
        // The identifier no longer belongs to a resource.
        world.session.own.invented.insert(own.id)
        if let response = await world.session.send(.delete, path, name: "DELETE again") {
            _ = world.expectStatus(DeleteRules.again, response, isOneOf: [404, 410])
        }
        await lookFor(own, in: &world)
        if let other {
            _ = await world.expect(
                DeleteRules.others, other.json, at: other.id, name: "Another resource after DELETE")
        }
    }

    private func lookFor(_ own: SoundCreation, in world: inout SoundWorld) async {
        var lists = [
            ("", ListRules.status, DeleteRules.list),
            (FilterTerm.text("id", own.id), FilterRules.status, DeleteRules.filter),
        ]
        if let key = world.resource.keyAttribute {
            let text = own.document.root[key]?.stringValue ?? ""
            lists.append((FilterTerm.text(key, text), FilterRules.status, DeleteRules.filter))
        }
        for (query, status, rule) in lists {
            guard let answer = await world.list(query, "A list after DELETE", statuses: [200], rule: status) else {
                continue
            }
            let position = answer.rows.firstIndex { $0.id == own.id }
            world.session.expect(
                rule, position == nil, at: position.map { JSONPointer().appending(index: $0) },
                expected: "no row with id \(own.id)", got: "one")
        }
    }
}
