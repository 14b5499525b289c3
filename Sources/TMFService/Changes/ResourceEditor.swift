import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

/// An editor that determines how the edits of a request change resources.
///
/// It has no side effects and uses no store. The same edits to the same resources have the same result, as long as the
/// environment provides the same time and identifiers.
struct ResourceEditor {
    let resource: ServedResource
    let configuration: ServiceConfiguration
    /// The rules for bodies.
    let validation: ValidationOptions
    var limits: ServiceLimits
    /// The mask of attributes that are hidden from the client, if any.
    let mask: AttributeMask?
    let environment: ServiceEnvironment
    /// A Boolean value that indicates whether references are checked.
    let findsReferences: Bool

    /// Returns the changes that the edits of a request make to the resources.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - found: The resources that exist under the keys of the request.
    /// - Returns: The changes in the order in which the request first names the resources. If any of them has findings,
    ///   none may be stored.
    /// - Throws: ``ServiceError`` if an edit cannot be made at all.
    func changes(
        by request: ChangeRequest, of found: [ResourceKey: StoredResource]
    ) throws(ServiceError) -> [ResourceChange] {
        var editor = self
        // The resources share the amount of work that a patch may cause.
        if request.isBulk { editor.limits.patch.nodes /= max(request.keys(in: resource.collection).count, 1) }
        var drafts = ChangeDrafts()
        for (position, edit) in request.edits.enumerated() {
            do throws(ServiceError) {
                try editor.add(edit, of: request, found, to: &drafts)
            } catch {
                throw request.isBulk && error.findings.isEmpty ? error.about("operation \(position)") : error
            }
        }
        var changes: [ResourceChange] = []
        changes.reserveCapacity(drafts.all.count)
        for draft in drafts.all {
            do throws(ServiceError) {
                changes.append(try editor.change(by: draft))
            } catch {
                guard request.isBulk else { throw error }
                guard !error.findings.isEmpty else { throw error.about("'\(draft.start.key.id)'") }
                var change = draft.start
                change.findings = error.findings
                changes.append(change)
            }
        }
        return changes
    }

    /// Adds an edit to the draft of its resource.
    private func add(
        _ edit: ChangeRequest.Edit, of request: ChangeRequest, _ found: [ResourceKey: StoredResource],
        to drafts: inout ChangeDrafts
    ) throws(ServiceError) {
        switch edit {
        case .create(let body, let place):
            try demand(.create)
            let creation = try created(from: body, at: place)
            if creation.after != nil {
                let key = creation.key
                guard drafts[key]?.isDeleted ?? (found[key] == nil) else { throw .taken(key.id, of: resource) }
            }
            drafts.append(ChangeDraft(start: creation))
        case .patch(let id, let patch):
            var draft = try draft(of: id, for: request, found: found, drafts: drafts)
            guard !draft.isRefused else { return }
            try demand(.patch)
            draft.patches.append(patch)
            drafts[key(id)] = draft
        case .delete(let id):
            var draft = try draft(of: id, for: request, found: found, drafts: drafts)
            guard !draft.isRefused else { return }
            try demand(.delete)
            // The conditions of a patch must hold even if the resource is then deleted.
            if let document = draft.start.after, let patch = draft.patch { _ = try patched(document, by: patch) }
            draft.isDeleted = true
            drafts[key(id)] = draft
        }
    }

    /// Returns the draft of a resource that must exist.
    private func draft(
        of id: String, for request: ChangeRequest, found: [ResourceKey: StoredResource], drafts: ChangeDrafts
    ) throws(ServiceError) -> ChangeDraft {
        if let draft = drafts[key(id)] {
            guard !draft.isDeleted else { throw .missing(id, of: resource) }
            return draft
        }
        if request.isBulk, configuration.requiresIfMatch {
            throw ServiceError(.preconditionRequired, "Change one resource at a time, with If-Match.")
        }
        guard let before = found[key(id)] else { throw .missing(id, of: resource) }
        _ = try request.preconditions?.isUnchanged(before.revision, isReading: false)
        return ChangeDraft(start: ResourceChange(key: before.key, before: before, after: before.document))
    }

    /// Throws an error if the type of resource does not support an operation.
    private func demand(_ operation: ServiceOperation) throws(ServiceError) {
        guard !resource.definition.operations.contains(operation) else { return }
        throw ServiceError(
            .accessDenied, "The operation \(operation.rawValue) is not supported for \(resource.typeName).")
    }

    private func change(by draft: ChangeDraft) throws(ServiceError) -> ResourceChange {
        var change = draft.start
        if draft.isRefused { return change }
        if draft.isDeleted {
            change.after = nil
            return change
        }
        guard let document = change.after, let patch = draft.patch else { return change }
        try apply(patch, to: document, in: &change)
        return change
    }

    private func key(_ id: String) -> ResourceKey { ResourceKey(resource.collection, id) }

}

extension ServiceError {
    /// Returns the error of a request for a resource that does not exist or is hidden from the client.
    static func missing(_ id: String, of resource: ServedResource) -> ServiceError {
        ServiceError(.notFound, "\(resource.typeName) '\(id)' does not exist.")
    }

    /// Returns the error of a request for a new resource whose identifier another resource already has.
    static func taken(_ id: String, of resource: ServedResource) -> ServiceError {
        ServiceError(.conflict, "\(resource.typeName) '\(id)' already exists.")
    }

    /// Returns the error with the subject in front of its message.
    func about(_ subject: String) -> ServiceError {
        var error = self
        error.message = "\(subject): \(message ?? code.reason)"
        return error
    }
}
