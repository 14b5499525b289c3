import TMFEvents
import TMFJSON
import TMFModels
import TMFQuery
import TMFStore

/// The hub of one API: the types of resources at a base path that have events.
final class ServedHub: Sendable {
    /// The last segment of the path.
    static let name = "hub"

    let hub: EventHub
    /// The base path of the API, percent-encoded, such as `/tmf-api/partyInteraction/v4`.
    let basePath: String
    /// The path of the hub, percent-encoded.
    let path: String
    /// The segments of the path, decoded.
    let segments: [String]
    /// The types of resources whose events the hub delivers, at least one.
    let resources: [ServedResource]

    private init(_ hub: EventHub, _ base: [String], _ resources: [ServedResource]) {
        self.hub = hub
        basePath = base.reduce("") { PercentEncoding.path($0, appending: $1) }
        path = PercentEncoding.path(basePath, appending: Self.name)
        segments = base + [Self.name]
        self.resources = resources
    }

    /// Returns the hubs of a service, one for each base path of resources whose events the hub knows.
    static func all(of resources: [ServedResource], _ hub: EventHub) -> [ServedHub] {
        let known = Set(hub.rules.resources.filter { $0.events != nil }.map(\.collection))
        let subjects = resources.filter { $0.description.events != nil && known.contains($0.collection.rawValue) }
        func base(_ resource: ServedResource) -> [String] { resource.definition.segments.dropLast() }
        return subjects.map(base).unique.map { path in ServedHub(hub, path, subjects.filter { base($0) == path }) }
    }

    /// Returns the path of a subscription.
    ///
    /// - Parameter id: The identifier.
    /// - Returns: The path, percent-encoded.
    func path(of id: String) -> String { PercentEncoding.path(path, appending: id) }
}
