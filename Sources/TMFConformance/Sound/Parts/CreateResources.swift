import TMFExchange
import TMFJSON
import TMFModels

/// Creates the resources that the other parts work with, and checks the responses.
struct CreateResources: SoundPart {
    private var created = SoundCreations()

    init() {}

    mutating func run(in world: inout SoundWorld) async -> SoundCreations {
        let marker = world.session.marker
        created.rich = await createRich(in: &world)
        guard world.resource.hasMark || created.rich.map({ Self.isMarked($0, marker) }) ?? false else {
            world.session.note(
                "No more resources were created: without a text attribute and without support for unknown attributes, "
                    + "the run cannot distinguish its resources from those of others.")
            return created
        }
        created.first = await create(world.resource.plain(marker, "2"), "The kit's resource", in: &world)
        created.second = await create(world.resource.plain(marker, "2"), "The kit's resource again", in: &world)
        let takesUnknown = created.rich?.sent[SoundResource.unknownAttribute] != nil
        created.changing = await create(
            world.resource.changeable(marker, withUnknown: takesUnknown), "A resource to change", in: &world)
        created.leaving = await create(world.resource.plain(marker, "4"), "A resource to remove", in: &world)
        return created
    }

    private static func isMarked(_ creation: SoundCreation, _ marker: String) -> Bool {
        creation.document.root[SoundResource.unknownAttribute]?["run"]?.isString(marker) ?? false
    }

    /// Creates a resource with as many attributes as the server accepts.
    private func createRich(in world: inout SoundWorld) async -> SoundCreation? {
        let known = world.resource.rich(world.session.marker)
        let extended = world.resource.extended(known, world.session.marker)
        guard let response = await post(extended, "Values of all kinds", in: &world) else { return nil }
        let isRefused = (400..<500).contains(response.status)
        world.session.expect(
            CreateRules.unknownAccepted, !isRefused, expected: "201",
            got: "\(response.status) \(SoundWorld.start(of: response.body))")
        if !isRefused { return judge(response, to: extended, in: &world) }
        // A resource without the marker cannot be created.
        guard world.resource.hasMark else { return nil }
        guard let response = await post(known, "Values of all kinds in known attributes", in: &world) else {
            return nil
        }
        world.session.expect(
            CreateRules.known, !(400..<500).contains(response.status), expected: "201",
            got: "\(response.status) \(SoundWorld.start(of: response.body))")
        return (400..<500).contains(response.status) ? nil : judge(response, to: known, in: &world)
    }

    private func post(_ body: JSONObject, _ name: String, in world: inout SoundWorld) async -> APIResponse? {
        await world.session.send(
            .post, world.session.collectionPath, headers: SoundWorld.json, body: JSONValue.object(body).serialized(),
            name: name)
    }

    private func create(_ body: JSONObject, _ name: String, in world: inout SoundWorld) async -> SoundCreation? {
        guard let response = await post(body, name, in: &world) else { return nil }
        return judge(response, to: body, in: &world)
    }

    /// Checks the response to a POST.
    private func judge(_ response: APIResponse, to body: JSONObject, in world: inout SoundWorld) -> SoundCreation? {
        guard world.expectStatus(CreateRules.status, response, isOneOf: [201, 202]) else { return nil }
        guard response.status == 201 else {
            world.session.note("POST is carried out later (202), so its effect was not checked.")
            return nil
        }
        world.expectContentType(CreateRules.contentType, response)
        guard let document = world.object(CreateRules.object, response) else { return nil }
        let root = document.root
        let id = root["id"]?.stringValue
        world.session.expect(
            CreateRules.id, !(id ?? "").isEmpty, at: JSONPointer(tokens: ["id"]), expected: "a nonempty string",
            got: SoundWorld.text(root["id"]))
        judgeAddress(response, root, in: &world)
        let type = root["@type"]?.stringValue ?? ""
        world.session.expect(
            world.resource.description.requiredInAnswers.contains("@type")
                ? CreateRules.type : CreateRules.typeRecommended, !type.isEmpty,
            at: JSONPointer(tokens: ["@type"]), expected: "a nonempty string", got: SoundWorld.text(root["@type"]))
        judgeValues(body, document, in: &world)
        world.judgeText(document)
        world.audit(document)
        guard let id = root.resourceIdentifier else { return nil }
        let isNew = !created.all.contains { $0.id == id } && !world.session.own.existing.contains(id)
        world.session.expect(
            CreateRules.idDiffers, isNew, at: JSONPointer(tokens: ["id"]), expected: "an id that no other resource has",
            got: id)
        return SoundCreation(id: id, sent: body, document: document)
    }

    private func judgeAddress(_ response: APIResponse, _ root: JSONElement, in world: inout SoundWorld) {
        let href = root["href"]?.stringValue ?? ""
        let place = JSONPointer(tokens: ["href"])
        world.session.expect(
            CreateRules.href, !href.isEmpty, at: place, expected: "a nonempty string",
            got: SoundWorld.text(root["href"]))
        let id = root.resourceIdentifier ?? ""
        if !href.isEmpty {
            let address = ResourceAddress(href, basePath: world.session.basePath)
            world.session.expect(
                CreateRules.hrefForm, address.leads(to: id, in: world.resource.description.name), at: place,
                expected: "\(world.resource.description.name)/\(id) at the end", got: href)
        }
        let location = response.headers[.location]
        world.session.expect(CreateRules.location, !(location ?? "").isEmpty, expected: "Location", got: "nothing")
        if let location, !location.isEmpty {
            let isSame = ResourceAddress(location, basePath: world.session.basePath)
                .isSame(as: ResourceAddress(href, basePath: world.session.basePath))
            world.session.expect(CreateRules.locationHref, location == href || isSame, expected: href, got: location)
        }
    }

    private func judgeValues(_ body: JSONObject, _ document: JSONDocument, in world: inout SoundWorld) {
        let setByServer = world.resource.setByServer
        var failures: [String: [SoundFailure]] = [:]
        for difference in JSONDifference.lost(.object(body), in: JSONValue(document)) {
            let isKnown = world.resource.type(at: difference.pointer) != nil
            let isSet =
                difference.got != "nothing" && difference.pointer.tokens.count == 1
                && setByServer.contains(difference.pointer.tokens[0])
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
            world.session.expectNone(rule, failures[rule.id] ?? [])
        }
    }
}
