import TMFExchange
import TMFJSON

extension SoundRun {
    mutating func delete() async {
        guard let own = leaving, session.created.contains(own.id) else {
            session.note("DELETE was not tried, as there is no resource of the run to remove.")
            return
        }
        let path = session.path(of: own.id)
        guard let response = await session.send(.delete, path, name: "DELETE") else { return }
        if [404, 405, 501].contains(response.status), !resource.mandatoryMethods.contains(.delete) {
            session.note("The server has no DELETE (\(response.status)), which the conformance profile leaves open.")
            return
        }
        guard expectStatus(DeleteRules.status, response, [204, 202]) else { return }
        guard response.status == 204 else {
            session.note("DELETE is carried out later (202), so what it leaves was not looked at.")
            return
        }
        session.expect(
            DeleteRules.empty, response.body.isEmpty, expected: "no body", got: "\(response.body.count) bytes")
        leaving = nil
        if let response = await session.send(.get, path, name: "GET after DELETE") {
            guard expectStatus(DeleteRules.gone, response, [404, 410]) else { return }
            judgeError(response)
        }
        // The identifier is nobody's now.
        session.own.invented.insert(own.id)
        if let response = await session.send(.delete, path, name: "DELETE again") {
            _ = expectStatus(DeleteRules.again, response, [404, 410])
        }
        await lookFor(own)
        if let second {
            _ = await expect(
                DeleteRules.others, second.json, at: second.id, name: "Another resource after DELETE")
        }
    }

    private mutating func lookFor(_ own: Own) async {
        let key = own.document.root[resource.keyAttribute]?.stringValue ?? ""
        let lists = [
            ("", ListRules.status, DeleteRules.list), (Self.term("id", own.id), FilterRules.status, DeleteRules.filter),
            (Self.term(resource.keyAttribute, key), FilterRules.status, DeleteRules.filter),
        ]
        for (query, status, rule) in lists {
            guard let answer = await list(query, "A list after DELETE", statuses: [200], rule: status) else { continue }
            let position = answer.rows.firstIndex { $0.id == own.id }
            session.expect(
                rule, position == nil, at: position.map { JSONPointer().appending(index: $0) },
                expected: "no row with id \(own.id)", got: "one")
        }
    }
}
