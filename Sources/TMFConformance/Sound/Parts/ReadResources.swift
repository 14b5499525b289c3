import TMFExchange
import TMFJSON
import TMFModels

/// Reads resources by their identifiers: those of the run, or some of the existing rows.
struct ReadResources: SoundPart {
    let owned: [SoundCreation]
    let rich: SoundCreation?
    let first: SoundCreation?
    let rows: [SoundRow]

    func run(in world: inout SoundWorld) async {
        guard !world.isReadOnly else { return await readRows(in: &world) }
        for own in owned { await read(own.id, as: own.json, ReadRules.asCreated, in: &world) }
        for own in [rich, first].compactMap(\.self) { await follow(own, in: &world) }
        if let first {
            await readHead(first.id, in: &world)
            await readConditionally(first.id, in: &world)
        }
    }

    /// Reads some of the existing rows by their identifiers.
    private func readRows(in world: inout SoundWorld) async {
        for position in Set([0, rows.count / 2, rows.count - 1]).sorted() where rows.indices.contains(position) {
            guard let id = rows[position].id else { continue }
            await read(id, as: JSONValue(rows[position].document), ListRules.asRead, in: &world)
        }
    }

    private func read(_ id: String, as expected: JSONValue, _ rule: ConformanceRule, in world: inout SoundWorld) async {
        guard
            let response = await world.session.send(
                .get, world.session.path(of: id), name: "\(world.resource.typeName) \(id)"),
            world.expectStatus(ReadRules.status, response, isOneOf: [200])
        else { return }
        world.expectContentType(ReadRules.contentType, response)
        let document = world.session.json(of: response)
        world.session.expectNone(
            rule,
            document.map { JSONDifference.changes(from: expected, to: JSONValue($0)).map(\.failure) } ?? [
                SoundFailure(expected: "the resource", got: SoundWorld.start(of: response.body))
            ])
        if let document { world.judgeText(document) }
    }

    /// Follows the href of a resource.
    private func follow(_ own: SoundCreation, in world: inout SoundWorld) async {
        guard let href = own.document.root["href"]?.stringValue, !href.isEmpty else { return }
        let address = ResourceAddress(href, basePath: world.session.basePath)
        let isElsewhere = address.namesHost && !address.path.hasPrefix(world.session.basePath)
        if isElsewhere, address.leads(to: own.id, in: world.resource.description.name) {
            world.session.note("href leads to another base path and was not followed: \(href)")
            return
        }
        let target = address.path + (address.query.map { "?" + $0 } ?? "")
        guard let response = await world.session.send(.get, URLEncoding.encoded(target), name: "href of \(own.id)")
        else {
            return
        }
        let id = world.session.json(of: response)?.root.resourceIdentifier
        world.session.expect(
            CreateRules.hrefLeads, response.status == 200 && id == own.id, at: nil,
            expected: "200 and the resource \(own.id)", got: "\(response.status) and \(id ?? "no resource")")
    }

    private func readHead(_ id: String, in world: inout SoundWorld) async {
        guard let get = await world.session.send(.get, world.session.path(of: id), name: "GET to compare with HEAD"),
            let head = await world.session.send(.head, world.session.path(of: id), name: "HEAD")
        else { return }
        world.session.expect(
            ReadRules.head, head.status == get.status && head.body.isEmpty, expected: "\(get.status) without a body",
            got: "\(head.status) with \(head.body.count) bytes")
    }

    private func readConditionally(_ id: String, in world: inout SoundWorld) async {
        let path = world.session.path(of: id)
        guard let get = await world.session.send(.get, path, name: "GET with an entity tag"),
            let tag = get.headers[.eTag],
            let again = await world.session.send(
                .get, path, headers: [.ifNoneMatch: tag], name: "GET if changed")
        else { return }
        world.session.expect(ReadRules.notModified, again.status == 304, expected: "304", got: "\(again.status)")
    }
}
