import TMFJSON
import TMFModels

/// What a request asks for.
enum Route: Sendable {
    case list(ResourceDefinition)
    case create(ResourceDefinition)
    case read(ResourceDefinition, id: String)
    case patch(ResourceDefinition, id: String)
    case delete(ResourceDefinition, id: String)
}

/// Finds the resource and the operation that a method and a path stand for.
struct Router: Sendable {
    private let resources: [ResourceDefinition]

    init(_ resources: [ResourceDefinition]) { self.resources = resources }

    /// Returns the route of a request.
    ///
    /// - Throws: ``ServiceFailure`` with 404 for an unknown path, 405 for a method that the path does not have.
    func route(_ request: APIRequest) throws -> Route {
        // The path is split before it is decoded: an encoded slash belongs to a segment.
        var segments: [String] = []
        for segment in request.path.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            guard let segment = PercentEncoding.decoded(segment) else {
                throw ServiceFailure(.invalidURLParameter, message: "The path is not percent-encoded UTF-8.")
            }
            segments.append(segment)
        }
        // One slash at the end changes nothing.
        if segments.last == "" { segments.removeLast() }
        for resource in resources where segments.starts(with: resource.segments) {
            let rest = segments.dropFirst(resource.segments.count)
            if rest.isEmpty { return try collectionRoute(resource, request.method) }
            if rest.count == 1, let id = rest.first, !id.isEmpty {
                return try resourceRoute(resource, id, request.method)
            }
        }
        throw ServiceFailure(.notFound, message: "There is nothing at \(request.path).")
    }

    private func collectionRoute(_ resource: ResourceDefinition, _ method: APIMethod) throws -> Route {
        switch method {
        case .get: return .list(resource)
        case .post: return .create(resource)
        default: throw ServiceFailure.methodNotAllowed(method, allowed: [.get, .post])
        }
    }

    private func resourceRoute(_ resource: ResourceDefinition, _ id: String, _ method: APIMethod) throws -> Route {
        switch method {
        case .get: return .read(resource, id: id)
        case .patch: return .patch(resource, id: id)
        case .delete: return .delete(resource, id: id)
        default: throw ServiceFailure.methodNotAllowed(method, allowed: [.get, .patch, .delete])
        }
    }
}
