import TMFJSON
import TMFModels
import TMFStore

extension TMFService {
    /// How often a change is tried again when somebody else changed the resource in between.
    private static let attempts = 1_000

    /// The most that a resource may be.
    ///
    /// Bodies have limits of their own; patches can make a resource greater than any body.
    private static let resourceLimits = JSONLimits(depth: JSONLimits.highestDepth, members: .max, stringLength: .max)

    func create(_ resource: ResourceDefinition, _ request: APIRequest) async throws -> APIResponse {
        try ContentNegotiation.checkContentType(of: request, oneOf: [ContentNegotiation.json], header: "Accept-Post")
        let body = try object(in: request)
        let findings = resource.findings(.object(body), .create, configuration.profile)
        guard findings.isEmpty else { throw ServiceFailure(findings: findings) }

        let id = environment.makeIdentifier()
        let href = publicURL + resource.path(of: id)
        var created = JSONObject(minimumCapacity: body.count + 8)
        created["id"] = .string(id)
        created["href"] = .string(href)
        for member in body { created[member.name] = member.value }
        // A null for what only the server sets is no value, so it does not undo the server's.
        created["id"] = .string(id)
        created["href"] = .string(href)
        resource.setDefaults(&created, environment.now())
        if created["@type"]?.isNull ?? true { created["@type"] = .string(resource.typeName) }

        let document = try document(created)
        do {
            try await store.commit([.create(ResourceKey(resource.collection, id), document)])
        } catch let error as StoreError where error.code == .duplicateID {
            throw ServiceFailure(.conflict, message: "There is a \(resource.typeName) '\(id)' already.")
        }
        let headers: APIHeaders = ["Content-Type": ContentNegotiation.responseType, "Location": href]
        return APIResponse(status: 201, headers: headers, body: document.bytes)
    }

    func patch(_ resource: ResourceDefinition, _ id: String, _ request: APIRequest) async throws -> APIResponse {
        let types = [ContentNegotiation.json, ContentNegotiation.mergePatch]
        try ContentNegotiation.checkContentType(of: request, oneOf: types, header: "Accept-Patch")
        let changes = try object(in: request)
        for _ in 0..<Self.attempts {
            let found = try await stored(resource, id)
            let document = try patched(resource, found.document, changes)
            // Equal values may be written in another way, and what the client wrote counts.
            if document.bytes == found.document.bytes { return ok(found.document) }
            do {
                try await store.commit([.replace(found.key, document, revision: found.revision)])
                return ok(document)
            } catch let error as StoreError where error.code == .revisionMismatch || error.code == .notFound {
                await Task.yield()
                continue
            }
        }
        throw ServiceFailure(.conflict, message: "The \(resource.typeName) '\(id)' is being changed by others.")
    }

    func delete(_ resource: ResourceDefinition, _ id: String) async throws -> APIResponse {
        do {
            try await store.commit([.delete(ResourceKey(resource.collection, id), revision: nil)])
        } catch let error as StoreError where error.code == .notFound {
            throw ServiceFailure(.notFound, message: "There is no \(resource.typeName) '\(id)'.")
        }
        return APIResponse(status: 204)
    }

    /// Returns a resource with a merge patch applied.
    ///
    /// - Throws: ``ServiceFailure`` with 400 if the patch changes what it must not, or leaves a resource that is not valid.
    private func patched(
        _ resource: ResourceDefinition,
        _ document: JSONDocument,
        _ changes: JSONObject
    ) throws -> JSONDocument {
        let before = JSONValue(document).objectValue ?? JSONObject()
        let refused = resource.notPatchable.filter { name in
            // An equal value says nothing new, and neither does removing what is not there.
            changes[name].map { $0 != before[name] && !($0.isNull && before[name] == nil) } ?? false
        }
        guard refused.isEmpty else {
            throw ServiceFailure(
                findings: refused.map {
                    Finding(.notPatchable, at: JSONPointer(tokens: [$0]), "\($0) cannot be changed")
                })
        }
        var after = MergePatch(.object(changes)).applied(to: .object(before)).objectValue ?? JSONObject()
        resource.setConsequences(ResourceChange(before: before, patch: changes), &after, environment.now())
        if after["@type"] == nil { after["@type"] = .string(resource.typeName) }
        let findings = resource.findings(.object(after), .resource, configuration.profile)
        guard findings.isEmpty else { throw ServiceFailure(findings: findings) }
        return try self.document(after)
    }

    /// Returns the text of a resource.
    ///
    /// - Throws: ``ServiceFailure`` with 413 if it is too large to be kept.
    private func document(_ resource: JSONObject) throws -> JSONDocument {
        do {
            return try JSONDocument(.object(resource), limits: Self.resourceLimits)
        } catch {
            throw ServiceFailure(.bodyTooLarge, message: "The resource would be too large: \(error).")
        }
    }

    /// What addresses begin with, without a slash at its end.
    private var publicURL: String {
        let url = configuration.publicURL
        return url.hasSuffix("/") ? String(url.dropLast()) : url
    }

    /// Returns the object that a request carries.
    ///
    /// - Throws: ``ServiceFailure`` with 400 or 413 if there is no body or it is not a JSON object within the limits.
    private func object(in request: APIRequest) throws -> JSONObject {
        guard !request.body.isEmpty else { throw ServiceFailure(.missingBody, message: "A JSON object is expected.") }
        do {
            let value = try JSONValue(parsing: request.body, limits: configuration.bodyLimits)
            guard case .object(let object) = value else {
                throw ServiceFailure(.invalidBody, message: "A JSON object is expected, found \(value.kind).")
            }
            return object
        } catch let error as JSONParsingError {
            let code: ErrorCode = error.code == .tooLong ? .bodyTooLarge : .invalidBody
            throw ServiceFailure(code, message: "The body is not valid: \(error).")
        }
    }
}
