import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

extension RequestContext {
    /// Carries out a JSON Patch of the collection, in which the first part of every path is the identifier of a resource:
    /// all of it or nothing.
    func bulk() async throws -> APIResponse {
        let type = ContentNegotiation.type(of: request)
        guard type == PatchDocument.jsonPatch else {
            throw ContentNegotiation.unsupported(type, [PatchDocument.jsonPatch], header: "Accept-Patch")
        }
        let fields = try selectedFields()
        let body = try request.document(limits.body, expecting: "a JSON Patch")
        let patch: JSONPatch
        do throws(JSONPatchError) {
            patch = try JSONPatch(JSONValue(body), limits: limits.patch)
        } catch {
            throw ServiceError(error)
        }
        for _ in 0..<Self.attempts {
            var batch = BulkChanges()
            for (position, operation) in patch.operations.enumerated() {
                do {
                    try await add(operation, to: &batch)
                } catch let error as ServiceError {
                    throw error.at(operation: position)
                }
            }
            let (changes, results) = try await changes(of: batch)
            guard !changes.isEmpty else { return try answer(results, fields) }
            do {
                try await store.commit(changes)
                return try answer(results, fields)
            } catch let error as StoreError where error.isConflict {
                // What was made of others' resources is made anew; a chosen identifier that is taken is found out then.
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
        let isNew = tokens.count == 1 && (first.isEmpty || first == "-")
        if operation.kind == .add, isNew {
            let (id, document) = try await newResource(from: try bodyDocument(operation.value))
            return batch.create(key(id), document)
        }
        if operation.kind == .add, tokens.count == 1 {
            guard case .object(var object)? = operation.value else {
                throw ServiceError(.invalidBody, "A new resource must be a JSON object.")
            }
            object["id"] = .string(first)
            let known = batch[key(first)] != nil
            let isTaken = if known { true } else { try await store.resource(for: key(first)) != nil }
            guard !isTaken else {
                throw ServiceError(.conflict, "There is a \(resource.typeName) '\(first)' already.")
            }
            let (id, document) = try await newResource(from: try bodyDocument(.object(object)))
            return batch.create(key(id), document)
        }
        if batch[key(first)] == nil { batch.take(try await stored(first)) }
        guard let draft = batch[key(first)], !draft.isRemoved else { throw missing(first) }
        if operation.kind == .remove, tokens.count == 1 { return batch.remove(key(first)) }
        var inner = operation
        inner.path = JSONPointer(tokens: Array(tokens.dropFirst()))
        if let from = operation.from {
            guard from.tokens.first == first else {
                throw ServiceError(.invalidBody, "A value can be moved or copied within one resource only.")
            }
            inner.from = JSONPointer(tokens: Array(from.tokens.dropFirst()))
        }
        batch.change(key(first), inner)
    }

    private func bodyDocument(_ value: JSONValue?) throws(ServiceError) -> JSONDocument {
        try stored((value ?? .null).serialized())
    }

    /// Returns the changes to the store, and the resources that there are behind them.
    private func changes(
        of batch: BulkChanges
    ) async throws -> (changes: [StoreChange], results: [JSONDocument]) {
        var changes: [StoreChange] = []
        var results: [JSONDocument] = []
        var events: [String] = []
        for draft in batch.drafts {
            let key = draft.resource.key
            let names = resource.events
            if draft.isRemoved {
                guard !draft.isNew else { continue }
                changes.append(.delete(key, revision: draft.resource.revision))
                events += names.map { [$0.delete] } ?? []
                continue
            }
            let changed: (document: JSONDocument?, events: [String])
            do {
                let patch = PatchDocument.operations(JSONPatch(draft.operations))
                changed = draft.operations.isEmpty ? (nil, []) : try await self.changed(draft.resource, by: patch)
            } catch let error as ServiceError {
                throw error.at(resource: key.id)
            }
            let document = changed.document ?? draft.resource.document
            if draft.isNew {
                changes.append(.create(key, document))
                events += names.map { [$0.create] } ?? []
            } else if changed.document != nil {
                changes.append(.replace(key, document, revision: draft.resource.revision))
                events += changed.events
            }
            results.append(document)
        }
        record?.note { [events] in $0.events = events }
        return (changes, results)
    }

    private func answer(
        _ results: [JSONDocument], _ fields: FieldSelection?
    ) throws -> APIResponse {
        var body: [UInt8] = [UInt8(ascii: "[")]
        for (position, result) in results.enumerated() {
            if position > 0 { body.append(UInt8(ascii: ",")) }
            body += try visible(result, fields)
        }
        body.append(UInt8(ascii: "]"))
        var headers: APIHeaders = ["Content-Type": ContentNegotiation.responseType]
        headers.add("X-Result-Count", String(results.count))
        addApplied(to: &headers)
        return APIResponse(status: 200, headers: headers, body: body)
    }
}

extension ServiceError {
    /// The error with the number of the operation of a patch that it is about.
    fileprivate func at(operation position: Int) -> ServiceError {
        var error = self
        error.message = "operation \(position): \(message ?? code.reason)"
        return error
    }

    /// The error with the identifier of the resource that it is about, also before the places in it.
    fileprivate func at(resource id: String) -> ServiceError {
        var error = self
        error.message = "'\(id)': \(message ?? code.reason)"
        for index in findings.indices {
            error.findings[index].pointer = JSONPointer(tokens: [id] + findings[index].pointer.tokens)
        }
        return error
    }
}
