import TMFExchange
import TMFJSON

extension SoundRun {
    mutating func readResources() async {
        guard !isReadOnly else { return await readRows() }
        for own in owned { await read(own.id, as: own.json, ReadRules.asCreated) }
        for own in [rich, first].compactMap(\.self) { await follow(own) }
        if let first {
            await readHead(first.id)
            await readConditionally(first.id)
        }
    }

    /// Reads some of the rows that there are under their ids.
    private mutating func readRows() async {
        let rows = listing.rows
        for position in Set([0, rows.count / 2, rows.count - 1]).sorted() where rows.indices.contains(position) {
            guard let id = rows[position].id else { continue }
            await read(id, as: JSONValue(rows[position].document), ListRules.asRead)
        }
    }

    private mutating func read(_ id: String, as expected: JSONValue, _ rule: ConformanceRule) async {
        guard let response = await session.send(.get, session.path(of: id), name: "\(resource.typeName) \(id)"),
            expectStatus(ReadRules.status, response, [200])
        else { return }
        expectContentType(ReadRules.contentType, response)
        let document = session.json(of: response)
        session.expectNone(
            rule,
            document.map { JSONDifference.changes(from: expected, to: JSONValue($0)).map(\.failure) } ?? [
                SoundFailure(expected: "the resource", got: Self.start(of: response.body))
            ])
        if let document { judgeText(document) }
    }

    /// Follows the href of a resource.
    private mutating func follow(_ own: Own) async {
        guard let href = own.document.root["href"]?.stringValue, !href.isEmpty else { return }
        let address = ResourceAddress(href, basePath: session.basePath)
        let isElsewhere = address.namesHost && !address.path.hasPrefix(session.basePath)
        if isElsewhere, address.leads(to: own.id, in: resource.kit.collection) {
            session.note("href leads to another base path and was not followed: \(href)")
            return
        }
        let target = address.path + (address.query.map { "?" + $0 } ?? "")
        guard let response = await session.send(.get, URLEncoding.encoded(target), name: "href of \(own.id)") else {
            return
        }
        let id = session.json(of: response)?.root["id"].flatMap(SoundRow.identifier)
        session.expect(
            CreateRules.hrefLeads, response.status == 200 && id == own.id, at: nil,
            expected: "200 and the resource \(own.id)", got: "\(response.status) and \(id ?? "no resource")")
    }

    private mutating func readHead(_ id: String) async {
        guard let get = await session.send(.get, session.path(of: id), name: "GET beside HEAD"),
            let head = await session.send(.head, session.path(of: id), name: "HEAD")
        else { return }
        session.expect(
            ReadRules.head, head.status == get.status && head.body.isEmpty, expected: "\(get.status) without a body",
            got: "\(head.status) with \(head.body.count) bytes")
    }

    private mutating func readConditionally(_ id: String) async {
        let path = session.path(of: id)
        guard let get = await session.send(.get, path, name: "GET with an entity tag"), let tag = get.headers[.eTag],
            let again = await session.send(.get, path, headers: [.ifNoneMatch: tag], name: "GET if it has changed")
        else { return }
        session.expect(ReadRules.notModified, again.status == 304, expected: "304", got: "\(again.status)")
    }
}
