import TMFExchange
import TMFJSON

extension SoundRun {
    /// Judges the body of a refusal.
    mutating func judgeError(_ response: APIResponse) {
        expectContentType(ErrorRules.contentType, response)
        guard let root = object(ErrorRules.object, response)?.root else { return }
        for (name, rule) in [("code", ErrorRules.code), ("reason", ErrorRules.reason)] {
            session.expect(
                rule, !(root[name]?.stringValue ?? "").isEmpty, at: JSONPointer(tokens: [name]), expected: "a string",
                got: Self.text(root[name]))
        }
        if let status = root["status"], !status.isNull {
            session.expect(
                ErrorRules.status, status.stringValue == String(response.status), at: JSONPointer(tokens: ["status"]),
                expected: "\"\(response.status)\"", got: Self.text(status))
        }
    }

    /// Sends what must not be accepted.
    mutating func refuse() async {
        await refuse(Array(#"{"\#(resource.keyAttribute)": "half"#.utf8), "A body that is not JSON", ErrorRules.badJSON)
        await refuse(Array("[]".utf8), "An array", ErrorRules.notObject)
        await refuse(Array("null".utf8), "null", ErrorRules.notObject)
        await refuse([], "No body", ErrorRules.noBody)
        for name in resource.mandatory { await refuseWithout(name) }
        for (path, attribute, value) in resource.nestedMandatory {
            await refuse(body { $0[attribute] = value }, "Without \(path)", ErrorRules.missingNested)
        }
        for (name, value) in wrongValues {
            await refuse(body { $0[name] = value }, "\(name) of a wrong type", ErrorRules.wrongType)
        }
        await useOtherTypes()
        await lookForRefused()
        await useOtherMethods()
    }

    private var refusedText: String { SoundResource.refusedText(session.marker) }

    /// A body that is to be refused, with text that it could be found by.
    private func body(_ change: (inout JSONObject) -> Void) -> [UInt8] {
        var body = resource.plain(session.marker, "refused")
        body[resource.groupAttribute] = .string(refusedText)
        change(&body)
        return JSONValue.object(body).serialized()
    }

    private var wrongValues: [(name: String, value: JSONValue)] {
        [
            (resource.keyAttribute, ["wrong": [true]]), (resource.nestedPath[0], "wrong"),
            ("relatedParty", ["id": 1]), ("@type", 5),
        ]
    }

    @discardableResult
    private mutating func refuse(_ body: [UInt8], _ name: String, _ rule: ConformanceRule) async -> APIResponse? {
        guard
            let response = await session.send(
                .post, session.collectionPath, headers: Self.json, body: body, name: name)
        else { return nil }
        let isSyntax = [ErrorRules.badJSON.id, ErrorRules.noBody.id].contains(rule.id)
        if expectStatus(rule, response, isSyntax ? [400] : [400, 422]) { judgeError(response) }
        return response
    }

    private mutating func refuseWithout(_ name: String) async {
        let body = body { $0[name] = nil }
        guard let response = await refuse(body, "Without \(name)", ErrorRules.missing), response.status >= 400 else {
            return
        }
        session.expect(
            ErrorRules.missingNamed, SoundRow.holds(name, in: response.body[...]), expected: "\(name) in the body",
            got: Self.start(of: response.body))
    }

    private mutating func useOtherTypes() async {
        if let response = await session.send(
            .post, session.collectionPath, headers: [.contentType: "text/plain"], body: body { _ in },
            name: "A body of another type")
        {
            if expectStatus(ErrorRules.mediaType, response, [415]) { judgeError(response) }
        }
        guard let first,
            let response = await session.send(
                .get, session.path(of: first.id), headers: [.accept: "application/xml"], name: "GET for XML alone")
        else { return }
        session.expect(ErrorRules.notAcceptable, response.status == 406, expected: "406", got: "\(response.status)")
    }

    /// Looks whether something that was refused is there even so.
    private mutating func lookForRefused() async {
        let query = Self.term(resource.groupAttribute, refusedText)
        guard
            let answer = await list(query, "What was refused", statuses: [200], rule: FilterRules.status)
        else { return }
        let created = Set(session.created)
        session.expectNone(
            ErrorRules.createsNothing,
            answer.rows.enumerated().compactMap { position, row in
                guard row.document.root[resource.groupAttribute]?.stringValue == refusedText,
                    // What was accepted is another matter.
                    let id = row.id, !created.contains(id)
                else { return nil }
                _ = session.own.add(id)
                return SoundFailure(
                    pointer: JSONPointer().appending(index: position), expected: "nothing that was refused",
                    got: row.shown)
            })
    }

    private mutating func useOtherMethods() async {
        guard let second, session.created.contains(second.id) else { return }
        guard
            let response = await session.send(
                .put, session.path(of: second.id), headers: Self.json, body: second.document.bytes,
                name: "PUT, which the API does not have")
        else { return }
        session.expect(ErrorRules.method, response.status == 405, expected: "405", got: "\(response.status)")
        if response.status < 400,
            let read = await session.send(.get, session.path(of: second.id), name: "GET after PUT"),
            read.status == 200, let document = session.json(of: read)
        {
            // What PUT did to it is not what DELETE of another resource will do.
            self.second?.document = document
        }
        guard response.status == 405 else { return }
        let allow = response.headers[.allow]
        session.expect(
            ErrorRules.allow, allow?.contains("GET") ?? false, expected: "Allow with GET", got: allow ?? "nothing")
        judgeError(response)
    }

    // MARK: - Unknown identifiers

    mutating func useUnknownID() async {
        let id = session.unknownID
        let path = session.path(of: id)
        guard let response = await session.send(.get, path, name: "GET of an unknown id") else { return }
        guard expectStatus(ErrorRules.notFound, response, [404]) else {
            session.note("PATCH and DELETE of an unknown id were not tried, as GET of it is not answered with 404.")
            return
        }
        judgeError(response)
        guard !isReadOnly else { return }
        session.own.invented.insert(id)
        let change = JSONValue.object(resource.unknownChange(session.marker)).serialized()
        let attempts: [(APIMethod, APIHeaders, [UInt8])] = [(.patch, Self.json, change), (.delete, [:], [])]
        for (method, headers, body) in attempts {
            guard
                let response = await session.send(
                    method, path, headers: headers, body: body, name: "\(method) of an unknown id")
            else { continue }
            if [405, 501].contains(response.status), !resource.mandatoryMethods.contains(method) {
                session.note(
                    "The server has no \(method) (\(response.status)), which the conformance profile leaves open.")
                continue
            }
            if expectStatus(ErrorRules.notFound, response, [404]) { judgeError(response) }
        }
    }
}
