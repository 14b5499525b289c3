import TMFEvents
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

/// The part of a service that a request is for.
enum Destination {
    case resources(Route)
    case hub(HubRoute)
    case events(ServedEvents)
}

/// A router that finds the collection, the resource, the hub or the events at a path.
struct Router: Sendable {
    private let resources: [ServedResource]
    /// The paths of the resources, kept separately so that a search does not copy the resources.
    private let paths: [[UInt8]]
    /// The hubs that requests can reach, because no resource has the same path.
    private(set) var hubs: [ServedHub] = []
    /// The events that requests can read, because neither a resource nor a hub has the same path.
    private(set) var events: [ServedEvents] = []

    /// - Parameters:
    ///   - resources: The types of resources.
    ///   - hub: The hub, or `nil` if there is none.
    ///   - servesEvents: Whether clients can read events.
    init(_ resources: [ResourceDefinition], hub: EventHub?, servesEvents: Bool) {
        self.resources = resources.map { ServedResource($0) }
        paths = resources.map { Array($0.path.utf8) }
        guard hub != nil || servesEvents else { return }
        let rules = hub?.rules ?? EventRules(resources: resources.map(\.description))
        let subjects = EventSubjects.all(of: reachable, rules)
        if let hub { hubs = subjects.map { ServedHub(hub, $0) } }
        hubs = hubs.filter { hub in
            guard case .hub(let route) = try? destination(of: APIRequest(.options, hub.path)) else { return false }
            return route.hub === hub && route.id == nil
        }
        guard servesEvents else { return }
        let size = (hub?.policy ?? DeliveryPolicy()).eventSize
        events = subjects.map { ServedEvents(rules, eventSize: size, $0) }
        events = events.filter { events in
            guard case .events(let found) = try? destination(of: APIRequest(.options, events.path)) else {
                return false
            }
            return found === events
        }
    }

    /// The resources that requests can reach, because no earlier one has the same path.
    var reachable: [ServedResource] {
        resources.filter { resource in
            guard case .resources(let route) = try? destination(of: APIRequest(.options, resource.path)) else {
                return false
            }
            return route.resource === resource && route.id == nil
        }
    }

    /// Returns the subject of a request.
    ///
    /// - Throws: ``ServiceError`` with 404 for an unknown path, or with 400 for a path that is not percent-encoded
    ///   UTF-8.
    func destination(of request: APIRequest) throws(ServiceError) -> Destination {
        let target = request.target
        let end = target.utf8.firstIndex(of: UInt8(ascii: "?")) ?? target.endIndex
        let path = target[..<end].utf8
        // Nearly every client writes a path in the same way as the service.
        for position in paths.indices where path.starts(with: paths[position]) {
            let rest = path.dropFirst(paths[position].count)
            if rest.isEmpty { return .resources(Route(resource: resources[position])) }
            guard rest.first == UInt8(ascii: "/") else { continue }
            var id = rest.dropFirst()
            // A trailing slash is ignored.
            if id.last == UInt8(ascii: "/") { id = id.dropLast() }
            guard !id.contains(UInt8(ascii: "/")), !id.contains(UInt8(ascii: "%")) else { break }
            if !id.isEmpty { return .resources(Route(resource: resources[position], id: String(Substring(id)))) }
            if rest.count == 1 { return .resources(Route(resource: resources[position])) }
        }
        return try decodedDestination(Substring(path))
    }

    private func decodedDestination(_ path: Substring) throws(ServiceError) -> Destination {
        // The path is split before it is decoded, because an encoded slash belongs to a segment.
        var segments: [String] = []
        for segment in path.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
            guard let segment = PercentEncoding.decoded(segment) else {
                throw ServiceError(.invalidURLParameter, "The path must be percent-encoded UTF-8.")
            }
            segments.append(segment)
        }
        if segments.last == "" { segments.removeLast() }
        for resource in resources {
            guard let end = Self.end(of: segments, after: resource.definition.segments) else { continue }
            return .resources(Route(resource: resource, id: end))
        }
        for hub in hubs {
            guard let end = Self.end(of: segments, after: hub.segments) else { continue }
            return .hub(HubRoute(hub: hub, id: end))
        }
        if let events = events.first(where: { $0.segments == segments }) { return .events(events) }
        throw ServiceError(.notFound, "No resource exists at \(path).")
    }

    /// Returns the identifier after the segments of a collection, itself `nil` for the collection, or `nil` if the
    /// path is that of neither.
    private static func end(of segments: [String], after collection: [String]) -> String?? {
        guard segments.starts(with: collection) else { return nil }
        let rest = segments.dropFirst(collection.count)
        guard let id = rest.first else { return .some(nil) }
        guard rest.count == 1, !id.isEmpty else { return nil }
        return .some(id)
    }
}
