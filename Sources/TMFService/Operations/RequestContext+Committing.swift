import TMFEvents
import TMFExchange
import TMFJSON
import TMFModels
import TMFStore

extension RequestContext {
    /// Makes the changes that a client requests in one commit, and returns the response.
    ///
    /// Resources are committed only here. This method therefore retries the request when others change the same
    /// resources at the same time, and adds the record of an `Idempotency-Key` to the commit.
    ///
    /// - Parameters:
    ///   - request: The request for changes.
    ///   - answer: Returns the response for changes before they are stored, so that any error occurs before the commit.
    /// - Returns: The response.
    /// - Throws: ``ServiceError`` with 409 if others keep changing the resources, or with the problems of the request.
    func commit(
        _ request: ChangeRequest, answer: ([ResourceChange]) throws -> PreparedAnswer
    ) async throws -> APIResponse {
        var backoff = Backoff()
        repeat {
            var earlier: StoredResource?
            if let record = request.record {
                earlier = try await store.resource(for: record.key)
                if let earlier, let id = try record.earlierResult(in: earlier) {
                    let found = try await result(of: id)
                    return try answer([found]).answer(found.before?.revision)
                }
            }
            let changes = try await changes(by: request)
            let answer = try answer(changes)
            var transaction = StoreTransaction(changes.compactMap(\.storeChange))
            guard !transaction.changes.isEmpty else { return answer.answer(changes.first?.before?.revision) }
            if let record = request.record, let change = changes.first {
                // A later request with the same key must find the record before it creates anything.
                transaction.changes.insert(try record.change(keeping: change.key.id, over: earlier), at: 0)
            }
            transaction.note = eventNote
            do {
                let commit = try await store.commit(transaction)
                note(changes)
                await request.record?.clearAway(in: store)
                return answer.answer(commit.sequence)
            } catch let error as StoreError where error.isConflict {
                // A chosen identifier may belong to a resource that the client cannot see; a generated one can be
                // replaced.
                guard configuration.clientIdentifiers != .refused, error.code == .duplicateID,
                    let key = error.key, changes.contains(where: { $0.key == key && $0.before == nil })
                else { continue }
                throw ServiceError.taken(key.id, of: resource)
            }
        } while await backoff.pause()
        throw ServiceError(.conflict, "\(subject(of: request)). Try again later.")
    }

    /// The facts about a commit that its events report, or `nil` if nobody receives events.
    private var eventNote: JSONObject? {
        guard service.hub != nil || configuration.servesEvents else { return nil }
        return EventNote(
            id: environment.makeIdentifier(), time: environment.now(), correlationID: request.correlationID
        ).json
    }

    /// Returns the changes that a request makes to the current state of its resources.
    ///
    /// - Throws: ``ServiceError`` with all problems of the resources after the changes.
    private func changes(by request: ChangeRequest) async throws -> [ResourceChange] {
        let keys = request.keys(in: resource.collection)
        let found = keys.isEmpty ? [:] : try await store.resources(for: keys)
        let editor = editor
        var changes = try editor.changes(by: request, of: found)
        for index in changes.indices { try await checkReferences(of: &changes[index]) }
        let findings = changes.flatMap { change in
            request.isBulk ? change.findings.map { $0.within(change.key.id) } : change.findings
        }
        guard findings.isEmpty else { throw ServiceError(findings: findings) }
        for index in changes.indices { try editor.name(&changes[index]) }
        return changes
    }

    /// Returns the reason why a request could not be committed.
    private func subject(of request: ChangeRequest) -> String {
        if request.record != nil { return "Another request with this Idempotency-Key is in progress" }
        guard !request.isBulk, let key = request.keys(in: resource.collection).first else {
            return "Other requests are changing the resources"
        }
        return "Other requests are changing \(resource.typeName) '\(key.id)'"
    }

    private var editor: ResourceEditor {
        ResourceEditor(
            resource: resource, configuration: configuration, validation: validation, limits: limits, mask: mask,
            environment: environment, findsReferences: service.references != nil)
    }

    /// The rules for bodies: the client's preference, then the configuration.
    private var validation: ValidationOptions {
        let unknown = preferences.handling == .strict ? .refused : configuration.unknownAttributes
        return ValidationOptions(profile: configuration.profile, unknownAttributes: unknown)
    }

    /// Returns the resource that an earlier request created, in its current state.
    ///
    /// - Throws: ``ServiceError`` with 410 if it has been deleted since, or is hidden from the client.
    private func result(of id: String) async throws -> ResourceChange {
        guard let found = try await store.resource(for: key(id)) else {
            throw ServiceError(
                .gone, "The \(resource.typeName) created with this Idempotency-Key was deleted.")
        }
        return ResourceChange(key: found.key, before: found, after: found.document)
    }

    /// Adds a finding for every reference that does not resolve, either to the errors or to the warnings of the change.
    private func checkReferences(of change: inout ResourceChange) async throws {
        guard let policy = service.references, let answers = referenceAnswers else { return }
        var found: [Finding] = []
        for reference in change.references where try await !answers.resolves(reference, by: policy) {
            let subject = [reference.referredType, reference.id.map { "'\($0)'" }].compactMap(\.self)
            found.append(
                Finding(
                    .invalidReference, at: reference.pointer,
                    "\(subject.isEmpty ? "the referenced resource" : subject.joined(separator: " ")) does not exist"))
        }
        switch policy.handling {
        case .strict: change.findings += found
        case .warn: change.warnings += found
        }
    }

    /// Records the result of changes that were made.
    private func note(_ changes: [ResourceChange]) {
        record?.note { [resource] notes in
            notes.warnings = changes.flatMap(\.warnings)
            notes.events = changes.flatMap { $0.eventNames(of: resource.description) }
        }
    }
}

extension Finding {
    /// Returns the finding with its place in a collection.
    fileprivate func within(_ id: String) -> Finding {
        Finding(code, at: JSONPointer(tokens: [id.isEmpty ? "-" : id] + pointer.tokens), message)
    }
}
