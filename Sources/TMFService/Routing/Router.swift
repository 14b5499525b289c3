import TMFExchange
import TMFJSON

/// The subject of a request: a collection or one of its resources.
struct Route {
    /// The kinds of path.
    var resource: ServedResource
    /// The identifier, or `nil` if the collection is meant.
    var id: String?

    /// The operations that the path has, by their methods.
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

    /// Returns what a method does here.
    ///
    /// - Throws: ``ServiceError`` with 405 if the path has no such method.
    func operation(of method: APIMethod) throws(ServiceError) -> ServiceOperation {
        let all = id == nil ? Self.ofCollections : Self.ofResources
        guard let found = all.first(where: { $0.0 == method }),
            found.1 == .describe || resource.definition.operations.contains(found.1)
        else { throw ServiceError.methodNotAllowed(method, allowed: capabilities) }
        return found.1
    }

    /// The header fields that tell what the path can do.
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

/// Finds the collection or resource that a path stands for.
struct Router: Sendable {
    private let resources: [ServedResource]
    /// The paths of the resources by themselves, since looking for one should not copy the others.
    private let paths: [[UInt8]]

    init(_ resources: [ResourceDefinition]) {
        self.resources = resources.map { ServedResource($0) }
        paths = resources.map { Array($0.path.utf8) }
    }

    /// The resources whose paths lead to them, and not to one that was given before them.
    var reachable: [ServedResource] {
        resources.filter { resource in
            guard let route = try? route(APIRequest(.options, resource.path)) else { return false }
            return route.resource === resource && route.id == nil
        }
    }

    /// Returns what a request is about.
    ///
    /// - Throws: ``ServiceError`` with 404 for an unknown path, with 400 for one that is not percent-encoded UTF-8.
    func route(_ request: APIRequest) throws(ServiceError) -> Route {
        let target = request.target
        let end = target.utf8.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
        let path = target[..<end].utf8
        // Nearly every client writes a path as the service does.
        for position in paths.indices where path.starts(with: paths[position]) {
            let rest = path.dropFirst(paths[position].count)
            if rest.isEmpty { return Route(resource: resources[position]) }
            guard rest.first == UInt8(ascii: "/") else { continue }
            var id = rest.dropFirst()
            // One slash at the end changes nothing.
            if id.last == UInt8(ascii: "/") { id = id.dropLast() }
            guard !id.contains(UInt8(ascii: "/")), !id.contains(UInt8(ascii: "%")) else { break }
            if !id.isEmpty { return Route(resource: resources[position], id: String(Substring(id))) }
            if rest.count == 1 { return Route(resource: resources[position]) }
        }
        return try decodedRoute(Substring(path))
    }

    private func decodedRoute(_ path: Substring) throws(ServiceError) -> Route {
        // The path is split before it is decoded: an encoded slash belongs to a segment.
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
