import TMFJSON
import TMFModels
import TMFStore

extension ResourceEditor {
    /// Returns the resource that a body creates, or all problems of the body.
    ///
    /// - Parameters:
    ///   - body: The body.
    ///   - place: The identifier that the resource must have; `-` or an empty place means any.
    /// - Returns: The change.
    /// - Throws: ``ServiceError`` if the body is not a resource, or not one that the client is allowed to write.
    func created(from body: JSONDocument, at place: String) throws(ServiceError) -> ResourceChange {
        var change = ResourceChange(key: ResourceKey(resource.collection, place), before: nil)
        // If a name is repeated, the last value counts.
        var body =
            body.root.hasRepeatedNames
            ? try JSONDocument(resource: JSONValue(body).serialized()) : body
        guard body.root.kind == .object else {
            throw ServiceError(.invalidBody, "The body must be a JSON object, found \(body.root.kind).")
        }
        if !place.isAnyPlace { body = try self.body(body, with: place, &change.findings) }
        if !change.findings.isEmpty { return change }
        let nulls: [Int]
        (change.findings, nulls) = check(body)
        if findsReferences, let object = JSONValue(body).objectValue {
            change.references = try references(in: object, notIn: nil)
        }
        guard change.findings.isEmpty else { return change }
        // An attribute that is null has no value, so the resource does not have the attribute.
        if !nulls.isEmpty { body = try JSONDocument(resource: body.root.text(without: nulls)) }
        try checkVisibility(of: body)
        if let id = body.root["id"]?.stringValue {
            change.key.id = id
            change.after = try sized(text(of: body, id: id))
        } else {
            change.unnamed = body
        }
        return change
    }

    /// Gives a new resource an identifier if it does not have one.
    ///
    /// This is the last step, so that refused requests use up no identifiers.
    func name(_ change: inout ResourceChange) throws(ServiceError) {
        guard let body = change.unnamed else { return }
        change.key.id = environment.makeIdentifier()
        change.after = try sized(text(of: body, id: change.key.id))
        change.unnamed = nil
    }

    /// Returns the body with the identifier that its place requires.
    private func body(
        _ body: JSONDocument, with id: String, _ findings: inout [Finding]
    ) throws(ServiceError) -> JSONDocument {
        guard var object = JSONValue(body).objectValue else { return body }
        if let given = object["id"], !given.isNull {
            guard given == .string(id) else {
                findings.append(
                    Finding(.typeMismatch, at: JSONPointer(tokens: ["id"]), "id must be '\(id)', as in the path"))
                return body
            }
            return body
        }
        object["id"] = .string(id)
        return try JSONDocument(resource: JSONValue.object(object).serialized())
    }

    /// Returns the text of a new resource: its identifier and address, the members from the client, and the default
    /// values.
    private func text(of body: JSONDocument, id: String) -> [UInt8] {
        var writer = JSONWriter(capacity: body.bytes.count + 512)
        writer.beginObject()
        writer.writeName("id")
        writer.write(id)
        writer.writeName("href")
        writer.write(environment.publicURL + resource.path(of: id))
        var others = ["id", "href"].compactMap { name in body.root[name].map { ($0.index, JSONValue?.none) } }
        var missing: [JSONObject.Member] = []
        for member in resource.defaults(at: environment.now()) where member.name != "id" && member.name != "href" {
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
        return writer.bytes
    }

    /// Returns the problems of the body of a new resource, and the indexes of the values of attributes that are `null`.
    private func check(_ body: JSONDocument) -> (findings: [Finding], nulls: [Int]) {
        var (findings, nulls) = resource.check(body.root, for: .create, validation)
        if configuration.clientIdentifiers != .refused {
            let place = JSONPointer(tokens: ["id"])
            findings.removeAll { $0.code == .setByServer && $0.pointer == place }
            if let finding = identifierFinding(body.root["id"], at: place) { findings.append(finding) }
        }
        if let transitions = resource.definition.transitions, let name = resource.description.statusAttribute,
            let finding = transitions.finding(from: nil, to: body.root[name].map { JSONValue($0) }, at: name)
        {
            findings.append(finding)
        }
        return (findings, nulls)
    }

    private func identifierFinding(_ id: JSONElement?, at place: JSONPointer) -> Finding? {
        guard let id, !id.isNull else {
            return configuration.clientIdentifiers == .required ? Finding(.missing, at: place, "id is mandatory") : nil
        }
        guard let text = id.stringValue else {
            return Finding(.typeMismatch, at: place, "id must be a string, found \(id.kind)")
        }
        // Path segments of only dots are relative, and clients resolve them before they send a request (RFC 3986
        // section 5.2.4).
        guard text.isEmpty || text == "." || text == ".." || text.utf8.count > 255 else { return nil }
        return Finding(.invalidFormat, at: place, "id must have 1 to 255 bytes and must not be '.' or '..'")
    }
}
