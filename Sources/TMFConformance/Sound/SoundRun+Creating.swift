import TMFExchange
import TMFJSON

extension SoundRun {
    static let json: APIHeaders = [.contentType: MediaType.json.text]

    mutating func createResources() async {
        let marker = session.marker
        rich = await createRich()
        first = await create(resource.plain(marker, "2"), "What the kit creates")
        second = await create(resource.plain(marker, "2"), "The same again")
        var body = resource.plain(marker, "3")
        let array = resource.arrayChange
        body[array.name] = array.before
        body[resource.periodAttribute] = [
            "startDateTime": "2024-01-01T00:00:00Z", "endDateTime": "2024-12-31T00:00:00Z",
        ]
        if rich?.sent["xConformance"] != nil { body["xKept"] = ["list": [1, 2.50]] }
        changing = await create(body, "One to be changed")
        leaving = await create(resource.plain(marker, "4"), "One to be removed")
    }

    /// Creates a resource with as much in it as the server takes.
    private mutating func createRich() async -> Own? {
        let known = resource.rich(session.marker)
        let extended = resource.extended(known, session.marker)
        guard let response = await post(extended, "Values of all kinds") else { return nil }
        let isRefused = (400..<500).contains(response.status)
        session.expect(
            CreateRules.unknownAccepted, !isRefused, expected: "201",
            got: "\(response.status) \(Self.start(of: response.body))")
        if !isRefused { return judge(response, to: extended) }
        guard let response = await post(known, "Values of all kinds in known attributes") else { return nil }
        session.expect(
            CreateRules.known, !(400..<500).contains(response.status), expected: "201",
            got: "\(response.status) \(Self.start(of: response.body))")
        return (400..<500).contains(response.status) ? nil : judge(response, to: known)
    }

    private mutating func post(_ body: JSONObject, _ name: String) async -> APIResponse? {
        await session.send(
            .post, session.collectionPath, headers: Self.json, body: JSONValue.object(body).serialized(), name: name)
    }

    mutating func create(_ body: JSONObject, _ name: String) async -> Own? {
        guard let response = await post(body, name) else { return nil }
        return judge(response, to: body)
    }

    /// Judges the answer to a POST.
    private mutating func judge(_ response: APIResponse, to body: JSONObject) -> Own? {
        guard expectStatus(CreateRules.status, response, [201, 202]) else { return nil }
        guard response.status == 201 else {
            session.note("POST is carried out later (202), so what it creates was not looked at.")
            return nil
        }
        expectContentType(CreateRules.contentType, response)
        guard let document = object(CreateRules.object, response) else { return nil }
        let root = document.root
        let id = root["id"]?.stringValue
        session.expect(
            CreateRules.id, !(id ?? "").isEmpty, at: JSONPointer(tokens: ["id"]), expected: "a string",
            got: Self.text(root["id"]))
        judgeAddress(response, root)
        let type = root["@type"]?.stringValue ?? ""
        session.expect(
            resource.kit.required.contains("@type") ? CreateRules.type : CreateRules.typeRecommended, !type.isEmpty,
            at: JSONPointer(tokens: ["@type"]), expected: "a string", got: Self.text(root["@type"]))
        judgeValues(body, document)
        judgeText(document)
        audit(document)
        guard let id = root["id"].flatMap(SoundRow.identifier) else { return nil }
        let isNew = !owned.contains { $0.id == id } && !session.own.existing.contains(id)
        session.expect(
            CreateRules.idDiffers, isNew, at: JSONPointer(tokens: ["id"]), expected: "an id that no other resource has",
            got: id)
        return Own(id: id, sent: body, document: document)
    }

    static func text(_ element: JSONElement?) -> String {
        element.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "nothing"
    }

    private mutating func judgeAddress(_ response: APIResponse, _ root: JSONElement) {
        let href = root["href"]?.stringValue ?? ""
        let place = JSONPointer(tokens: ["href"])
        session.expect(
            CreateRules.href, !href.isEmpty, at: place, expected: "a string", got: Self.text(root["href"]))
        let id = root["id"].flatMap(SoundRow.identifier) ?? ""
        if !href.isEmpty {
            let address = ResourceAddress(href, basePath: session.basePath)
            session.expect(
                CreateRules.hrefForm, address.leads(to: id, in: resource.kit.collection), at: place,
                expected: "\(resource.kit.collection)/\(id) at the end", got: href)
        }
        let location = response.headers[.location]
        session.expect(CreateRules.location, !(location ?? "").isEmpty, expected: "Location", got: "nothing")
        if let location, !location.isEmpty {
            let isSame = ResourceAddress(location, basePath: session.basePath)
                .isSame(as: ResourceAddress(href, basePath: session.basePath))
            session.expect(CreateRules.locationHref, location == href || isSame, expected: href, got: location)
        }
    }

    /// Attributes that a server may set by itself whatever a client sent.
    private static let setByServer: Set<[String]> = [["creationDate"], ["status"]]

    private mutating func judgeValues(_ body: JSONObject, _ document: JSONDocument) {
        var failures: [String: [SoundFailure]] = [:]
        for difference in JSONDifference.lost(.object(body), in: JSONValue(document)) {
            let isKnown = resource.type(at: difference.pointer) != nil
            let isSet = difference.got != "nothing" && Self.setByServer.contains(difference.pointer.tokens)
            let rule =
                switch difference.kind {
                case .null: CreateRules.nulls
                case .digits: CreateRules.digits
                case .number where difference.got != "nothing": CreateRules.numbers
                default: isSet ? CreateRules.setValues : isKnown ? CreateRules.values : CreateRules.unknownKept
                }
            failures[rule.id, default: []].append(difference.failure)
        }
        for rule in [
            CreateRules.values, CreateRules.setValues, CreateRules.unknownKept, CreateRules.numbers,
            CreateRules.digits, CreateRules.nulls,
        ] {
            session.expectNone(rule, failures[rule.id] ?? [])
        }
    }

    /// Judges whether the kit can find the values that it searches for, as far as JSON lets them stand as they are, and
    /// whether every member is there once.
    mutating func judgeText(_ document: JSONDocument) {
        judgeEscapes(escapes(in: document, at: JSONPointer()))
        session.expectNone(CreateRules.repeatedName, RowAudit.repeatedNames(in: document, at: JSONPointer()))
    }

    mutating func judgeEscapes(_ failures: [(rule: ConformanceRule, failure: SoundFailure)]) {
        for rule in [CreateRules.unescaped, CreateRules.unescapedSpecial] {
            session.expectNone(rule, failures.filter { $0.rule.id == rule.id }.map(\.failure))
        }
    }

    /// Values that are escaped without need; those that no kit sends are no more than a warning.
    func escapes(
        in document: JSONDocument, at place: JSONPointer
    ) -> [(rule: ConformanceRule, failure: SoundFailure)] {
        resource.kit.compared.compactMap { name in
            guard let element = document.root[name], let text = element.stringValue,
                JSONValue.string(text).serialized() != Array(element.bytes)
            else { return nil }
            let isSpecial = text.contains(SoundResource.specialText)
            return (
                isSpecial ? CreateRules.unescapedSpecial : CreateRules.unescaped,
                SoundFailure(
                    pointer: place.appending(name), expected: JSONValue.string(text).description,
                    got: Self.text(element))
            )
        }
    }
}
