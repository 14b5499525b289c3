import TMFExchange
import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

/// The changes that a client requests, which are made either completely or not at all.
///
/// A request for a single resource has one edit; a bulk request can have any number.
struct ChangeRequest {
    /// A change to one resource.
    enum Edit {
        /// Creates a resource from a body.
        ///
        /// The place is the identifier that the resource must have; `-` or an empty place means any.
        case create(JSONDocument, at: String)
        case patch(String, PatchDocument)
        case delete(String)
    }

    var edits: [Edit]
    /// A Boolean value that indicates whether the edits apply to a collection, so that errors must name the resource.
    var isBulk = false
    /// The preconditions on the state of the resource before the change.
    var preconditions: Preconditions?
    /// The record of the request, which prevents a repeated request from changing anything.
    var record: IdempotencyRecord?

    /// Returns the keys of the resources in a collection that the request changes or creates.
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
    /// - Throws: ``ServiceError`` with 400 if an operation does not name a resource, or names two.
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
    /// A Boolean value that indicates whether the place of a new resource leaves its identifier open.
    var isAnyPlace: Bool { isEmpty || self == "-" }
}
