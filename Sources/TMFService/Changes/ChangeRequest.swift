import TMFExchange
import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

/// The changes that a client asks for, which are made completely or not at all.
///
/// A request about a single resource has one edit, a bulk request has as many as it likes.
struct ChangeRequest {
    /// Something to be done with one resource.
    enum Edit {
        /// Creates a resource from a body. The place is the identifier that the resource must have, or `-` or empty for any.
        case create(JSONDocument, at: String)
        case patch(String, PatchDocument)
        case delete(String)
    }

    var edits: [Edit]
    /// Whether the edits are those of a collection, and so errors must say which of them they are about.
    var isBulk = false
    /// The preconditions on the state of the resource before the change.
    var preconditions: Preconditions?
    /// The record of the request, by which the same request again changes nothing.
    var record: IdempotencyRecord?

    /// The resources of a collection that are to be changed, or that new ones are to be.
    func keys(in collection: CollectionName) -> [ResourceKey] {
        edits.compactMap { edit in
            switch edit {
            case .create(let body, let place): place.isAnyPlace ? body.root["id"]?.stringValue : place
            case .patch(let id, _), .delete(let id): id
            }
        }
        .map { ResourceKey(collection, $0) }
        .unique
    }
}

extension ChangeRequest {
    /// Reads a JSON Patch of a collection, in which the first part of every path is the identifier of a resource.
    ///
    /// - Throws: ``ServiceError`` with 400 if an operation is about no resource, or about two.
    init(_ patch: JSONPatch) throws(ServiceError) {
        edits = []
        isBulk = true
        edits.reserveCapacity(patch.operations.count)
        for (position, operation) in patch.operations.enumerated() {
            do throws(ServiceError) {
                edits.append(try Edit(operation))
            } catch {
                throw error.about("operation \(position)")
            }
        }
    }
}

extension ChangeRequest.Edit {
    fileprivate init(_ operation: JSONPatch.Operation) throws(ServiceError) {
        let tokens = operation.path.tokens
        guard let id = tokens.first else {
            throw ServiceError(.invalidBody, "A path must start with the identifier of a resource.")
        }
        if tokens.count == 1 {
            switch operation.kind {
            case .remove:
                self = .delete(id)
                return
            case .add:
                guard case .object(let object)? = operation.value else {
                    throw ServiceError(.invalidBody, "A new resource must be a JSON object.")
                }
                self = .create(try JSONDocument(resource: JSONValue.object(object).serialized()), at: id)
                return
            default: break
            }
        }
        var inner = operation
        inner.path = JSONPointer(tokens: Array(tokens.dropFirst()))
        if let from = operation.from {
            guard from.tokens.first == id else {
                throw ServiceError(.invalidBody, "A value can be moved or copied only within one resource.")
            }
            inner.from = JSONPointer(tokens: Array(from.tokens.dropFirst()))
        }
        self = .patch(id, .operations(JSONPatch([inner])))
    }
}

extension String {
    /// Whether the place of a new resource says nothing about its identifier.
    var isAnyPlace: Bool { isEmpty || self == "-" }
}
