import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

extension RequestContext {
    func patch(_ id: String) async throws -> APIResponse {
        let patch = try PatchDocument(request, limits: limits)
        let fields = try selectedFields()
        let preconditions = try statePreconditions()
        for _ in 0..<Self.attempts {
            let found = try await stored(id)
            _ = try preconditions.isUnchanged(found.revision, isReading: false)
            let change = try await changed(found, by: patch)
            guard let document = change.document else {
                return try answer(200, found.document, revision: found.revision, fields)
            }
            do {
                let commit = try await store.commit([.replace(found.key, document, revision: found.revision)])
                record?.note { [events = change.events] in $0.events = events }
                return try answer(200, document, revision: commit.sequence, fields)
            } catch let error as StoreError where error.isConflict {
                await Task.yield()
            }
        }
        throw ServiceError(.conflict, "The \(resource.typeName) '\(id)' is being changed by others.")
    }

    func delete(_ id: String) async throws -> APIResponse {
        let preconditions = try statePreconditions()
        for _ in 0..<Self.attempts {
            var revision: UInt64?
            if !preconditions.isEmpty {
                let found = try await stored(id)
                _ = try preconditions.isUnchanged(found.revision, isReading: false)
                revision = found.revision
            }
            do {
                try await store.commit([.delete(key(id), revision: revision)])
                record?.note { [resource] notes in notes.events = resource.events.map { [$0.delete] } ?? [] }
                return APIResponse(status: 204)
            } catch let error as StoreError where error.code == .notFound {
                throw missing(id)
            } catch let error as StoreError where error.code == .revisionMismatch {
                await Task.yield()
            }
        }
        throw ServiceError(.conflict, "The \(resource.typeName) '\(id)' is being changed by others.")
    }

    /// Returns what the client asks of the state of the resource.
    ///
    /// - Throws: ``ServiceError`` with 428 if it must say something and does not.
    private func statePreconditions() throws(ServiceError) -> Preconditions {
        let preconditions = try Preconditions(request)
        guard preconditions.namesState || !configuration.requiresIfMatch else {
            throw ServiceError(.preconditionRequired, "If-Match must name the tag of the resource that is meant.")
        }
        return preconditions
    }

    // MARK: - Changed resources

    /// Returns what a patch makes of a resource: `nil` if nothing, and the names of the events that it gives rise to.
    ///
    /// - Throws: ``ServiceError`` if the patch cannot be applied, changes what it must not, or leaves a resource that is
    ///   not valid.
    func changed(
        _ found: StoredResource, by patch: PatchDocument
    ) async throws -> (document: JSONDocument?, events: [String]) {
        let before = JSONValue(found.document).objectValue ?? JSONObject()
        var after: JSONObject
        if let mask {
            let masked = try mask.applied(to: found.document, visitingAtMost: limits.query.visitedNodes)
            let seen = JSONValue(masked).objectValue ?? JSONObject()
            after = try restored(before, seen, try patch.applied(to: seen, limits: limits.patch))
        } else {
            after = try patch.applied(to: before, limits: limits.patch)
        }
        var findings = resource.notPatchable
            .filter { (after[$0] ?? .null) != (before[$0] ?? .null) }
            .map { Finding(.notPatchable, at: JSONPointer(tokens: [$0]), "\($0) cannot be changed") }
        guard findings.isEmpty else { throw ServiceError(findings: findings) }
        setConsequences(of: before, &after)
        let document = try stored(JSONValue.object(after).serialized())
        // Equal values may be written in another way, and what the client wrote counts.
        if document.bytes == found.document.bytes { return (nil, []) }

        findings = resource.findings(in: document.root, for: .resource, validation)
        if findings.contains(where: { $0.code == .unknownAttribute }) {
            // What was there already is not the fault of this patch.
            let known = Set(resource.findings(in: found.document.root, for: .resource, validation))
            findings.removeAll { $0.code == .unknownAttribute && known.contains($0) }
        }
        if let name = resource.rules.statusAttribute,
            let finding = resource.rules.transitions?.finding(from: before[name], to: after[name], at: name)
        {
            findings.append(finding)
        }
        findings += try await referenceFindings(in: after, notIn: before)
        guard findings.isEmpty else { throw ServiceError(findings: findings) }
        return (document, record == nil ? [] : resource.events(from: before, to: after))
    }

    /// Sets what follows from a change.
    private func setConsequences(of before: JSONObject, _ after: inout JSONObject) {
        let rules = resource.rules
        if let status = rules.statusAttribute, let date = rules.statusDateAttribute, before[status] != after[status],
            before[date] == after[date]
        {
            after[date] = .string(environment.now().text)
        }
        if after["@type"]?.isNull ?? true { after["@type"] = .string(resource.typeName) }
    }

    /// Returns a resource with the changes that a client made to the part that it sees.
    ///
    /// - Throws: ``ServiceError`` with 403 if it changed an attribute that holds what it does not see.
    private func restored(
        _ whole: JSONObject, _ seen: JSONObject, _ after: JSONObject
    ) throws(ServiceError) -> JSONObject {
        var result = whole
        for name in seen.names + after.names where after[name]?.serialized() != seen[name]?.serialized() {
            guard whole[name] == seen[name] else {
                throw ServiceError(.accessDenied, "'\(name)' holds more than you may see, so you cannot change it.")
            }
            result[name] = after[name]
        }
        return result
    }
}
