import TMFExchange
import TMFJSON

/// The subject of a request: a collection or one of its resources.
struct Route {
    /// The type of resource.
    var resource: ServedResource
    /// The identifier, or `nil` for the collection.
    var id: String?

    /// The operations that the path supports, with their methods.
    var methods: [(method: APIMethod, operation: ServiceOperation)] {
        (id == nil ? Self.ofCollections : Self.ofResources)
            .filter { $0.1 == .describe || resource.definition.operations.contains($0.1) }
    }

    private static let ofCollections: [(APIMethod, ServiceOperation)] = [
        (.get, .list), (.head, .list), (.post, .create), (.patch, .bulk), (.options, .describe),
    ]
    private static let ofResources: [(APIMethod, ServiceOperation)] = [
        (.get, .read), (.head, .read), (.patch, .patch), (.delete, .delete), (.options, .describe),
    ]

    /// Returns the operation of a method on the path.
    ///
    /// - Throws: ``ServiceError`` with 405 if the path does not support the method.
    func operation(of method: APIMethod) throws(ServiceError) -> ServiceOperation {
        let all = id == nil ? Self.ofCollections : Self.ofResources
        guard let found = all.first(where: { $0.0 == method }),
            found.1 == .describe || resource.definition.operations.contains(found.1)
        else { throw ServiceError.methodNotAllowed(method, allowed: capabilities) }
        return found.1
    }

    /// The header fields that list the methods and types that the path supports.
    var capabilities: APIHeaders {
        let methods = methods
        var headers: APIHeaders = [.allow: methods.map(\.method.rawValue).joined(separator: ", ")]
        if methods.contains(where: { $0.operation == .create }) { headers[.acceptPost] = MediaType.json.text }
        if methods.contains(where: { $0.operation == .patch }) {
            headers[.acceptPatch] = PatchDocument.types.map(\.text).joined(separator: ", ")
        }
        if methods.contains(where: { $0.operation == .bulk }) { headers[.acceptPatch] = MediaType.jsonPatch.text }
        return headers
    }
}

/// A router that finds the collection or resource at a path.
struct Router: Sendable {
    private let resources: [ServedResource]
    /// The paths of the resources, kept separately so that a search does not copy the resources.
    private let paths: [[UInt8]]

    init(_ resources: [ResourceDefinition]) {
        self.resources = resources.map { ServedResource($0) }
        paths = resources.map { Array($0.path.utf8) }
    }

    /// The resources that requests can reach, because no earlier one has the same path.
    var reachable: [ServedResource] {
        resources.filter { resource in
            guard let route = try? route(APIRequest(.options, resource.path)) else { return false }
            return route.resource === resource && route.id == nil
        }
    }

    /// Returns the subject of a request.
    ///
    /// - Throws: ``ServiceError`` with 404 for an unknown path, or with 400 for a path that is not percent-encoded
    ///   UTF-8.
    func route(_ request: APIRequest) throws(ServiceError) -> Route {
        let target = request.target
        let end = target.utf8.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
        let path = target[..<end].utf8
        // Nearly every client writes a path in the same way as the service.
        for position in paths.indices where path.starts(with: paths[position]) {
            let rest = path.dropFirst(paths[position].count)
            if rest.isEmpty { return Route(resource: resources[position]) }
            guard rest.first == UInt8(ascii: "/") else { continue }
            var id = rest.dropFirst()
            // A trailing slash is ignored.
            if id.last == UInt8(ascii: "/") { id = id.dropLast() }
            guard !id.contains(UInt8(ascii: "/")), !id.contains(UInt8(ascii: "%")) else { break }
            if !id.isEmpty { return Route(resource: resources[position], id: String(Substring(id))) }
            if rest.count == 1 { return Route(resource: resources[position]) }
        }
        return try decodedRoute(Substring(path))
    }

    private func decodedRoute(_ path: Substring) throws(ServiceError) -> Route {
        // The path is split before it is decoded, because an encoded slash belongs to a segment.
        var segments: [String] = []
        for segment in path.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            guard let segment = PercentEncoding.decoded(segment) else {
                throw ServiceError(.invalidURLParameter, "The path must be percent-encoded UTF-8.")
            }
            segments.append(segment)
        }
        if segments.last == "" { segments.removeLast() }
        for resource in resources where segments.starts(with: resource.definition.segments) {
            let rest = segments.dropFirst(resource.definition.segments.count)
            if rest.isEmpty { return Route(resource: resource) }
            if rest.count == 1, let id = rest.first, !id.isEmpty { return Route(resource: resource, id: id) }
        }
        throw ServiceError(.notFound, "No resource exists at \(path).")
    }
}
