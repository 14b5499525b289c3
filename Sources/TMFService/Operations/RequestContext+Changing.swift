import TMFExchange
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
            let answer = try prepared(200, change.document ?? found.document, fields)
            guard let document = change.document else { return answer.answer(found.revision) }
            do {
                let commit = try await store.commit([.replace(found.key, document, revision: found.revision)])
                note([change])
                return answer.answer(commit.sequence)
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
                note([ResourceChange(id: id, events: resource.events.map { [$0.delete] } ?? [])])
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

    /// Returns what a patch makes of a resource.
    ///
    /// - Throws: ``ServiceError`` if the patch cannot be applied, changes what it must not, or leaves a resource that is
    ///   not valid.
    func changed(_ found: StoredResource, by patch: PatchDocument) async throws -> ResourceChange {
        var change = ResourceChange(id: found.key.id)
        let before = JSONValue(found.document).objectValue ?? JSONObject()
        let patched = try patched(found.document, before, by: patch)
        var after = patched.whole
        let refused = resource.notPatchable
            .filter { (after[$0] ?? .null) != (before[$0] ?? .null) }
            .map { Finding(.notPatchable, at: JSONPointer(tokens: [$0]), "\($0) cannot be changed") }
        guard refused.isEmpty else { throw ServiceError(findings: refused) }
        setConsequences(of: before, &after)
        let document = try stored(JSONValue.object(after).serialized())
        // Equal values may be written in another way, and what the client wrote counts.
        if document.bytes == found.document.bytes { return change }

        var findings: [Finding]
        if let mask, var seen = patched.seen {
            // What is hidden is not looked at, so nothing can be told of it.
            setConsequences(of: before, &seen)
            findings = self.findings(
                in: try stored(JSONValue.object(seen).serialized()),
                after: try mask.applied(to: found.document, visitingAtMost: limits.query.visitedNodes))
        } else {
            findings = self.findings(in: document, after: found.document)
        }
        if let name = resource.rules.statusAttribute,
            let finding = resource.rules.transitions?.finding(from: before[name], to: after[name], at: name)
        {
            findings.append(finding)
        }
        try await checkReferences(in: after, notIn: before, &findings, &change.warnings)
        guard findings.isEmpty else { throw ServiceError(findings: findings) }
        change.document = document
        if record != nil { change.events = resource.events(from: before, to: after) }
        return change
    }

    /// Returns a resource with a patch applied to what the client sees of it, as a whole and, where a mask hides a part, as
    /// the client sees it.
    func patched(
        _ document: JSONDocument, _ before: JSONObject, by patch: PatchDocument
    ) throws -> (whole: JSONObject, seen: JSONObject?) {
        guard let mask else { return (try patch.applied(to: before, limits: limits.patch), nil) }
        let veil = mask.veil(of: document, visitingAtMost: limits.query.visitedNodes)
        let after = try patch.applied(to: veil.visible, limits: limits.patch)
        try checkVisibility(of: try stored(JSONValue.object(after).serialized()))
        return (try veil.restored(after), after)
    }

    /// What is wrong with a resource behind a change, as far as the client sees it.
    ///
    /// Attributes that nobody knew before are not the fault of this one, nor is what follows from parts that are hidden.
    private func findings(in document: JSONDocument, after before: JSONDocument) -> [Finding] {
        var options = validation
        let limit = options.findingLimit
        // What is left out below must not take the place of what counts.
        if options.unknownAttributes == .refused || mask != nil { options.findingLimit = .max }
        var findings = resource.findings(in: document.root, for: .resource, options)
        if mask != nil || findings.contains(where: { $0.code == .unknownAttribute }) {
            let known = Set(resource.findings(in: before.root, for: .resource, options))
            findings.removeAll { known.contains($0) && ($0.code == .unknownAttribute || isVeiled($0)) }
        }
        return Array(findings.prefix(limit))
    }

    /// Whether a finding may follow from something that is hidden beside it.
    private func isVeiled(_ finding: Finding) -> Bool {
        guard let mask else { return false }
        guard let names = mask.names, let name = finding.pointer.tokens.first else { return true }
        return names.contains(name)
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
}
