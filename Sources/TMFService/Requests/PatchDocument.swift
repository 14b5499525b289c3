import TMFExchange
import TMFJSON

/// A patch in one of the four media types of TMF630.
enum PatchDocument {
    /// The media types of a PATCH of a resource; plain JSON is a merge patch.
    static let types: [MediaType] = [.json, .mergePatch, .jsonPatch, .jsonPatchQuery]

    case merge(MergePatch)
    case operations(JSONPatch)
    case query(JSONPatchQuery)

    /// Reads the body of a request according to its type.
    ///
    /// - Throws: ``ServiceError`` with 415 if the type is not that of a patch, or with 400 or 413 if the body is not a
    ///   valid patch of its type.
    init(_ request: APIRequest, limits: ServiceLimits) throws(ServiceError) {
        guard let type = request.mediaType, Self.types.contains(type) else {
            throw request.unsupportedMediaType(Self.types, listedIn: .acceptPatch)
        }
        let document = try request.document(limits.body, expecting: "a patch")
        if type == .jsonPatch || type == .jsonPatchQuery, let place = document.repeatedNames().first {
            // The choice between the two would be a guess (RFC 6902 appendix A.13).
            throw ServiceError(.invalidBody, "The patch has \(place) twice.")
        }
        let json = JSONValue(document)
        do throws(JSONPatchError) {
            switch type {
            case .jsonPatch: self = .operations(try JSONPatch(json, limits: limits.patch))
            case .jsonPatchQuery: self = .query(try JSONPatchQuery(json, limits: limits.patch))
            default:
                guard case .object = json else {
                    throw JSONPatchError(.invalidDocument, operation: nil, path: "")
                }
                self = .merge(MergePatch(json))
            }
        } catch {
            throw ServiceError(error)
        }
    }

    /// Joins consecutive patches: either a single one of any type, or several lists of operations.
    ///
    /// - Returns: The patch, or `nil` if the patches cannot be joined.
    init?(joining patches: [PatchDocument]) {
        guard let first = patches.first else { return nil }
        guard patches.count > 1 else {
            self = first
            return
        }
        self = .operations(
            JSONPatch(
                patches.flatMap { patch in
                    if case .operations(let patch) = patch { patch.operations } else { [JSONPatch.Operation]() }
                }))
    }

    /// Returns a resource with the patch applied.
    ///
    /// - Throws: ``ServiceError`` with 409 if the resource does not match the patch, with 413 if it would exceed the
    ///   limits, or with 400 if the result is not a resource.
    func applied(to resource: JSONObject, limits: JSONPatch.Limits) throws(ServiceError) -> JSONObject {
        let result: JSONValue
        do throws(JSONPatchError) {
            switch self {
            case .merge(let patch): result = patch.applied(to: .object(resource))
            case .operations(let patch): result = try patch.applied(to: .object(resource), limits: limits)
            case .query(let patch): result = try patch.applied(to: .object(resource), limits: limits)
            }
        } catch {
            throw ServiceError(error)
        }
        guard case .object(let object) = result else {
            throw ServiceError(.invalidBody, "The patched resource must be a JSON object, found \(result.kind).")
        }
        return object
    }
}

extension ServiceError {
    init(_ error: JSONPatchError) {
        let code: Code =
            switch error.code {
            case .testFailed, .notFound, .invalidIndex, .ambiguous: .conflict
            case .limitExceeded: .bodyTooLarge
            default: .invalidBody
            }
        self.init(code, "\(error)")
    }
}
