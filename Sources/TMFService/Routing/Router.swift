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
        guard let path = PercentEncoding.decoded(request.path) else {
            throw ServiceFailure(.invalidURLParameter, message: "The path is not percent-encoded UTF-8.")
        }
        for resource in resources {
            let collection = resource.basePath + resource.name
            guard path.utf8.starts(with: collection.utf8) else { continue }
            let rest = path.utf8.dropFirst(collection.utf8.count)
            if rest.isEmpty || rest.elementsEqual("/".utf8) { return try collectionRoute(resource, request.method) }
            guard rest.first == UInt8(ascii: "/") else { continue }
            // The path is split before it is decoded, so that an identifier may hold an encoded slash.
            let segments = request.path.split(separator: "/")
            let depth = collection.split(separator: "/").count
            guard segments.count == depth + 1, let id = PercentEncoding.decoded(segments[depth]) else { continue }
            return try resourceRoute(resource, id, request.method)
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
