import TMFExchange
import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

extension RequestContext {
    func create() async throws -> APIResponse {
        guard request.mediaType == .json else {
            throw request.unsupportedMediaType([.json], listedIn: .acceptPost)
        }
        let fields = try selectedFields()
        let body = try request.document(limits.body, expecting: "a JSON object")
        let record = try IdempotencyRecord(
            request, body, of: resource, seenBy: rows, now: environment.now,
            lifetime: configuration.idempotencyLifetime)
        for _ in 0..<Self.attempts {
            let earlier = if let record { try await store.resource(for: record.key) } else { StoredResource?.none }
            if let earlier, let id = try record?.earlierResult(in: earlier) {
                return try await createdBefore(id, fields)
            }
            let (document, new) = try await newResource(from: body)
            let created = try created(document, fields)
            let key = key(new.id)
            var changes = [StoreChange.create(key, document)]
            // Who comes second with the same key is to meet the record first.
            if let record { changes.insert(try record.change(keeping: new.id, over: earlier), at: 0) }
            do {
                let commit = try await store.commit(changes)
                note([new])
                await record?.clearAway(in: store)
                return created.answer(commit.sequence)
            } catch let error as StoreError where error.code == .duplicateID && error.key == key {
                throw taken(new.id)
            } catch let error as StoreError where record != nil && error.isConflict {
                await Task.yield()
            }
        }
        throw ServiceError(.conflict, "The Idempotency-Key is in use by others.")
    }

    private func created(_ document: JSONDocument, _ fields: FieldSelection?) throws -> PreparedAnswer {
        record?.note { [id = document.root["id"]?.stringValue] in $0.id = id }
        var answer = try prepared(201, document, fields)
        answer.location = document.root["href"]?.stringValue ?? ""
        return answer
    }

    /// Returns the answer to a request that was carried out before, with the resource as it is now.
    ///
    /// While the resource is unchanged, this is the same answer.
    ///
    /// - Throws: ``ServiceError`` with 410 if the resource has been deleted since, or is none that the client may see.
    private func createdBefore(_ id: String, _ fields: FieldSelection?) async throws -> APIResponse {
        guard let found = try await store.resource(for: key(id)) else {
            throw ServiceError(
                .gone, "The \(resource.typeName) that was created with this Idempotency-Key has been deleted.")
        }
        return try created(found.document, fields).answer(found.revision)
    }

    // MARK: - New resources

    /// Returns a new resource as it is to be stored, and what there is to be said of it.
    ///
    /// - Throws: ``ServiceError`` with all that is wrong with the body.
    func newResource(from body: JSONDocument) async throws -> (document: JSONDocument, change: ResourceChange) {
        // Where a name is repeated its last value counts.
        var body =
            body.root.hasRepeatedNames
            ? try JSONDocument(resource: JSONValue(body).serialized()) : body
        guard body.root.kind == .object else {
            throw ServiceError(.invalidBody, "The body must be a JSON object, not a \(body.root.kind).")
        }
        let (warnings, nulls) = try await check(body)
        // An attribute that is null has no value, so the resource does not have it.
        if !nulls.isEmpty { body = try JSONDocument(resource: body.root.text(without: nulls)) }
        try checkVisibility(of: body)
        let given = body.root["id"]?.stringValue
        let id = given ?? environment.makeIdentifier()
        let href = environment.publicURL + resource.path(of: id)
        var defaults = resource.rules.defaults(environment.now())
        if defaults["@type"] == nil { defaults["@type"] = .string(resource.typeName) }

        var writer = JSONWriter(capacity: body.bytes.count + 512)
        writer.beginObject()
        writer.writeName("id")
        writer.write(id)
        writer.writeName("href")
        writer.write(href)
        var others = ["id", "href"].compactMap { name in body.root[name].map { ($0.index, JSONValue?.none) } }
        var missing: [JSONObject.Member] = []
        for member in defaults where member.name != "id" && member.name != "href" {
            switch body.root[member.name] {
            case nil: missing.append(member)
            case let value? where value.isNull: others.append((value.index, member.value))
            default: break
            }
        }
        writer.writeNormalizedMembers(of: body.root, replacing: others)
        for member in missing {
            writer.writeName(member.name)
            writer.write(member.value)
        }
        writer.endObject()
        let events = resource.events.map { [$0.create] } ?? []
        return (try stored(writer.bytes), ResourceChange(id: id, warnings: warnings, events: events))
    }

    func taken(_ id: String) -> ServiceError {
        ServiceError(.conflict, "There is a \(resource.typeName) '\(id)' already.")
    }

    /// Throws everything that is wrong with the body of a create request.
    ///
    /// - Returns: What is only doubtful, and the indexes of the values of attributes that are `null`.
    private func check(_ body: JSONDocument) async throws -> (warnings: [Finding], nulls: [Int]) {
        var (findings, nulls) = resource.check(body.root, for: .create, validation)
        if configuration.clientIdentifiers != .refused {
            let place = JSONPointer(tokens: ["id"])
            findings.removeAll { $0.code == .setByServer && $0.pointer == place }
            if let finding = identifierFinding(body.root["id"], at: place) { findings.append(finding) }
        }
        if let transitions = resource.rules.transitions, let name = resource.rules.statusAttribute,
            let finding = transitions.finding(from: nil, to: body.root[name].map { JSONValue($0) }, at: name)
        {
            findings.append(finding)
        }
        var warnings: [Finding] = []
        if service.references != nil, let object = JSONValue(body).objectValue {
            try await checkReferences(in: object, notIn: nil, &findings, &warnings)
        }
        guard findings.isEmpty else { throw ServiceError(findings: findings) }
        return (warnings, nulls)
    }

    private func identifierFinding(_ id: JSONElement?, at place: JSONPointer) -> Finding? {
        guard let id, !id.isNull else {
            return configuration.clientIdentifiers == .required ? Finding(.missing, at: place, "id is mandatory") : nil
        }
        guard let text = id.stringValue else {
            return Finding(.typeMismatch, at: place, "id must be a string, found \(id.kind)")
        }
        // Dots alone are steps in a path, which clients take before they ask (RFC 3986 section 5.2.4).
        guard text.isEmpty || text == "." || text == ".." || text.utf8.count > 255 else { return nil }
        return Finding(.invalidFormat, at: place, "id must have 1 to 255 bytes and not be dots alone")
    }
}
