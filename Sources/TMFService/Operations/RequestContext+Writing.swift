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
        var creation = ChangeRequest(edits: [.create(body, at: "")])
        creation.record = try IdempotencyRecord(
            request, body, of: resource, seenBy: rows, now: environment.now,
            lifetime: configuration.idempotencyLifetime)
        return try await commit(creation) { changes in
            let document = try changes.result
            record?.note { [id = document.root["id"]?.stringValue] in $0.id = id }
            var answer = try prepared(201, with: document, fields: fields)
            answer.location = document.root["href"]?.stringValue ?? ""
            return answer
        }
    }

    func patch(_ id: String) async throws -> APIResponse {
        let patch = try PatchDocument(request, limits: limits)
        let fields = try selectedFields()
        var change = ChangeRequest(edits: [.patch(id, patch)])
        change.preconditions = try statePreconditions()
        return try await commit(change) { try prepared(200, with: $0.result, fields: fields) }
    }

    func delete(_ id: String) async throws -> APIResponse {
        var deletion = ChangeRequest(edits: [.delete(id)])
        deletion.preconditions = try statePreconditions()
        return try await commit(deletion) { _ in PreparedAnswer(status: 204) }
    }

    /// Applies a JSON Patch to the collection, either completely or not at all.
    func bulk() async throws -> APIResponse {
        guard request.mediaType == .jsonPatch, case .operations(let patch) = try PatchDocument(request, limits: limits)
        else { throw request.unsupportedMediaType([.jsonPatch], listedIn: .acceptPatch) }
        let fields = try selectedFields()
        // A collection has no entity tag that could match.
        guard try !Preconditions(request).namesState else {
            throw ServiceError(
                .preconditionFailed, "A bulk request cannot have If-Match, which names the state of one resource.")
        }
        return try await commit(try ChangeRequest(patch)) { try prepared($0.compactMap(\.after), fields: fields) }
    }

    /// Returns the preconditions that the client sets on the state of the resource.
    ///
    /// - Throws: ``ServiceError`` with 428 if they are required and missing.
    private func statePreconditions() throws(ServiceError) -> Preconditions {
        let preconditions = try Preconditions(request)
        guard preconditions.namesState || !configuration.requiresIfMatch else {
            throw ServiceError(
                .preconditionRequired, "If-Match is required and must have the entity tag of the resource.")
        }
        return preconditions
    }
}

extension [ResourceChange] {
    /// The resource after the change, which must be the only one.
    fileprivate var result: JSONDocument {
        get throws(ServiceError) {
            guard let document = first?.after else { throw ServiceError(.internalError) }
            return document
        }
    }
}
