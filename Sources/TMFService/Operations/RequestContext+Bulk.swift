import TMFExchange
import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

extension RequestContext {
    /// Carries out a JSON Patch of the collection, in which the first part of every path is the identifier of a resource:
    /// all of it or nothing.
    func bulk() async throws -> APIResponse {
        guard request.mediaType == .jsonPatch, case .operations(let patch) = try PatchDocument(request, limits: limits)
        else { throw request.unsupportedMediaType([.jsonPatch], listedIn: .acceptPatch) }
        let fields = try selectedFields()
        // A collection has no tag that could match.
        guard try !Preconditions(request).namesState else {
            throw ServiceError(.preconditionFailed, "If-Match cannot name the state of several resources.")
        }
        // The resources share the work that a patch may be.
        let shared = sharing(Set(patch.operations.compactMap(\.path.tokens.first)).count)
        for _ in 0..<Self.attempts {
            var batch = BulkChanges()
            for (position, operation) in patch.operations.enumerated() {
                do {
                    try await shared.add(operation, to: &batch)
                } catch let error as ServiceError where error.findings.isEmpty {
                    throw error.at("operation \(position)")
                }
            }
            let (changes, made, results) = try await shared.changes(of: &batch)
            guard batch.findings.isEmpty else { throw ServiceError(findings: batch.findings) }
            let answer = try answer(results, fields)
            guard !changes.isEmpty else { return answer }
            do {
                try await store.commit(changes)
                note(made)
                return answer
            } catch let error as StoreError where error.code == .duplicateID {
                // A chosen identifier may be taken where the client does not see it.
                guard let key = error.key, batch[key]?.creation == nil || configuration.clientIdentifiers == .refused
                else { throw taken(error.key?.id ?? "") }
            } catch let error as StoreError where error.isConflict {
                // What was made of others' resources is made anew.
                await Task.yield()
            }
        }
        throw ServiceError(.conflict, "The resources are being changed by others.")
    }

    /// Adds an operation to what is to be done with the resource that it is about.
    private func add(_ operation: JSONPatch.Operation, to batch: inout BulkChanges) async throws {
        let tokens = operation.path.tokens
        guard let first = tokens.first else {
            throw ServiceError(.invalidBody, "A path must begin with the identifier of a resource.")
        }
        if operation.kind == .add, tokens.count == 1 {
            return try await create(operation.value ?? .null, at: first, in: &batch)
        }
        let key = key(first)
        if batch.isRefused(key) { return }
        if batch[key] == nil {
            guard !configuration.requiresIfMatch else {
                throw ServiceError(.preconditionRequired, "A resource can be changed only by itself, with If-Match.")
            }
            batch.take(try await stored(first))
        }
        guard let draft = batch[key], !draft.isRemoved else { throw missing(first) }
        if operation.kind == .remove, tokens.count == 1 {
            try demand(.delete)
            // What is asked of the resource before it is removed must hold all the same.
            try tryOut(draft)
            return batch.remove(key)
        }
        var inner = operation
        inner.path = JSONPointer(tokens: Array(tokens.dropFirst()))
        if let from = operation.from {
            guard from.tokens.first == first else {
                throw ServiceError(.invalidBody, "A value can be moved or copied within one resource only.")
            }
            inner.from = JSONPointer(tokens: Array(from.tokens.dropFirst()))
        }
        try demand(.patch)
        batch.change(key, inner)
    }

    /// Throws if a resource of the type cannot be treated so by itself.
    private func demand(_ operation: ServiceOperation) throws(ServiceError) {
        guard !resource.operations.contains(operation) else { return }
        throw ServiceError(.accessDenied, "No \(resource.typeName) can be treated so: \(operation.rawValue).")
    }

    /// Adds a new resource; its place is `-` or empty, or the identifier that it is to have.
    private func create(_ value: JSONValue, at place: String, in batch: inout BulkChanges) async throws {
        try demand(.create)
        guard case .object(var object) = value else {
            throw ServiceError(.invalidBody, "A new resource must be a JSON object.")
        }
        if !place.isEmpty, place != "-" {
            guard object["id"].map({ $0.isNull || $0 == .string(place) }) ?? true else {
                batch.refuse(key(place))
                return batch.findings.append(
                    Finding(
                        .typeMismatch, at: JSONPointer(tokens: [place, "id"]), "id must be '\(place)', as in the path"))
            }
            object["id"] = .string(place)
        }
        do {
            let (document, new) = try await newResource(from: try stored(JSONValue.object(object).serialized()))
            let key = key(new.id)
            let isTaken =
                if let draft = batch[key] { !draft.isRemoved } else { try await store.resource(for: key) != nil }
            guard !isTaken else { throw taken(new.id) }
            batch.create(key, document, new)
        } catch let error as ServiceError where !error.findings.isEmpty {
            batch.refuse(key(place))
            batch.findings += error.findings.map { $0.within(place.isEmpty ? "-" : place) }
        }
    }

    /// Throws if the operations on a resource cannot be carried out.
    private func tryOut(_ draft: BulkChanges.Draft) throws {
        let document = draft.resource.document
        _ = try patched(
            document, JSONValue(document).objectValue ?? [:], by: .operations(JSONPatch(draft.operations)))
    }

    /// Returns the changes to the store, what they make of the resources, and the resources that there are behind them.
    private func changes(
        of batch: inout BulkChanges
    ) async throws -> (changes: [StoreChange], made: [ResourceChange], results: [JSONDocument]) {
        var changes: [StoreChange] = []
        var made: [ResourceChange] = []
        var results: [JSONDocument] = []
        for draft in batch.drafts {
            let key = draft.resource.key
            if draft.isRemoved {
                guard draft.creation == nil else { continue }
                changes.append(.delete(key, revision: draft.resource.revision))
                made.append(ResourceChange(id: key.id, events: resource.events.map { [$0.delete] } ?? []))
                continue
            }
            var change = ResourceChange(id: key.id)
            do {
                let patch = PatchDocument.operations(JSONPatch(draft.operations))
                if !draft.operations.isEmpty { change = try await changed(draft.resource, by: patch) }
            } catch let error as ServiceError {
                guard !error.findings.isEmpty else { throw error.at("'\(key.id)'") }
                batch.findings += error.findings.map { $0.within(key.id) }
                continue
            }
            let document = change.document ?? draft.resource.document
            if var creation = draft.creation {
                creation.warnings += change.warnings
                changes.append(.create(key, document))
                made.append(creation)
            } else if change.document != nil {
                changes.append(.replace(key, document, revision: draft.resource.revision))
                made.append(change)
            }
            results.append(document)
        }
        return (changes, made, results)
    }

    private func answer(_ results: [JSONDocument], _ fields: FieldSelection?) throws -> APIResponse {
        var work = QueryWork(limits.query, parts: 1)
        var body: [UInt8] = [UInt8(ascii: "[")]
        for (position, result) in results.enumerated() {
            if position > 0 { body.append(UInt8(ascii: ",")) }
            body += try visible(result, fields, &work)
        }
        body.append(UInt8(ascii: "]"))
        var headers: APIHeaders = [.contentType: APIResponse.contentType]
        headers.add(.resultCount, String(results.count))
        addApplied(to: &headers)
        return APIResponse(status: 200, headers: headers, body: body)
    }
}

extension ServiceError {
    /// The error with what it is about in front of its message.
    fileprivate func at(_ subject: String) -> ServiceError {
        var error = self
        error.message = "\(subject): \(message ?? code.reason)"
        return error
    }
}

extension Finding {
    /// The finding with its place in a collection.
    fileprivate func within(_ id: String) -> Finding {
        Finding(code, at: JSONPointer(tokens: [id] + pointer.tokens), message)
    }
}
